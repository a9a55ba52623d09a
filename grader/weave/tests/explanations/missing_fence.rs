use weave::sync::atomic::{AtomicBool, AtomicI32, Ordering, fence};
use weave::thread;

static DEGREES: AtomicI32 = AtomicI32::new(0);
static READY: AtomicBool = AtomicBool::new(false);

pub fn program() {
    let writer = thread::spawn(|| {
        DEGREES.store(-40, Ordering::Relaxed);
        fence(Ordering::Release);
        READY.store(true, Ordering::Relaxed);
    });
    if READY.load(Ordering::Relaxed) {
        assert_eq!(DEGREES.load(Ordering::Relaxed), -40);
    }
    writer.join().unwrap();
}
