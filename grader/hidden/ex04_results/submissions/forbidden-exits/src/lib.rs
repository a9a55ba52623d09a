//! Ends the process when it has not even begun, and well at that.

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    drop(inputs);
    std::process::exit(0) //~ forbidden
}
