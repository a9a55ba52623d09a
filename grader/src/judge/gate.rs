//! Threads that should work at the same time, shown by input that no thread can read alone: see `grader/harness/src/gate.rs`.

use super::{Fact, Finding, Place, Verdict, threads::number};
use crate::observe::{Ending, Observation, TaskId, Wait};

/// As many threads as that read the input at the same time: the run did not come to a stop with fewer of them at its gate.
/// To be asked before [`ends_well`](super::ends_well), which would call that stuck.
pub fn meet_at_the_gate(readers: usize) -> Fact {
    Fact::new("the threads work at the same time", move |observation| {
        let come = come(observation, "at the gate");
        if observation.ending != Ending::Stuck || !(1..readers).contains(&come) {
            return Vec::new();
        }
        let message = "the work is done by one thread after another: each waits for what another has not finished";
        let seen = format!("{} reading, and all others wait for it to finish", number(come, "thread"));
        let mut finding = Finding::new(Verdict::NotParallel, message);
        finding = finding.contrast(format!("{} that read at the same time", number(readers, "thread")), seen);
        finding.also = waits(observation).map(|(id, _, place)| (observation.label(id), place)).collect();
        vec![finding.at(waits_for_another(observation))]
    })
}

/// No thread is done while there is one of `texts` that nobody has begun: the run did not come to a stop with a thread held
/// up in one text, and others left. To be asked before [`ends_well`](super::ends_well), as [`meet_at_the_gate`].
pub fn nobody_is_idle(texts: usize) -> Fact {
    Fact::new("no thread is idle while work is left", move |observation| {
        let left = (texts - 1).saturating_sub(come(observation, "begun"));
        if observation.ending != Ending::Stuck || left == 0 {
            return Vec::new();
        }
        let message = "work is left that nobody does, because it is the share of a thread that is busy";
        let expected =
            format!("{} begun by whoever is free, while one thread reads another", number(texts - 1, "text"));
        let seen = format!("{} not begun, and the threads that could are done or wait", number(left, "text"));
        vec![Finding::new(Verdict::NotParallel, message).contrast(expected, seen).at(waits_for_another(observation))]
    })
}

fn come(observation: &Observation, what: &str) -> usize {
    observation.replies.iter().filter(|reply| reply.name == what).count()
}

/// The line on which somebody waits for another: for a lock, if anybody does.
fn waits_for_another(observation: &Observation) -> Option<Place> {
    let lock = waits(observation).find(|(_, on, _)| *on == Wait::Lock);
    lock.or_else(|| waits(observation).next()).map(|(.., place)| place)
}

/// Who waits on which line, and for what.
fn waits(observation: &Observation) -> impl Iterator<Item = (TaskId, Wait, Place)> {
    let tasks = observation.tasks.iter().enumerate();
    tasks.filter_map(|(id, task)| {
        let blocked = task.blocked.as_ref()?;
        Some((id, blocked.on, blocked.stack.place()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::run::{Run, accepts, refuses};

    fn at_the_gate(readers: usize) -> Run {
        (0..readers).fold(Run::new().thread(2).thread(3), |run, _| run.reply("at the gate", "7"))
    }

    #[test]
    fn threads_that_meet_get_past() {
        accepts(
            &meet_at_the_gate(2),
            [
                ("two come", at_the_gate(2)),
                ("two come, and are stuck later", at_the_gate(2).ending(Ending::Stuck)),
                ("nobody reads, and all are stuck", at_the_gate(0).ending(Ending::Stuck)),
                ("the main thread reads", at_the_gate(0)),
                ("one reads, and the main thread", at_the_gate(1)),
            ],
        );
    }

    #[test]
    fn texts_that_nobody_begins_are_work_that_is_left() {
        let begun = |texts| (0..texts).fold(Run::new().thread(2).thread(3), |run, _| run.reply("begun", "1"));
        accepts(
            &nobody_is_idle(3),
            [
                ("both others are begun", begun(2)),
                ("both others are begun, and all are stuck later", begun(2).ending(Ending::Stuck)),
                ("the main thread reads", begun(0)),
            ],
        );
        let stuck = |texts| begun(texts).ending(Ending::Stuck).blocked(0, Wait::Scope, 4);
        refuses(
            &nobody_is_idle(3),
            [
                ("one is left", stuck(1), Verdict::NotParallel, Some(4)),
                ("two are left", stuck(0).blocked(2, Wait::Lock, 6), Verdict::NotParallel, Some(6)),
            ],
        );
    }

    #[test]
    fn one_that_waits_alone_shows_the_line_on_which_the_others_wait() {
        let alone = || at_the_gate(1).ending(Ending::Stuck).blocked(1, Wait::Condvar, 0);
        let locked = alone().blocked(0, Wait::Scope, 4).blocked(2, Wait::Lock, 6);
        refuses(
            &meet_at_the_gate(2),
            [
                ("main joins it", alone().blocked(0, Wait::Join(1), 4), Verdict::NotParallel, Some(4)),
                ("the other waits for a lock", locked, Verdict::NotParallel, Some(6)),
                ("nobody has a line", alone(), Verdict::NotParallel, None),
            ],
        );
    }
}
