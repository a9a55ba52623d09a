//! Two cooks share a knife and a board, and each of them picks up the knife first.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// How many meals are cut with the knife, and how many on the board.
pub fn run() -> (u32, u32) {
    let knife = Mutex::new(0);
    let board = Mutex::new(0);
    let cook = || {
        let mut knife = knife.lock().unwrap();
        let mut board = board.lock().unwrap();
        *knife += 1;
        *board += 1;
    };
    thread::scope(|scope| {
        scope.spawn(cook);
        scope.spawn(cook);
    });
    (knife.into_inner().unwrap(), board.into_inner().unwrap())
}
// ANCHOR_END: all
