//! Counts the lines that it is given, or that it draws; the latter also behind a gate, which threads only get past together.

use harness::{draw, gate, reply};

#[path = "driver/lines.rs"]
mod lines;

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    let number = |text: &str| text.parse::<u64>().expect("a number");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["given", workers, text] => count(&lines::of(text), number(workers)),
        ["again", workers, text] => {
            let _ = ex06::frequency(&lines::of(text), number(workers) as usize);
            count(&lines::of(text), number(workers));
        }
        [way @ ("drawn" | "gate"), workers, count_of_lines, seed] => {
            let drawn = lines::drawn(&draw::numbers(number(seed), number(count_of_lines) as usize * lines::NUMBERS, 32));
            let workers = number(workers);
            match way {
                "gate" => {
                    let opens = gate::Opens::WhenThreadsMeet(workers as usize);
                    count(&gate::behind_a_gate(&drawn, opens), workers);
                }
                _ => count(&drawn.iter().map(String::as_str).collect::<Vec<_>>(), workers),
            }
        }
        _ => panic!("usage: given|again WORKERS TEXT | drawn WORKERS LINES SEED | gate WORKERS LINES SEED"),
    }
    reply::done();
}

fn count(lines: &[&str], workers: u64) {
    let counts = ex06::frequency(lines, workers as usize);
    reply::reply("counts", lines::written(&counts.into_iter().collect()).as_bytes());
}
