use std::time::Duration;
use weave::sync::Arc;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

pub fn program() {
    let done = Arc::new(AtomicU32::new(0));
    let theirs = done.clone();
    thread::spawn(move || theirs.store(1, Ordering::SeqCst));
    thread::sleep(Duration::from_secs(1));
}
