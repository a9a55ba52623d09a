//! Two and three threads with one counter: what must hold whatever the order in which they run. A scenario returns what was
//! seen in the end; which of that is right is said by the checks.

use controlled::{HitCounter, Snapshot};
use weave::{Polling, thread};

fn main() {
    let mut scenarios = exploring::open();
    scenarios.explore("two_hits", || {
        let counter = HitCounter::new();
        thread::scope(|scope| {
            scope.spawn(|| counter.hit(5));
            counter.hit(3);
        });
        counter.hits()
    });
    scenarios.explore("three_hits", || {
        let counter = HitCounter::new();
        thread::scope(|scope| {
            scope.spawn(|| counter.hit(5));
            scope.spawn(|| counter.hit(4));
            counter.hit(3);
        });
        counter.hits()
    });
    scenarios.explore("longest_of_three", || {
        let counter = HitCounter::new();
        counter.hit(2);
        thread::scope(|scope| {
            scope.spawn(|| counter.hit(5));
            counter.hit(3);
        });
        counter.longest()
    });
    scenarios.explore("hit_during_take", || {
        let counter = HitCounter::new();
        counter.hit(3);
        let taken = thread::scope(|scope| {
            scope.spawn(|| counter.hit(5));
            counter.take()
        });
        let found = taken.hits >= 1 && taken.longest >= 3;
        (together(&[taken, counter.take()]), found)
    });
    scenarios.explore("two_takes", || {
        let counter = HitCounter::new();
        counter.hit(5);
        let (mine, theirs) = thread::scope(|scope| {
            let other = scope.spawn(|| counter.take());
            (counter.take(), other.join().expect("take does not panic"))
        });
        let handed_out = [mine, theirs].iter().filter(|snapshot| snapshot.longest == 5).count();
        (mine.hits.wrapping_add(theirs.hits), handed_out)
    });
    scenarios.explore("two_takes_beside_a_hit", || {
        let counter = HitCounter::new();
        counter.hit(5);
        let (mine, theirs) = thread::scope(|scope| {
            let other = scope.spawn(|| counter.take());
            counter.hit(6);
            (counter.take(), other.join().expect("take does not panic"))
        });
        let all = [mine, theirs, counter.take()];
        let handed_out = |longest| all.iter().filter(|snapshot| snapshot.longest == longest).count();
        (together(&all), handed_out(5) <= 1 && handed_out(6) == 1)
    });
    scenarios.explore("read_during_take", || {
        let counter = HitCounter::new();
        thread::scope(|scope| {
            scope.spawn(|| {
                counter.hit(5);
                counter.take()
            });
            (counter.hits() <= 1, [0, 5].contains(&counter.longest()))
        })
    });
    scenarios.explore("reads_during_hits", || {
        let counter = HitCounter::new();
        thread::scope(|scope| {
            scope.spawn(|| {
                counter.hit(4);
                counter.hit(5);
            });
            let first = (counter.hits(), counter.longest());
            let second = (counter.hits(), counter.longest());
            let grows = first.0 <= second.0 && first.1 <= second.1;
            let happened = second.0 <= 2 && [first.1, second.1].iter().all(|longest| [0, 4, 5].contains(longest));
            (grows, happened)
        })
    });
    scenarios.explore_by(&exploring::explorer().polling(Polling::Fail), "nobody_waits", || {
        let counter = HitCounter::new();
        thread::scope(|scope| {
            scope.spawn(|| counter.hit(5));
            scope.spawn(|| counter.take());
            counter.hit(3);
        });
    });
    scenarios.close();
}

/// All hits, and the longest of them.
fn together(snapshots: &[Snapshot]) -> (u64, u64) {
    let hits = snapshots.iter().fold(0, |hits: u64, snapshot| hits.wrapping_add(snapshot.hits));
    (hits, snapshots.iter().map(|snapshot| snapshot.longest).max().unwrap_or(0))
}
