//! Two customers, one seat: each looks and buys with the lock in hand.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// How many tickets were sold, and how many seats are free in the end.
pub fn run() -> (i32, i32) {
    let free = Mutex::new(1);
    let buy = || {
        let mut free = free.lock().unwrap();
        if *free > 0 {
            *free -= 1;
            return 1;
        }
        0
    };
    let sold = thread::scope(|scope| {
        let other = scope.spawn(buy);
        buy() + other.join().unwrap()
    });
    (sold, free.into_inner().unwrap())
}
// ANCHOR_END: all
