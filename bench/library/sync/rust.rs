// Rust's std: the loops of loops/ once more, because only a guard can wait.
use std::hint::{black_box, spin_loop};
use std::mem::size_of;
use std::os::raw::{c_int, c_long};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Barrier, Condvar, Mutex, Once, RwLock};
use std::thread::{self, Thread};

extern "C" {
    static work_ns: c_long;
    fn work_on();
    fn ticks() -> u64;
    fn note_wait(who: c_int, ticks: u64);
}

const MEASURED_TURN: c_long = 7;

fn work() {
    unsafe {
        if work_ns > 0 {
            work_on();
        }
    }
}

#[no_mangle]
pub static rust_condvar_size: usize = size_of::<Condvar>();
#[no_mangle]
pub static rust_barrier_size: usize = size_of::<Barrier>();
#[no_mangle]
pub static rust_once_size: usize = size_of::<Once>();
#[no_mangle]
pub static rust_seat_size: usize = size_of::<AtomicU32>(); // in the thread's record
#[no_mangle]
pub static rust_thread_size: usize = size_of::<thread::JoinHandle<()>>();

#[repr(align(128))]
struct Place<T>(T);

struct State {
    state: c_long,
    waiting: c_int,
}

struct Waiting {
    m: Mutex<State>,
    cv: [Condvar; 2],
}

static C: Place<Waiting> = Place(Waiting {
    m: Mutex::new(State { state: 0, waiting: 0 }),
    cv: [Condvar::new(), Condvar::new()],
});

#[no_mangle]
pub extern "C" fn rust_clear_condvar(_: c_int, _: c_long) {
    *C.0.m.lock().unwrap() = State { state: 0, waiting: 0 };
}

#[no_mangle]
pub extern "C" fn rust_notify_nobody(_: c_int, _: c_int, turns: c_long) {
    for _ in 0..turns {
        black_box(&C).0.cv[0].notify_one();
    }
}

#[no_mangle]
pub extern "C" fn rust_condvar_ping_pong(me: c_int, _: c_int, turns: c_long) {
    let (c, me) = (&C.0, me as usize);
    for _ in 0..turns {
        let mut s = c.m.lock().unwrap();
        while s.state != me as c_long {
            s = c.cv[me].wait(s).unwrap();
        }
        drop(s);
        work();
        let mut s = c.m.lock().unwrap();
        s.state = 1 - me as c_long;
        c.cv[1 - me].notify_one();
    }
}

#[no_mangle]
pub unsafe extern "C" fn rust_queue(me: c_int, _: c_int, turns: c_long) {
    let (c, half) = (&C.0, me as usize % 2);
    for i in 0..turns {
        let measured = i % MEASURED_TURN == 0;
        let before = if measured { ticks() } else { 0 };
        {
            let mut s = c.m.lock().unwrap();
            while s.state == (if half == 1 { 0 } else { 16 }) {
                s = c.cv[half].wait(s).unwrap();
            }
            s.state += if half == 1 { -1 } else { 1 };
            c.cv[1 - half].notify_one();
        }
        if measured {
            note_wait(me, ticks() - before);
        }
    }
}

#[no_mangle]
pub extern "C" fn rust_gate(me: c_int, threads: c_int, turns: c_long) {
    let c = &C.0;
    for i in 1..=turns {
        let mut s = c.m.lock().unwrap();
        if me == 0 {
            while s.waiting < threads - 1 {
                s = c.cv[1].wait(s).unwrap();
            }
            s.waiting = 0;
            drop(s);
            work();
            let mut s = c.m.lock().unwrap();
            s.state = i;
            c.cv[0].notify_all();
        } else {
            s.waiting += 1;
            if s.waiting == threads - 1 {
                c.cv[1].notify_one();
            }
            while s.state < i {
                s = c.cv[0].wait(s).unwrap();
            }
        }
    }
}

static BARRIER: RwLock<Option<Barrier>> = RwLock::new(None);

#[no_mangle]
pub extern "C" fn rust_make_barrier(threads: c_int, _: c_long) {
    *BARRIER.write().unwrap() = Some(Barrier::new(threads as usize));
}

#[no_mangle]
pub extern "C" fn rust_meet(me: c_int, threads: c_int, turns: c_long) {
    let held = BARRIER.read().unwrap();
    let barrier = held.as_ref().unwrap();
    for i in 0..turns {
        if i % threads as c_long == me as c_long {
            work();
        }
        barrier.wait();
    }
}

static ONCES: RwLock<Vec<Place<Once>>> = RwLock::new(Vec::new());

#[no_mangle]
pub extern "C" fn rust_make_onces(_: c_int, turns: c_long) {
    *ONCES.write().unwrap() = (0..turns).map(|_| Place(Once::new())).collect();
}

#[no_mangle]
pub extern "C" fn rust_make_one_once(threads: c_int, _: c_long) {
    rust_make_onces(threads, 1);
}

#[no_mangle]
pub extern "C" fn rust_again_and_again(_: c_int, _: c_int, turns: c_long) {
    let held = ONCES.read().unwrap();
    let once = &held[0].0;
    for _ in 0..turns {
        black_box(once).call_once(work);
    }
}

#[no_mangle]
pub extern "C" fn rust_first_call(_: c_int, _: c_int, turns: c_long) {
    let held = ONCES.read().unwrap();
    for i in 0..turns {
        held[i as usize].0.call_once(work);
    }
}

static SEATS: [Mutex<Option<Thread>>; 2] = [Mutex::new(None), Mutex::new(None)];
static TURN: Place<AtomicUsize> = Place(AtomicUsize::new(0));
static SITTING: Place<AtomicUsize> = Place(AtomicUsize::new(0));

#[no_mangle]
pub extern "C" fn rust_clear_table(_: c_int, _: c_long) {
    TURN.0.store(0, Ordering::Relaxed);
    SITTING.0.store(0, Ordering::Relaxed);
}

#[no_mangle]
pub extern "C" fn rust_token(_: c_int, _: c_int, turns: c_long) {
    let mine = thread::current();
    for _ in 0..turns {
        mine.unpark();
        thread::park();
    }
}

#[no_mangle]
pub extern "C" fn rust_park_ping_pong(me: c_int, threads: c_int, turns: c_long) {
    let me = me as usize;
    *SEATS[me].lock().unwrap() = Some(thread::current());
    SITTING.0.fetch_add(1, Ordering::Release);
    while SITTING.0.load(Ordering::Acquire) != threads as usize {
        spin_loop();
    }
    let other = SEATS[1 - me].lock().unwrap().clone().unwrap();
    for _ in 0..turns {
        while TURN.0.load(Ordering::Acquire) != me {
            thread::park();
        }
        work();
        TURN.0.store(1 - me, Ordering::Release);
        other.unpark();
    }
}

#[no_mangle]
pub extern "C" fn rust_start_and_join(_: c_int, _: c_int, turns: c_long) {
    for _ in 0..turns {
        thread::spawn(|| ()).join().unwrap();
    }
}
