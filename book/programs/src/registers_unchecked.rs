//! Two threads enter a name in a list unless it is there. Between looking and writing, none of them has the lock.

// ANCHOR: all
use std::sync::RwLock;
use std::thread;

/// Who is on the list.
pub fn run() -> Vec<&'static str> {
    let list = RwLock::new(Vec::new());
    let enter = |name| {
        let is_there = list.read().unwrap().contains(&name);
        if !is_there {
            list.write().unwrap().push(name);
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| enter("Ada"));
        enter("Ada");
    });
    list.into_inner().unwrap()
}
// ANCHOR_END: all
