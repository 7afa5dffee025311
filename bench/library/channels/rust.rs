// Rust's std::sync::mpsc: the loops of loops.h and oneshots.h once more.
use std::hint::black_box;
use std::os::raw::{c_int, c_long, c_uint};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Condvar, Mutex, RwLock};

#[repr(C)]
pub struct Load {
    messages: c_long,
    capacity: usize,
    senders: c_int,
    receivers: c_int,
    channels: c_int,
}

extern "C" {
    fn rust_before_trying_again(failures: *mut c_uint);
}

fn before_trying_again(failures: &mut c_uint) {
    unsafe { rust_before_trying_again(failures) }
}

type Message<const N: usize> = [u64; N];

trait Sends<M>: Clone {
    fn make(capacity: usize) -> (Self, Receiver<M>);
    fn send(&self, m: M);
    fn try_send(&self, m: M) -> bool;
}

impl<M> Sends<M> for Sender<M> {
    fn make(_: usize) -> (Self, Receiver<M>) {
        mpsc::channel()
    }
    fn send(&self, m: M) {
        Sender::send(self, m).ok().unwrap()
    }
    fn try_send(&self, m: M) -> bool {
        Sender::send(self, m).is_ok()
    }
}

impl<M> Sends<M> for SyncSender<M> {
    fn make(capacity: usize) -> (Self, Receiver<M>) {
        mpsc::sync_channel(capacity)
    }
    fn send(&self, m: M) {
        SyncSender::send(self, m).ok().unwrap()
    }
    fn try_send(&self, m: M) -> bool {
        SyncSender::try_send(self, m).is_ok()
    }
}

struct Queue<S, M>(Mutex<Option<(S, Option<Receiver<M>>)>>);

impl<S: Sends<Message<N>>, const N: usize> Queue<S, Message<N>> {
    const fn new() -> Self {
        Queue(Mutex::new(None))
    }

    fn prepare(&self, l: &Load) {
        let (s, r) = S::make(l.capacity);
        *self.0.lock().unwrap() = Some((s, Some(r)));
    }

    fn clean_up(&self) {
        *self.0.lock().unwrap() = None;
    }

    fn sender(&self) -> S {
        self.0.lock().unwrap().as_ref().unwrap().0.clone()
    }

    fn receiver(&self) -> Receiver<Message<N>> {
        self.0.lock().unwrap().as_mut().unwrap().1.take().unwrap()
    }

    fn send(&self, l: &Load, me: c_int, trying: bool) {
        let s = self.sender();
        let each = (l.messages / l.senders as c_long) as u64;
        let first = me as u64 * each;
        for i in first..first + each {
            if trying {
                let mut failures = 0;
                while !s.try_send([i; N]) {
                    before_trying_again(&mut failures);
                }
            } else {
                s.send([i; N]);
            }
        }
    }

    fn receive(&self, l: &Load, trying: bool) -> u64 {
        let r = self.receiver();
        let mut sum = 0u64;
        for _ in 0..l.messages {
            let m = if trying {
                let mut failures = 0;
                loop {
                    if let Ok(m) = r.try_recv() {
                        break m;
                    }
                    before_trying_again(&mut failures);
                }
            } else {
                r.recv().unwrap()
            };
            sum += black_box(&m)[0];
        }
        sum
    }
}

fn ask<S: Sends<Message<N>>, const N: usize>(
    l: &Load,
    there: &Queue<S, Message<N>>,
    back: &Queue<S, Message<N>>,
) {
    let (s, r) = (there.sender(), back.receiver());
    for i in 0..l.messages as u64 {
        s.send([i; N]);
        black_box(r.recv().unwrap());
    }
}

fn answer<S: Sends<Message<N>>, const N: usize>(
    l: &Load,
    there: &Queue<S, Message<N>>,
    back: &Queue<S, Message<N>>,
) -> u64 {
    let (s, r) = (back.sender(), there.receiver());
    let mut sum = 0;
    for _ in 0..l.messages {
        let m = r.recv().unwrap();
        sum += black_box(&m)[0];
        s.send(m);
    }
    sum
}

