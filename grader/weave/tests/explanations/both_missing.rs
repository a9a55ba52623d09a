use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

static DATA: AtomicU32 = AtomicU32::new(0);
static READY: AtomicU32 = AtomicU32::new(0);

pub fn program() {
    let writer = thread::spawn(|| {
        DATA.store(42, Ordering::Relaxed);
        READY.store(1, Ordering::Relaxed);
    });
    if READY.load(Ordering::Relaxed) == 1 {
        assert_eq!(DATA.load(Ordering::Relaxed), 42);
    }
    writer.join().unwrap();
}
