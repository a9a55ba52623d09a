//! The lines that are counted, and how counts are written. Included by the driver and by the checks.

use std::collections::BTreeMap;
use std::fmt::Write as _;

#[path = "../../draw.rs"]
mod draw;

/// The lines of a text; an empty text has none.
pub fn of(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.split('\n').collect() }
}

/// `count` lines of 1 to 64 letters, digits and spaces.
pub fn drawn(seed: u64, count: usize) -> Vec<String> {
    const CHARACTERS: [char; 32] = [
        'a', 'b', 'e', 'n', 'r', 's', 't', 'z', 'A', 'E', 'I', 'N', 'S', 'Z', 'ä', 'É', 'ß', 'ž', 'ж', 'Ж', 'я', 'Σ',
        'σ', 'ω', '語', 'ש', ' ', ' ', ',', '.', '7', '½',
    ];
    let mut numbers = draw::numbers(seed, count * 65, 32).into_iter();
    let mut next = |below: u64| numbers.next().map_or(0, |number| number % below);
    let mut line = || {
        let length = 1 + next(64);
        (0..length).map(|_| CHARACTERS[next(32) as usize]).collect()
    };
    (0..count).map(|_| line()).collect()
}

/// A letter and its count in each line, in the order of the letters.
pub fn written(counts: &BTreeMap<char, usize>) -> String {
    counts.iter().fold(String::new(), |mut text, (letter, count)| {
        let _ = writeln!(text, "{letter} {count}");
        text
    })
}
