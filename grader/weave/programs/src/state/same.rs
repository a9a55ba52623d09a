//! What must be the same in every execution of a schedule: thread ids, names, hashes, and the order of a `HashMap`.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::{Outcomes, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::passes("thread_ids_in_order_of_spawning", thread_ids).outcomes(Outcomes::Constant),
    Program::exactly("thread_ids_are_all_different", thread_ids_differ, &["4 ids"]),
    Program::exactly("thread_names", thread_names, &["none, baker, none"]),
    Program::passes("hash_of_a_number", hash_of_a_number).outcomes(Outcomes::Constant),
    Program::passes("hash_map_order", hash_map_order).outcomes(Outcomes::Constant),
    Program::exactly("locks_taken_in_hash_map_order", locks_in_hash_map_order, &["16"]),
    Program::exactly("locks_taken_in_order_of_address", locks_in_order_of_address, &["2"]),
];

/// Spawns two threads, one after the other, and prints all ids.
/// Right: the same ids in every execution.
fn thread_ids() -> String {
    let ids = [(); 2].map(|()| thread::spawn(|| thread::current().id()).join().unwrap());
    format!("{:?} {ids:?}", thread::current().id())
}

/// Spawns three threads, two of them at once, and compares the ids.
/// Right: an id is not used again while the program runs, not even after its thread has ended.
fn thread_ids_differ() -> String {
    let mut ids = HashSet::from([thread::current().id()]);
    ids.insert(thread::spawn(|| thread::current().id()).join().unwrap());
    let threads = [(); 2].map(|()| thread::spawn(|| thread::current().id()));
    ids.extend(threads.map(|thread| thread.join().unwrap()));
    format!("{} ids", ids.len())
}

/// Asks threads with and without a name for it.
/// Right: a name is given by the `Builder`, and by nobody else.
fn thread_names() -> String {
    let name = || thread::current().name().unwrap_or("none").to_owned();
    let first = thread::spawn(name).join().unwrap();
    let second = thread::Builder::new().name("baker".to_owned()).spawn(name).unwrap().join().unwrap();
    let third = thread::scope(|scope| scope.spawn(name).join().unwrap());
    [first, second, third].join(", ")
}

/// Hashes a number with a state that std draws at random.
/// Right: what is random in real runs is the same in every execution.
fn hash_of_a_number() -> String {
    RandomState::new().hash_one(7).to_string()
}

/// Prints the keys of a `HashMap` as they come, in two threads.
/// Right: the same order in every execution.
fn hash_map_order() -> String {
    let keys = || {
        let map: HashMap<u32, ()> = (0..8).map(|key| (key, ())).collect();
        map.into_keys().collect::<Vec<_>>()
    };
    let child = thread::spawn(keys).join().unwrap();
    format!("{:?} {child:?}", keys())
}

/// Two threads lock the entries of a `HashMap` as they come, and add one to each.
/// Right: the schedule of an execution can be run again only if the order is the same.
fn locks_in_hash_map_order() -> String {
    let map: HashMap<u32, Mutex<u32>> = (0..8).map(|key| (key, Mutex::new(0))).collect();
    let add = || map.values().for_each(|value| *value.lock().unwrap() += 1);
    thread::scope(|scope| {
        scope.spawn(add);
        add();
    });
    map.into_values().map(|value| value.into_inner().unwrap()).sum::<u32>().to_string()
}

/// Two threads lock two mutexes, the one at the lower address first.
/// Right: which one that is may differ from run to run, but it is the same for both threads.
fn locks_in_order_of_address() -> String {
    let locks = [Arc::new(Mutex::new(0)), Arc::new(Mutex::new(0))];
    let threads = [[0, 1], [1, 0]].map(|order| {
        let mut locks = order.map(|which: usize| Arc::clone(&locks[which]));
        thread::spawn(move || {
            locks.sort_by_key(Arc::as_ptr);
            let (mut lower, mut upper) = (locks[0].lock().unwrap(), locks[1].lock().unwrap());
            *lower += 1;
            *upper += 1;
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
    let value = *locks[0].lock().unwrap();
    value.to_string()
}
