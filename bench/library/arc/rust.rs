// Rust's std::sync::Arc: the loops of ours.c once more.
use std::hint::black_box;
use std::os::raw::c_long;
use std::sync::{Arc, OnceLock, Weak};

static VALUE: OnceLock<(Arc<c_long>, Weak<c_long>)> = OnceLock::new();

fn value() -> &'static (Arc<c_long>, Weak<c_long>) {
    VALUE.get_or_init(|| {
        let value = Arc::new(42);
        let weak = Arc::downgrade(&value);
        (value, weak)
    })
}

#[no_mangle]
pub extern "C" fn rust_clone(times: c_long) {
    let value = &value().0;
    for _ in 0..times {
        black_box(&*Arc::clone(value));
    }
}

#[no_mangle]
pub extern "C" fn rust_upgrade(times: c_long) {
    let weak = &value().1;
    for _ in 0..times {
        black_box(&*weak.upgrade().unwrap());
    }
}

#[no_mangle]
pub extern "C" fn rust_downgrade(times: c_long) {
    let value = &value().0;
    for _ in 0..times {
        black_box(&Arc::downgrade(value));
    }
}

#[no_mangle]
pub extern "C" fn rust_make(times: c_long) {
    for i in 0..times {
        black_box(&*Arc::new(i));
    }
}
