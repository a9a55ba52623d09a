//! Has another type than was asked for.

use std::num::NonZeroUsize;

pub fn longest_lines(documents: &[&str], _workers: NonZeroUsize) -> Vec<String> {
    documents.iter().map(|document| document.lines().next().unwrap_or_default().to_owned()).collect()
}
