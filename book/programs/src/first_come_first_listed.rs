//! Two threads put what they found into a list, each when it is ready.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// The capitals of Norway and of Peru.
pub fn run() -> Vec<&'static str> {
    let found = Mutex::new(Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| found.lock().unwrap().push("Oslo"));
        scope.spawn(|| found.lock().unwrap().push("Lima"));
    });
    found.into_inner().unwrap()
}
// ANCHOR_END: all