macro_rules! loops {
    ($n:literal, $sender:ident, $there:ident $back:ident,
     $prepare:ident $clean_up:ident $send:ident $receive:ident $send_trying:ident $receive_trying:ident
     $ask:ident $answer:ident) => {
        static $there: Queue<$sender<Message<$n>>, Message<$n>> = Queue::new();
        static $back: Queue<$sender<Message<$n>>, Message<$n>> = Queue::new();
        #[no_mangle]
        pub extern "C" fn $prepare(l: &Load) {
            $there.prepare(l);
            $back.prepare(l);
        }
        #[no_mangle]
        pub extern "C" fn $clean_up(_: &Load) {
            $there.clean_up();
            $back.clean_up();
        }
        #[no_mangle]
        pub extern "C" fn $send(l: &Load, me: c_int) {
            $there.send(l, me, false)
        }
        #[no_mangle]
        pub extern "C" fn $receive(l: &Load, _: c_int) -> u64 {
            $there.receive(l, false)
        }
        #[no_mangle]
        pub extern "C" fn $send_trying(l: &Load, me: c_int) {
            $there.send(l, me, true)
        }
        #[no_mangle]
        pub extern "C" fn $receive_trying(l: &Load, _: c_int) -> u64 {
            $there.receive(l, true)
        }
        #[no_mangle]
        pub extern "C" fn $ask(l: &Load, _: c_int) {
            ask(l, &$there, &$back)
        }
        #[no_mangle]
        pub extern "C" fn $answer(l: &Load, _: c_int) -> u64 {
            answer(l, &$there, &$back)
        }
    };
}

loops!(1, SyncSender, SYNC8 SYNC8_BACK, rust_sync8_prepare rust_sync8_clean_up rust_sync8_send rust_sync8_receive
    rust_sync8_send_trying rust_sync8_receive_trying rust_sync8_ask rust_sync8_answer);
loops!(8, SyncSender, SYNC64 SYNC64_BACK, rust_sync64_prepare rust_sync64_clean_up rust_sync64_send rust_sync64_receive
    rust_sync64_send_trying rust_sync64_receive_trying rust_sync64_ask rust_sync64_answer);
loops!(1, Sender, LIST8 LIST8_BACK, rust_list8_prepare rust_list8_clean_up rust_list8_send rust_list8_receive
    rust_list8_send_trying rust_list8_receive_trying rust_list8_ask rust_list8_answer);
loops!(8, Sender, LIST64 LIST64_BACK, rust_list64_prepare rust_list64_clean_up rust_list64_send rust_list64_receive
    rust_list64_send_trying rust_list64_receive_trying rust_list64_ask rust_list64_answer);

// One message each: the standard library's way is a channel that is used once.
type Once = (Sender<Message<1>>, Receiver<Message<1>>);

struct Trip {
    asker: Vec<(Sender<Message<1>>, Receiver<Message<1>>)>,
    answerer: Vec<(Receiver<Message<1>>, Sender<Message<1>>)>,
}

static TRIP: Mutex<Trip> = Mutex::new(Trip { asker: Vec::new(), answerer: Vec::new() });

#[no_mangle]
pub extern "C" fn rust_once_prepare(l: &Load) {
    let mut trip = TRIP.lock().unwrap();
    for _ in 0..l.messages {
        let there: Once = mpsc::channel();
        let back: Once = mpsc::channel();
        trip.asker.push((there.0, back.1));
        trip.answerer.push((there.1, back.0));
    }
}

#[no_mangle]
pub extern "C" fn rust_once_clean_up(_: &Load) {}

#[no_mangle]
pub extern "C" fn rust_once_ask(_: &Load, _: c_int) {
    let asker = std::mem::take(&mut TRIP.lock().unwrap().asker);
    for (i, (s, r)) in asker.iter().enumerate() {
        s.send([i as u64]).unwrap();
        black_box(r.recv().unwrap());
    }
    std::mem::forget(asker); // others do not end their channels in the measured time either
}

