//! What the exploration of a scenario comes to, as data: what is asked of the driver of the scenarios, and what it answered,
//! deserialised, bounded, and held to be of one piece. What it means for the submission is `judge`'s concern, and the
//! searching itself is the crate `weave`'s, which the driver is linked with.
//!
//! ```text
//! Asked --plan--> sandbox --Observation--> answer -> Exploration
//! ```

mod answer;
mod asked;
mod exploration;

pub use answer::{NoAnswer, answer, scenarios};
pub use asked::{Asked, LIMITS, Nonce, Way};
pub use exploration::{Ended, Explanation, Exploration, Outcome, Schedule, Site, Standing, Step};
