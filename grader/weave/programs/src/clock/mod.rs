//! Time: deadlines that never come, waits that end too early, and polling.

pub mod far;
pub mod near;
