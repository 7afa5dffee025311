// Rust's std: the loops of loops.h once more, because only a guard can unlock.
use std::hint::black_box;
use std::os::raw::c_long;
use std::sync::{Mutex, RwLock};

#[repr(C)]
pub struct Worker {
    inside: c_long,
    outside: c_long,
    reads: c_long,
    turns: u64,
    writes: u64,
    random: u32,
}

extern "C" {
    fn stopped() -> bool;
    fn ticks() -> u64;
    fn work(steps: c_long);
    fn note_wait(w: *mut Worker, waited: u64);
}

const MEASURED_TURN: u64 = 7;

#[repr(align(256))]
struct Place<T>(T);

static MUTEX: Place<Mutex<u64>> = Place(Mutex::new(0));
static RWLOCK: Place<RwLock<u64>> = Place(RwLock::new(0));

#[no_mangle]
pub static rust_mutex_size: usize = std::mem::size_of::<Mutex<()>>();
#[no_mangle]
pub static rust_rwlock_size: usize = std::mem::size_of::<RwLock<()>>();

#[no_mangle]
pub extern "C" fn rust_mutex_alone(pairs: c_long) {
    for _ in 0..pairs {
        *black_box(&MUTEX).0.lock().unwrap() += 1;
    }
}

#[no_mangle]
pub extern "C" fn rust_mutex_counted() -> u64 {
    std::mem::take(&mut *MUTEX.0.lock().unwrap())
}

#[no_mangle]
pub extern "C" fn rust_rwlock_alone(pairs: c_long) {
    for _ in 0..pairs {
        *black_box(&RWLOCK).0.write().unwrap() += 1;
    }
}

#[no_mangle]
pub extern "C" fn rust_rwlock_alone_reading(pairs: c_long) {
    for _ in 0..pairs {
        black_box(*black_box(&RWLOCK).0.read().unwrap());
    }
}

#[no_mangle]
pub extern "C" fn rust_rwlock_counted() -> u64 {
    std::mem::take(&mut *RWLOCK.0.write().unwrap())
}

unsafe fn turn(w: &mut Worker, locked: impl FnOnce(&mut Worker, &mut dyn FnMut())) {
    w.turns += 1;
    let measured = w.turns % MEASURED_TURN == 0;
    let before = if measured { ticks() } else { 0 };
    let mut after = 0;
    locked(w, &mut || {
        if measured {
            after = ticks()
        }
    });
    if measured {
        note_wait(w, after - before);
    }
    work(w.outside);
}

#[no_mangle]
pub unsafe extern "C" fn rust_mutex_contend(w: &mut Worker) {
    while !stopped() {
        turn(w, |w, got_it| {
            let mut counter = MUTEX.0.lock().unwrap();
            got_it();
            *counter += 1;
            w.writes += 1;
            work(w.inside);
        });
    }
}

#[no_mangle]
pub unsafe extern "C" fn rust_rwlock_contend(w: &mut Worker) {
    while !stopped() {
        turn(w, |w, got_it| {
            w.random = w.random.wrapping_mul(1664525).wrapping_add(1013904223);
            if ((w.random >> 22) as c_long) < w.reads {
                let counter = RWLOCK.0.read().unwrap();
                got_it();
                black_box(*counter);
                work(w.inside);
            } else {
                let mut counter = RWLOCK.0.write().unwrap();
                got_it();
                *counter += 1;
                w.writes += 1;
                work(w.inside);
            }
        });
    }
}
