//! Maps many numbers, and replies the results and how it went.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Barrier, Condvar, Mutex, PoisonError};

use ex09::map_workers;
use harness::{argument, reply};

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    let [way, items, workers] = arguments.as_slice() else { panic!("usage: plain|held ITEMS WORKERS") };
    let (items, workers) = (argument::number(items), NonZeroUsize::new(argument::count(workers)).expect("more than 0"));
    let results = match way.as_str() {
        "held" => held(items, workers),
        _ => plain(items, workers),
    };
    reply::numbers("results", &results);
    reply::done();
}

/// Counts, for every item, how many have been taken and are not through `f`.
fn plain(items: u64, workers: NonZeroUsize) -> Vec<u64> {
    let (taken, through, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    // Whoever takes an item is alone with the iterator. Calls that come to their end between the two make it less.
    let mut counted = (0..items).inspect(|_| {
        let taken = taken.fetch_add(1, SeqCst) + 1;
        most.fetch_max(taken - through.load(SeqCst), SeqCst);
    });
    let results = map(&mut counted, workers, &|item| {
        let result = mapped(item);
        through.fetch_add(1, SeqCst);
        result
    });
    reply::reply("items under way", most.into_inner().to_string().as_bytes());
    results
}

/// As many calls as there are workers meet, and then the first item stays until all others are through.
fn held(items: u64, workers: NonZeroUsize) -> Vec<u64> {
    let (calls, all) = (AtomicUsize::new(0), Barrier::new(workers.get()));
    let (left, news) = (Mutex::new(items), Condvar::new());
    map(&mut (0..items), workers, &|item| {
        if calls.fetch_add(1, SeqCst) < workers.get() {
            all.wait();
        }
        let mut left = left.lock().unwrap_or_else(PoisonError::into_inner);
        while item == 0 && *left > 1 {
            left = news.wait(left).unwrap_or_else(PoisonError::into_inner);
        }
        *left -= 1;
        if *left == 1 {
            news.notify_all();
        }
        mapped(item)
    })
}

/// `map_workers` with items and a closure of one type, so that it is compiled once for both.
fn map(
    items: &mut (dyn Iterator<Item = u64> + Send),
    workers: NonZeroUsize,
    f: &(dyn Fn(u64) -> u64 + Sync),
) -> Vec<u64> {
    map_workers(items, workers, f)
}

/// No two are in the order of their items for long.
fn mapped(item: u64) -> u64 {
    item.reverse_bits()
}
