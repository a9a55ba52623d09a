use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

static DATA: AtomicU32 = AtomicU32::new(0);
static FIRST: AtomicU32 = AtomicU32::new(0);
static SECOND: AtomicU32 = AtomicU32::new(0);

pub fn program() {
    thread::scope(|scope| {
        scope.spawn(|| {
            DATA.store(42, Ordering::Relaxed);
            FIRST.store(1, Ordering::Release);
        });
        scope.spawn(|| {
            if FIRST.load(Ordering::Relaxed) == 1 {
                SECOND.fetch_add(1, Ordering::Relaxed);
            }
        });
        if SECOND.load(Ordering::Acquire) == 1 {
            assert_eq!(DATA.load(Ordering::Relaxed), 42);
        }
    });
}
