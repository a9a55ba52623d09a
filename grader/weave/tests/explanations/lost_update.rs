use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

static HITS: AtomicU32 = AtomicU32::new(0);

fn hit() {
    let hits = HITS.load(Ordering::SeqCst);
    HITS.store(hits + 1, Ordering::SeqCst);
}

pub fn program() {
    let other = thread::spawn(hit);
    hit();
    other.join().unwrap();
    assert_eq!(HITS.load(Ordering::SeqCst), 2);
}
