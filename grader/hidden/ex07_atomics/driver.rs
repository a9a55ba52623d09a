//! Uses two counters on a single thread, and replies what they say: one line for each question.

use ex07::{HitCounter, Snapshot};
use harness::reply;

fn main() {
    reply::open().expect("started by the launcher");
    let (counter, other) = (HitCounter::new(), HitCounter::new());
    let says = |counter: &HitCounter| format!("{} {}\n", counter.hits(), counter.longest());
    let taken = |Snapshot { hits, longest }: Snapshot| format!("{hits} {longest}\n");
    let mut said = says(&counter);
    [120, 80, 3_600_000_000, 0].into_iter().for_each(|micros| counter.hit(micros));
    other.hit(7);
    said += &says(&counter);
    said += &says(&counter);
    said += &taken(counter.take());
    said += &says(&counter);
    said += &taken(counter.take());
    counter.hit(9);
    said += &taken(counter.take());
    said += &taken(other.take());
    reply::reply("what two counters say", said.as_bytes());
    reply::done();
}
