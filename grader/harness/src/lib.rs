//! What the drivers of exercises share: the reply channel, their arguments, the gate, and the drawing of inputs, which the checks
//! do too.
//!
//! It is compiled once, and linked with every submission's driver. A driver runs in one process with what a student wrote:
//! nothing in here judges, and nothing that it says is believed but as what it is.

pub mod argument;
pub mod draw;
pub mod gate;
pub mod order;
pub mod reply;
