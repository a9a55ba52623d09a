use weave::sync::Arc;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

pub fn program() {
    let ready = Arc::new(AtomicU32::new(0));
    let theirs = ready.clone();
    let setter = thread::spawn(move || theirs.store(1, Ordering::Release));
    while ready.load(Ordering::Acquire) == 0 {
        thread::yield_now();
    }
    setter.join().unwrap();
}
