//! Uses a queue on a single thread, and replies what comes back: one line for each call. The queue is larger than what is in
//! it, so that nothing has to wait.

use std::num::NonZeroUsize;

use ex10::{BoundedQueue, Closed};
use harness::reply;

fn main() {
    reply::open().expect("started by the launcher");
    let queue = BoundedQueue::new(NonZeroUsize::new(5).expect("more than 0"));
    let mut said = String::new();
    for call in ["a", "b", "pop", "c", "d", "pop", "pop", "pop"] {
        said += &match call {
            "pop" => format!("{:?}\n", queue.pop()),
            item => format!("{:?}\n", queue.push(item.to_owned()).map_err(|Closed(item)| item)),
        };
    }
    reply::reply("what one thread pushes and pops", said.as_bytes());
    reply::done();
}
