//! Two cooks share a knife and a board, and pick them up in different orders.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// How many meals are cut with the knife, and how many on the board.
pub fn run() -> (u32, u32) {
    let knife = Mutex::new(0);
    let board = Mutex::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut knife = knife.lock().unwrap();
            let mut board = board.lock().unwrap();
            *knife += 1;
            *board += 1;
        });
        scope.spawn(|| {
            let mut board = board.lock().unwrap();
            let mut knife = knife.lock().unwrap();
            *knife += 1;
            *board += 1;
        });
    });
    (knife.into_inner().unwrap(), board.into_inner().unwrap())
}
// ANCHOR_END: all
