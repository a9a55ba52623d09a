//! A guest orders two dishes, and puts the pad down after each. The cook looks at the pad at some time.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// What the cook reads.
pub fn run() -> Vec<&'static str> {
    let pad = Mutex::new(Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            pad.lock().unwrap().push("soup");
            pad.lock().unwrap().push("bread");
        });
        pad.lock().unwrap().clone()
    })
}
// ANCHOR_END: all
