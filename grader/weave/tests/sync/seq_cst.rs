//! Whether a program needs `SeqCst`, and where it has it.

use weave::sync::atomic::{AtomicU32, Ordering, fence};
use weave::{Exploration, Explorer, thread};

/// Two threads that each say that they are there, then look for the other.
fn meet(store: Ordering, fenced: Option<Ordering>, load: Ordering, consistent: bool) -> Exploration {
    Explorer::new().sequentially_consistent(consistent).explore(move || {
        let here = [AtomicU32::new(0), AtomicU32::new(0)];
        let looks = |me: usize| {
            here[me].store(1, store);
            fenced.into_iter().for_each(fence);
            here[1 - me].load(load)
        };
        thread::scope(|scope| {
            let other = scope.spawn(|| looks(1));
            (looks(0), other.join().unwrap())
        })
    })
}

fn misses(exploration: &Exploration) -> bool {
    exploration.outcomes.contains_key("(0, 0)")
}

#[test]
fn without_it_two_threads_can_miss_each_other() {
    let strong = |consistent| meet(Ordering::SeqCst, None, Ordering::SeqCst, consistent);
    let fenced = |consistent| meet(Ordering::Relaxed, Some(Ordering::SeqCst), Ordering::Relaxed, consistent);
    assert!(!misses(&strong(true)) && misses(&strong(false)));
    assert!(!misses(&fenced(true)) && misses(&fenced(false)));
}

#[test]
fn its_places_are_told() {
    let lines =
        |exploration: Exploration| -> Vec<String> { exploration.seq_cst.into_iter().map(|site| site.source).collect() };
    let both = lines(meet(Ordering::SeqCst, None, Ordering::SeqCst, true));
    assert_eq!(both, ["here[me].store(1, store);", "here[1 - me].load(load)"]);
    let weaker = lines(meet(Ordering::SeqCst, None, Ordering::Acquire, false));
    assert_eq!(weaker, ["here[me].store(1, store);"], "also where it counts as Release");
    assert!(lines(meet(Ordering::Release, None, Ordering::Acquire, true)).is_empty());
}
