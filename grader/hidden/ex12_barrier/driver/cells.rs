//! Cells as arguments and replies say them, for the driver and the checks.

/// A cell of a drawn row: from 0 to 1024, with so many digits that a sum depends on its order.
pub fn drawn(number: u64) -> f64 {
    number as f64 / (1u64 << 43) as f64
}

/// The bits of which [`drawn`] makes a cell.
pub const BITS: u32 = 53;

/// What the reply with the cells is called that so many workers mixed.
pub fn named(workers: usize) -> String {
    format!("cells by {workers}")
}
