//! Calls parse in a plain loop, and hopes for numbers.

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    inputs.iter().map(|input| Ok(parse(input))).collect() //~ no-thread
}
