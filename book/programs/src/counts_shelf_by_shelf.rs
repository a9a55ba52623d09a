//! One thread moves a box from one shelf to another while a second one counts the boxes, shelf by shelf.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// How many boxes were counted. There are two at all times.
pub fn run() -> u32 {
    let left = Mutex::new(1);
    let right = Mutex::new(1);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut left = left.lock().unwrap();
            let mut right = right.lock().unwrap();
            *left -= 1;
            *right += 1;
        });
        let on_the_left: u32 = *left.lock().unwrap();
        let on_the_right: u32 = *right.lock().unwrap();
        on_the_left + on_the_right
    })
}
// ANCHOR_END: all
