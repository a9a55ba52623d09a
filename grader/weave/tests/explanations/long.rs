use weave::sync::atomic::{AtomicUsize, Ordering};
use weave::thread;

pub fn program() {
    let number = AtomicUsize::new(0);
    thread::scope(|scope| {
        let count = |_: usize| {
            for _ in 0..30 {
                number.fetch_add(1, Ordering::Relaxed);
            }
            number.store(number.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        };
        scope.spawn(move || count(1));
        count(0);
    });
    assert_eq!(number.into_inner(), 62);
}
