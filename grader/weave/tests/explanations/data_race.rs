use weave::cell::UnsafeCell;
use weave::sync::Arc;
use weave::sync::atomic::{AtomicBool, Ordering};
use weave::thread;

struct Spin {
    locked: AtomicBool,
    value: UnsafeCell<u32>,
}

// SAFETY: nobody uses the value without having the lock. (This is what the lock below gets wrong.)
unsafe impl Sync for Spin {}

impl Spin {
    fn add_one(&self) {
        while self.locked.swap(true, Ordering::Relaxed) {
            thread::yield_now();
        }
        // SAFETY: this thread has the lock.
        unsafe { *self.value.get() += 1 };
        self.locked.store(false, Ordering::Relaxed);
    }
}

pub fn program() {
    let spin = Arc::new(Spin { locked: AtomicBool::new(false), value: UnsafeCell::new(0) });
    let theirs = spin.clone();
    let other = thread::spawn(move || theirs.add_one());
    spin.add_one();
    other.join().unwrap();
}
