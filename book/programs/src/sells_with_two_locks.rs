//! Two customers, one seat: each looks with the lock, lets go of it, and takes it again to buy.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// How many tickets were sold, and how many seats are free in the end.
pub fn run() -> (i32, i32) {
    let free = Mutex::new(1);
    let buy = || {
        if *free.lock().unwrap() > 0 {
            *free.lock().unwrap() -= 1;
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
