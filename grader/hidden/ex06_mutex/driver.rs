//! Counts the lines that it is given, or that it draws; the latter also behind a gate, which threads only get past together.

use harness::argument::{self, count, number};
use harness::order::sorted;
use harness::{draw, gate, reply};

#[path = "driver/lines.rs"]
mod lines;

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    match argument::texts(&arguments)[..] {
        ["given", workers, text] => reply_counts(&lines::of(text), count(workers)),
        ["again", workers, text] => {
            let _ = ex06::frequency(&lines::of(text), count(workers));
            reply_counts(&lines::of(text), count(workers));
        }
        [way @ ("drawn" | "gate"), workers, lines, seed] => {
            let drawn = lines::drawn(&draw::numbers(number(seed), count(lines) * lines::NUMBERS, 32));
            let workers = count(workers);
            match way {
                "gate" => {
                    let opens = gate::Opens::WhenThreadsMeet(workers);
                    reply_counts(&gate::behind_a_gate(&drawn, opens), workers);
                }
                _ => reply_counts(&argument::texts(&drawn), workers),
            }
        }
        _ => panic!("usage: given|again WORKERS TEXT | drawn WORKERS LINES SEED | gate WORKERS LINES SEED"),
    }
    reply::done();
}

fn reply_counts(lines: &[&str], workers: usize) {
    let counts = sorted(ex06::frequency(lines, workers).into_iter().collect());
    reply::reply("counts", lines::written(&counts).as_bytes());
}
