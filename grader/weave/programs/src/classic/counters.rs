//! Updates that get lost between reading and writing, and the same in one step.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong("visitors_counted_in_two_steps", visitors_counted_in_two_steps, Expect::Panics),
    Program::exactly("visitors_counted_under_one_lock", visitors_counted_under_one_lock, &["6"]),
    Program::wrong("hits_loaded_then_stored", hits_loaded_then_stored, Expect::Panics),
    Program::exactly("hits_added", hits_added, &["2"]),
    Program::wrong("price_looked_up_then_entered", price_looked_up_then_entered, Expect::Panics),
    Program::exactly("price_looked_up_again_before_entering", price_looked_up_again_before_entering, &["1"]),
];

/// Three doors count two visitors each.
/// The count is read under one lock and written under the next: a door that comes in between is overwritten.
fn visitors_counted_in_two_steps() -> String {
    count_visitors(|count| {
        let so_far = *count.lock().unwrap();
        *count.lock().unwrap() = so_far + 1;
    })
}

/// Three doors count two visitors each.
/// Right: reading and writing happen under one lock.
fn visitors_counted_under_one_lock() -> String {
    count_visitors(|count| *count.lock().unwrap() += 1)
}

fn count_visitors(let_in: fn(&Mutex<u32>)) -> String {
    let count = Arc::new(Mutex::new(0));
    let doors: Vec<_> = (0..3)
        .map(|_| {
            let count = Arc::clone(&count);
            thread::spawn(move || {
                for _ in 0..2 {
                    let_in(&count);
                }
            })
        })
        .collect();
    for door in doors {
        door.join().unwrap();
    }
    let total = *count.lock().unwrap();
    assert_eq!(total, 6, "a visitor was not counted");
    total.to_string()
}

/// Two threads count a hit each in a static.
/// A load and a store are two steps: both threads may load 0 before either stores 1.
fn hits_loaded_then_stored() -> String {
    static HITS: AtomicUsize = AtomicUsize::new(0);
    count_hits(&HITS, |hits| {
        let so_far = hits.load(Ordering::SeqCst);
        hits.store(so_far + 1, Ordering::SeqCst);
    })
}

/// Two threads count a hit each in a static.
/// Right: `fetch_add` is one step, and a count needs no ordering stronger than `Relaxed`.
fn hits_added() -> String {
    static HITS: AtomicUsize = AtomicUsize::new(0);
    count_hits(&HITS, |hits| {
        hits.fetch_add(1, Ordering::Relaxed);
    })
}

fn count_hits(hits: &'static AtomicUsize, hit: fn(&AtomicUsize)) -> String {
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(move || hit(hits));
        }
    });
    let total = hits.load(Ordering::SeqCst);
    assert_eq!(total, 2, "a hit was lost");
    total.to_string()
}

/// Two clerks enter the same price into a shared list unless it is there already, and say whether they did.
/// The answer under the read lock is old by the time of the write lock: both may find the list empty.
fn price_looked_up_then_entered() -> String {
    enter_price(|prices, price| {
        let known = prices.read().unwrap().contains_key("tea");
        if !known {
            prices.write().unwrap().insert("tea", price);
        }
        !known
    })
}

/// Two clerks enter the same price into a shared list unless it is there already, and say whether they did.
/// Right: whoever has the write lock looks once more.
fn price_looked_up_again_before_entering() -> String {
    enter_price(|prices, price| {
        if prices.read().unwrap().contains_key("tea") {
            return false;
        }
        let mut prices = prices.write().unwrap_or_else(PoisonError::into_inner);
        let known = prices.contains_key("tea");
        prices.entry("tea").or_insert(price);
        !known
    })
}

type Prices = RwLock<HashMap<&'static str, u32>>;

fn enter_price(enter: fn(&Prices, u32) -> bool) -> String {
    let prices = Prices::default();
    let entered: usize = thread::scope(|scope| {
        let clerks = [3, 4].map(|price| {
            scope.spawn({
                let prices = &prices;
                move || enter(prices, price)
            })
        });
        clerks.map(|clerk| usize::from(clerk.join().unwrap())).iter().sum()
    });
    assert_eq!(entered, 1, "the price was entered {entered} times");
    entered.to_string()
}
