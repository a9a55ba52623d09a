//! Reads documents, some of them behind a gate, and replies for each line where it lies: in which document, from which byte.

use std::num::NonZeroUsize;

use gate::Opens;
use harness::argument::{self, count, number};
use harness::{draw, gate, reply};

#[path = "driver/documents.rs"]
mod documents;

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    let drawn = |documents: &str, seed: &str| {
        documents::drawn(&draw::numbers(number(seed), count(documents) * documents::NUMBERS, 32))
    };
    match argument::texts(&arguments)[..] {
        ["given", workers, text] => read(&documents::of(text), count(workers)),
        ["drawn", workers, documents, seed] => read(&borrowed(&drawn(documents, seed)), count(workers)),
        ["meet", workers, documents, seed] => {
            let opens = Opens::WhenThreadsMeet(count(workers));
            read(&gate::behind_a_gate(&drawn(documents, seed), opens), count(workers));
        }
        ["hold", held, workers, documents, seed] => {
            let opens = Opens::WhenOthersAreBegun(count(held));
            read(&gate::behind_a_gate(&drawn(documents, seed), opens), count(workers));
        }
        ["large", workers] => {
            let large = vec![format!("short\n{}\nshort", "long ".repeat(LARGE / 5)); 18];
            read(&borrowed(&large), count(workers));
        }
        _ => panic!("usage: given|drawn|meet|hold|large …, as the checks do"),
    }
    reply::done();
}

/// Bytes of a large document: eighteen of them fill more than half of the memory that a run may use.
const LARGE: usize = 2 << 20;

fn borrowed(documents: &[String]) -> Vec<&str> {
    argument::texts(documents)
}

fn read(documents: &[&str], workers: usize) {
    let workers = NonZeroUsize::new(workers).expect("more than 0");
    let lines = ex05::longest_lines(documents, workers);
    let said: Vec<String> = lines.into_iter().map(|line| place(documents, line)).collect();
    reply::lines("lines", &said);
}

/// `2 from 7: "the line"`; an empty line lies nowhere.
fn place(documents: &[&str], line: &str) -> String {
    let shown: String = line.chars().take(60).collect();
    if line.is_empty() {
        return "\"\"".to_owned();
    }
    let whole = |document: &str| document.as_ptr() as usize..document.as_ptr() as usize + document.len();
    let from = line.as_ptr() as usize;
    match documents.iter().position(|document| whole(document).contains(&from)) {
        Some(index) => format!("{index} from {}: {shown:?}", from - whole(documents[index]).start),
        None => format!("elsewhere: {shown:?}"),
    }
}
