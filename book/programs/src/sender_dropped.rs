//! Two workers report over a channel, and whoever started them drops the sender that is left.

// ANCHOR: all
use std::sync::mpsc;
use std::thread;

/// The sum of what the workers report.
pub fn run() -> u32 {
    let (sender, reports) = mpsc::channel();
    thread::scope(|scope| {
        for worker in 1..=2 {
            let sender = sender.clone();
            scope.spawn(move || sender.send(worker).unwrap());
        }
        drop(sender);
        reports.iter().sum()
    })
}
// ANCHOR_END: all
