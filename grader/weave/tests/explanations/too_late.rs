use std::time::Duration;
use weave::sync::Arc;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

pub fn program() {
    let sum = Arc::new(AtomicU32::new(0));
    let theirs = sum.clone();
    let adder = thread::spawn(move || theirs.store(5, Ordering::SeqCst));
    thread::sleep(Duration::from_secs(1));
    assert_eq!(sum.load(Ordering::SeqCst), 5);
    adder.join().unwrap();
}
