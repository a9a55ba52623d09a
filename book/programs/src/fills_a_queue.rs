//! The solution of ex10 with room for one: a producer in a hurry, a consumer that takes its time.

// ANCHOR: all
use ex10::BoundedQueue;
use std::num::NonZeroUsize;
use std::thread;
use std::time::Duration;

/// What the consumer got.
pub fn run() -> Vec<u32> {
    let queue = BoundedQueue::new(NonZeroUsize::MIN);
    thread::scope(|scope| {
        let producer = scope.spawn(|| {
            for item in 1..=4 {
                queue.push(item).unwrap();
            }
            queue.close();
        });
        let mut popped = Vec::new();
        while let Some(item) = queue.pop() {
            thread::sleep(Duration::from_millis(100));
            popped.push(item);
        }
        producer.join().unwrap();
        popped
    })
}
// ANCHOR_END: all
