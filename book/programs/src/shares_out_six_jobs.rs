//! Three workers take six jobs from one list, each longer than the one before, and send what they have made.

// ANCHOR: all
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

/// What comes back, in the order in which it comes.
pub fn run() -> Vec<u64> {
    let jobs = Mutex::new(1..=6);
    let (to_us, made) = mpsc::channel();
    thread::scope(|scope| {
        let workers = [to_us.clone(), to_us.clone(), to_us].map(|to_us| {
            let jobs = &jobs;
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().next();
                    let Some(number) = job else { break };
                    thread::sleep(Duration::from_millis(40 * number));
                    to_us.send(number * number).unwrap();
                }
            })
        });
        let made = made.iter().collect();
        for worker in workers {
            worker.join().unwrap();
        }
        made
    })
}
// ANCHOR_END: all
