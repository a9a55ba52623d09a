use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

static HITS: AtomicU32 = AtomicU32::new(0);

fn hit() {
    let hits = HITS.load(Ordering::SeqCst);
    let _ = HITS.compare_exchange(hits, hits + 1, Ordering::SeqCst, Ordering::SeqCst);
}

pub fn program() {
    thread::scope(|scope| {
        scope.spawn(hit);
        scope.spawn(hit);
    });
    assert_eq!(HITS.swap(0, Ordering::SeqCst), 2);
}
