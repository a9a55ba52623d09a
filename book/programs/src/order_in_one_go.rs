//! A guest orders two dishes with the pad in hand all the while. The cook looks at the pad at some time.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// What the cook reads.
pub fn run() -> Vec<&'static str> {
    let pad = Mutex::new(Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut pad = pad.lock().unwrap();
            pad.push("soup");
            pad.push("bread");
        });
        pad.lock().unwrap().clone()
    })
}
// ANCHOR_END: all
