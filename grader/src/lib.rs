//! The grader of the Forkjoin course: one room per step, in the order of a run.
//!
//! `cli → pipeline → {submission, build, sandbox, observe, explore, judge, report}`; between the rooms only data:
//! `Submission → Build → Exit + Observation + Exploration → Verdict → Report`. Nothing in here names an exercise, and nothing of a
//! submission is ever linked into this process.
#![forbid(unsafe_code)]

pub mod build;
pub mod class;
pub mod cli;
pub mod course;
pub mod explore;
pub mod export;
pub mod fault;
pub mod judge;
pub mod observe;
pub mod pipeline;
pub mod practice;
pub mod report;
pub mod sandbox;
pub mod store;
pub mod submission;
pub mod temporary;

pub use fault::Fault;
