//! Three singers take turns, and each tells one of those who wait that the turn has changed.

// ANCHOR: all
use std::sync::{Condvar, Mutex};
use std::thread;

/// Whose turn it would be next.
pub fn run() -> u32 {
    let (turn, changed) = (Mutex::new(0), Condvar::new());
    let sing = |own| {
        let mut turn = turn.lock().unwrap();
        while *turn != own {
            turn = changed.wait(turn).unwrap();
        }
        *turn += 1;
        changed.notify_one();
    };
    thread::scope(|scope| {
        scope.spawn(|| sing(2));
        scope.spawn(|| sing(1));
        sing(0);
    });
    turn.into_inner().unwrap()
}
// ANCHOR_END: all
