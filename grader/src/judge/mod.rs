//! Facts in, verdict out. No input or output, no clock, no process: each rule is a function of an
//! [`Observation`](crate::observe::Observation) or of an [`Exploration`](crate::explore::Exploration), and each has a table of
//! cases as its test.

mod channels;
mod cpu;
mod ending;
mod fact;
mod finding;
mod gate;
mod given;
mod output;
mod pauses;
mod processes;
mod refusals;
#[cfg(test)]
mod run;
mod schedules;
mod score;
mod stuck;
mod threads;
mod trace;
mod verdict;

pub use channels::{arguments, crosses_a_socket, replies, replies_at_most, writes_no_file};
pub use cpu::{cores_used, work_on_threads};
pub use ending::{ends, ends_well};
pub use fact::Fact;
pub use finding::{Covered, Finding, Lack, Outcome, Place, Record, Replay};
pub use gate::{meet_at_the_gate, nobody_is_idle};
pub use given::each_thread_calls;
pub use output::{Writer, never_prints, numbers_by, prints, transcript};
pub use pauses::pauses;
pub use processes::{children, reaped};
pub use schedules::{Explored, Seen, explored};
pub use score::{CheckResult, ExerciseResult, next, refused, score};
pub(crate) use stuck::on as waited_for;
pub use threads::{alive_together, joined, never_naps, threads, threads_between, waits_without_asking};
pub use trace::{Trace, TraceStep};
pub use verdict::Verdict;
