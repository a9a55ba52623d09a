use weave::sync::Arc;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

pub fn program() {
    let started = Arc::new(AtomicU32::new(0));
    let theirs = started.clone();
    let worker = move || {
        theirs.store(1, Ordering::Release);
        panic!("the disk is full");
    };
    let handle = thread::Builder::new().name("worker".into()).spawn(worker).unwrap();
    while !handle.is_finished() {
        thread::yield_now();
    }
    assert_eq!(started.load(Ordering::Acquire), 1);
}
