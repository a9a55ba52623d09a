//! A class: who hands in, and what their points come to once lateness is counted. Grading itself is the pipeline's concern.

mod mark;

pub use mark::{Hundredths, Lateness, Mark};
