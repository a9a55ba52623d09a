//! The documents that are read. Included by the driver and by the checks.

/// The documents of a text, separated by `|`; an empty text has none.
pub fn of(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.split('|').collect() }
}

/// Numbers that are drawn for a document.
pub const NUMBERS: usize = 9;

/// Documents of up to eight lines, none of them empty, one for each [`NUMBERS`] of these numbers.
pub fn drawn(numbers: &[u64]) -> Vec<String> {
    const WORDS: [&str; 8] = ["", "a", "ab", "é", "日本", "long words, and", "\r", " "];
    let word = |number: u64, at: u32| WORDS[(number >> (3 * at)) as usize % WORDS.len()];
    let line = |number: &u64| (0..(number >> 12) as u32 % 4).map(|at| word(*number, at)).collect::<String>();
    let document = |numbers: &[u64]| {
        let lines = 1 + (numbers[0] % (NUMBERS as u64 - 1)) as usize;
        format!("{}\n", numbers[1..=lines].iter().map(line).collect::<Vec<_>>().join("\n"))
    };
    numbers.chunks_exact(NUMBERS).map(document).collect()
}
