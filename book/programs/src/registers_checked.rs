//! Two threads enter a name in a list unless it is there. Who has the write lock looks again.

// ANCHOR: all
use std::sync::RwLock;
use std::thread;

/// Who is on the list.
pub fn run() -> Vec<&'static str> {
    let list = RwLock::new(Vec::new());
    let enter = |name| {
        let is_there = list.read().unwrap().contains(&name);
        if !is_there {
            let mut list = list.write().unwrap();
            if !list.contains(&name) {
                list.push(name);
            }
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| enter("Ada"));
        enter("Ada");
    });
    list.into_inner().unwrap()
}
// ANCHOR_END: all
