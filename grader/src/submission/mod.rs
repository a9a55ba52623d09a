//! Taking a submission: allow-listed files, as bytes, and nothing else of the folder. Whether they compile is `build`'s
//! concern; what is wrong with the folder is told as a [`Finding`](crate::judge::Finding) that names file and remedy.

mod seed;

pub use seed::{KEY, seed};
