use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

static LEFT: AtomicU32 = AtomicU32::new(0);
static RIGHT: AtomicU32 = AtomicU32::new(0);

pub fn program() {
    let other = thread::spawn(|| {
        LEFT.store(1, Ordering::Release);
        RIGHT.load(Ordering::Acquire) == 0
    });
    RIGHT.store(1, Ordering::Release);
    let alone = LEFT.load(Ordering::Acquire) == 0;
    assert!(!(alone && other.join().unwrap()), "both are inside");
}
