// std::thread of Rust: park, unpark, spawn and join.
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

extern "C" {
    fn work_a_while();
}

#[no_mangle]
pub extern "C" fn rust_token(n: i64) {
    let mine = thread::current();
    for _ in 0..n {
        mine.unpark();
        thread::park();
    }
}

#[repr(align(128))]
struct Turn(AtomicUsize);

struct Table {
    seats: [Mutex<Option<Thread>>; 2],
    turn: Turn,
    sitting: AtomicUsize,
}

fn play(t: &Table, me: usize, n: i64, late: bool) {
    *t.seats[me].lock().unwrap() = Some(thread::current());
    t.sitting.fetch_add(1, Ordering::AcqRel);
    while t.sitting.load(Ordering::Acquire) != 2 {
        std::hint::spin_loop();
    }
    let other = t.seats[1 - me].lock().unwrap().clone().unwrap();
    for _ in 0..n {
        while t.turn.0.load(Ordering::Acquire) != me {
            thread::park();
        }
        if late {
            unsafe { work_a_while() }
        }
        t.turn.0.store(1 - me, Ordering::Release);
        other.unpark();
    }
}

#[no_mangle]
pub extern "C" fn rust_ping_pong(n: i64, late: i32) {
    let t = Arc::new(Table {
        seats: [Mutex::new(None), Mutex::new(None)],
        turn: Turn(AtomicUsize::new(0)),
        sitting: AtomicUsize::new(0),
    });
    let theirs = t.clone();
    let other = thread::spawn(move || play(&theirs, 1, n, late != 0));
    play(&t, 0, n, late != 0);
    other.join().unwrap();
}

#[no_mangle]
pub extern "C" fn rust_spawn(n: i64) {
    for _ in 0..n {
        thread::spawn(|| ()).join().unwrap();
    }
}
