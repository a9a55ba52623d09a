use weave::sync::Arc;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

pub fn program() {
    let done = Arc::new(AtomicU32::new(0));
    let theirs = done.clone();
    let waiter = thread::spawn(move || {
        while theirs.load(Ordering::Acquire) < 2 {
            thread::park();
        }
    });
    waiter.thread().unpark();
    done.store(1, Ordering::Release);
    waiter.thread().unpark();
    done.store(2, Ordering::Release);
    waiter.join().unwrap();
}
