//! The lines that are counted, and how counts are written. Included by the driver and by the checks.

use std::fmt::Write as _;

/// The lines of a text; an empty text has none.
pub fn of(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.split('\n').collect() }
}

/// Numbers that are drawn for a line.
pub const NUMBERS: usize = 65;

/// Lines of 1 to 64 letters, digits and spaces, one for each [`NUMBERS`] of these numbers.
pub fn drawn(numbers: &[u64]) -> Vec<String> {
    const CHARACTERS: [char; 32] = [
        'a', 'b', 'e', 'n', 'r', 's', 't', 'z', 'A', 'E', 'I', 'N', 'S', 'Z', 'ä', 'É', 'ß', 'ž', 'ж', 'Ж', 'я', 'Σ',
        'σ', 'ω', '語', 'ש', ' ', ' ', ',', '.', '7', '½',
    ];
    let below = |number: u64, count: usize| (number % count as u64) as usize;
    let line = |numbers: &[u64]| {
        let length = 1 + below(numbers[0], NUMBERS - 1);
        numbers[1..=length].iter().map(|&number| CHARACTERS[below(number, CHARACTERS.len())]).collect()
    };
    numbers.chunks_exact(NUMBERS).map(line).collect()
}

/// A letter and its count in each line.
pub fn written(counts: &[(char, usize)]) -> String {
    let mut text = String::new();
    for (letter, count) in counts {
        let _ = writeln!(text, "{letter} {count}");
    }
    text
}
