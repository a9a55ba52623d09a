//! What somebody reads who works on their own exercises: each event of a check as it comes, where they stand, and hints.

mod events;
mod fold;
mod hint;
mod status;

#[cfg(test)]
mod tests;

pub use events::{bar, event, state_line};
pub use fold::fold;
pub use hint::hint;
pub use status::status;
