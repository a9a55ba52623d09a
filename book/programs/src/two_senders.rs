//! Two threads send letters to a third.

// ANCHOR: all
use std::sync::mpsc;
use std::thread;

/// The letters, in the order in which they came.
pub fn run() -> String {
    let (to_us, letters) = mpsc::channel();
    let to_us_too = to_us.clone();
    thread::scope(|scope| {
        scope.spawn(move || {
            to_us.send('a').unwrap();
            to_us.send('b').unwrap();
        });
        scope.spawn(move || to_us_too.send('c').unwrap());
        letters.iter().collect()
    })
}
// ANCHOR_END: all
