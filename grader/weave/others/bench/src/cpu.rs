//! Seconds of CPU time: those of this process and of the children that it has waited for, and a limit to them.

use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use nix::sys::time::TimeVal;
use std::time::Duration;

/// What this process has used.
pub fn own() -> Duration {
    used(UsageWho::RUSAGE_SELF)
}

/// What its children have used, those of them that have ended.
pub fn of_children() -> Duration {
    used(UsageWho::RUSAGE_CHILDREN)
}

/// Has this process and each of its children killed when it has used so much.
pub fn limit(seconds: u64) {
    setrlimit(Resource::RLIMIT_CPU, seconds, seconds).expect("a limit may be lowered");
}

fn used(who: UsageWho) -> Duration {
    let usage = getrusage(who).expect("no other process is asked about");
    duration(usage.user_time()) + duration(usage.system_time())
}

fn duration(time: TimeVal) -> Duration {
    let micros = time.tv_sec() * 1_000_000 + time.tv_usec();
    Duration::from_micros(u64::try_from(micros).expect("time used is not negative"))
}
