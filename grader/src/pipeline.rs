//! The way of a submission through the rooms.
