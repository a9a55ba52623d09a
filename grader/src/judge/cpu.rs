//! Where the CPU time of a run was used: by whom, which is judged where it takes no clock, and on how many cores at once,
//! which is only told.

use super::{Fact, Finding, Verdict, threads::number};
use crate::observe::{Micros, Observation};

/// The threads did the work, and not the main one, which may share it out and put it together: what is told is a main thread
/// that used more than four times the CPU time of all others. To be asked of a run with so much to compute that starting
/// threads is nothing beside it.
pub fn work_on_threads() -> Fact {
    Fact::new("the threads do the work", |observation| {
        let theirs = observation.threads().map(|(_, task)| task.cpu_us).sum::<Micros>();
        let own = observation.tasks.first().map_or(0, |main| main.cpu_us);
        if own <= SHARE * theirs {
            return Vec::new();
        }
        let finding = Finding::new(Verdict::NoThread, "the work was done by the thread that called");
        let place = observation.threads().find_map(|(_, task)| task.started_at.place());
        vec![finding.at(place).contrast("a main thread that waits", "nearly all CPU time was used by the main thread")]
    })
}

/// See [`work_on_threads`]. Of the answers that were measured, those in which the main thread computes use 30 times as much
/// there as in the others, and those in which it copies as much as they compute 1.3 times.
const SHARE: Micros = 4;

/// How many cores the threads of a run kept busy from the start of the first to the end of the last, in words: their CPU time
/// over the time of the clock. That depends on the machine and on what else it does, so it is told and never judged. `None`
/// where there is nothing to tell: fewer than two threads, or less than 10 ms of work, or a machine whose cores were busy.
pub fn cores_used(observation: &Observation) -> Option<String> {
    const WORTH_TELLING: Micros = 10_000;
    let threads = || observation.threads().map(|(_, task)| task);
    let (from, until) = (threads().map(|task| task.start_us).min()?, threads().filter_map(|task| task.end_us).max()?);
    let work: Micros = threads().map(|task| task.cpu_us).sum();
    let queued: Micros = threads().map(|task| task.ready_us).sum();
    if threads().count() < 2 || work < WORTH_TELLING || queued > work / 10 || until <= from {
        return None;
    }
    let tenths = work * 10 / (until - from);
    Some(format!("{} kept {}.{} cores busy", number(threads().count(), "thread"), tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::run::{Run, accepts, refuses};

    #[test]
    fn the_work_is_done_where_the_cpu_time_is_used() {
        let used = |main, each| {
            let run = Run::new().thread(1).thread(2).with(0, |task| task.cpu_us = main);
            run.with(1, |task| task.cpu_us = each).with(2, |task| task.cpu_us = each)
        };
        accepts(
            &work_on_threads(),
            [
                ("by both threads", used(900, 9_000)),
                ("by one of them", used(900, 0).with(2, |task| task.cpu_us = 9_000)),
                ("main copies as much", used(9_000, 4_500)),
                ("main uses four times as much", used(9_000, 1_125)),
                ("there is none", used(0, 0)),
            ],
        );
        let childs = used(900, 0).child(3).with(3, |task| task.cpu_us = 9_000);
        refuses(
            &work_on_threads(),
            [
                ("by main", used(9_000, 90), Verdict::NoThread, Some(1)),
                ("by main, all but a tenth of it", used(9_000, 450), Verdict::NoThread, Some(1)),
                ("by main, with no thread at all", Run::new().with(0, |task| task.cpu_us = 9), Verdict::NoThread, None),
                ("a child is no thread", childs, Verdict::NoThread, Some(1)),
            ],
        );
    }

    #[test]
    fn cores_are_told_where_they_were_free() {
        let worked = |cpu_us, ready_us| {
            let run = Run::new().thread(2).thread(3).later(20_000).ended(1).ended(2);
            let busy = |task: &mut crate::observe::Task| (task.cpu_us, task.ready_us) = (cpu_us, ready_us);
            cores_used(&run.with(1, busy).with(2, busy).seen())
        };
        assert_eq!(worked(19_000, 100).as_deref(), Some("2 threads kept 1.8 cores busy"));
        assert_eq!(worked(19_000, 9_000), None, "others had the cores");
        assert_eq!(worked(900, 0), None, "too little to tell");
        assert_eq!(cores_used(&Run::new().seen()), None);
    }
}