#[no_mangle]
pub extern "C" fn rust_once_answer(_: &Load, _: c_int) -> u64 {
    let answerer = std::mem::take(&mut TRIP.lock().unwrap().answerer);
    let mut sum = 0;
    for (r, s) in answerer.iter() {
        let m = r.recv().unwrap();
        sum += m[0];
        s.send(m).unwrap();
    }
    std::mem::forget(answerer);
    sum
}

#[no_mangle]
pub extern "C" fn rust_once_alone(l: &Load, _: c_int) -> u64 {
    let mut sum = 0;
    for i in 0..l.messages as u64 {
        let (s, r): Once = black_box(mpsc::channel());
        s.send([i]).unwrap();
        sum += r.recv().unwrap()[0];
    }
    sum
}

// A value that is replaced: a version and the value. The loops are those of watches.h; this is what they call.
type Versioned<const N: usize> = (u64, Message<N>);

fn copy_if_newer<const N: usize>(value: &Versioned<N>, had: &mut u64, m: &mut Message<N>) -> bool {
    if value.0 == *had {
        return false;
    }
    *had = value.0;
    *m = value.1;
    true
}

macro_rules! watch {
    ($n:literal, $value:ident $is_new:ident $shared:ident,
     $prepare:ident $set:ident $receive:ident $try_receive:ident $get:ident
     $set_shared:ident $try_receive_shared:ident $get_shared:ident) => {
        static $value: Mutex<Versioned<$n>> = Mutex::new((0, [0; $n]));
        static $is_new: Condvar = Condvar::new();
        static $shared: RwLock<Versioned<$n>> = RwLock::new((0, [0; $n]));
        #[no_mangle]
        pub extern "C" fn $prepare() {
            *$value.lock().unwrap() = (0, [0; $n]);
            *$shared.write().unwrap() = (0, [0; $n]);
        }
        #[no_mangle]
        pub extern "C" fn $set(m: &Message<$n>) {
            let mut value = $value.lock().unwrap();
            *value = (value.0 + 1, *m);
            $is_new.notify_all();
        }
        #[no_mangle]
        pub extern "C" fn $receive(had: &mut u64, m: &mut Message<$n>) {
            let value = $is_new.wait_while($value.lock().unwrap(), |v| v.0 == *had).unwrap();
            copy_if_newer(&value, had, m);
        }
        #[no_mangle]
        pub extern "C" fn $try_receive(had: &mut u64, m: &mut Message<$n>) -> bool {
            copy_if_newer(&$value.lock().unwrap(), had, m)
        }
        #[no_mangle]
        pub extern "C" fn $get(m: &mut Message<$n>) {
            *m = $value.lock().unwrap().1;
        }
        #[no_mangle]
        pub extern "C" fn $set_shared(m: &Message<$n>) {
            let mut value = $shared.write().unwrap();
            *value = (value.0 + 1, *m);
        }
        #[no_mangle]
        pub extern "C" fn $try_receive_shared(had: &mut u64, m: &mut Message<$n>) -> bool {
            copy_if_newer(&$shared.read().unwrap(), had, m)
        }
        #[no_mangle]
        pub extern "C" fn $get_shared(m: &mut Message<$n>) {
            *m = $shared.read().unwrap().1;
        }
    };
}

watch!(1, VALUE8 IS_NEW8 SHARED8,
    rust_watch_prepare_message8 rust_watch_set_message8 rust_watch_receive_message8
    rust_watch_try_receive_message8 rust_watch_get_message8 rust_shared_set_message8
    rust_shared_try_receive_message8 rust_shared_get_message8);
watch!(8, VALUE64 IS_NEW64 SHARED64,
    rust_watch_prepare_message64 rust_watch_set_message64 rust_watch_receive_message64
    rust_watch_try_receive_message64 rust_watch_get_message64 rust_shared_set_message64
    rust_shared_try_receive_message64 rust_shared_get_message64);
