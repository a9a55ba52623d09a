//! What our own child and our own parent answer and ask, for the driver, which plays them, and the checks, which know.

/// What our child answers in place of a square, so that a parent which computes by itself is seen.
pub fn marked(number: u64) -> u64 {
    number.wrapping_mul(3).wrapping_add(11)
}

/// What our parent asks of the submission's child, one request after another: drawn numbers, none, some that overflow, and
/// drawn numbers once more, because a child that has reported an error goes on serving.
pub fn requests(drawn: Vec<u64>) -> Vec<Vec<u64>> {
    vec![drawn.clone(), Vec::new(), vec![2, 6_000_000_000, 5_000_000_000], drawn.into_iter().rev().collect()]
}

/// An answer as text: the squares, or the number whose square does not fit.
pub fn answer_text(answer: &Result<Vec<u64>, u64>) -> String {
    match answer {
        Ok(squares) => format!("{squares:?}"),
        Err(number) => format!("overflow {number}"),
    }
}
