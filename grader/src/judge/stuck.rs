//! A run in which all wait for ever: who waits for what, and whether the waits form a circle. That it is such a run was
//! proven by `observe`.

use super::{Finding, Verdict};
use crate::observe::{Blocked, Observation, TaskId, Wait};

/// A task that waits for ever.
type Waiting<'a> = (TaskId, &'a Blocked);

pub(super) fn stuck(observation: &Observation) -> Finding {
    let waiting: Vec<Waiting> =
        observation.tasks.iter().enumerate().filter_map(|(id, task)| Some((id, task.blocked.as_ref()?))).collect();
    let circle = in_circle(&waiting);
    let (verdict, message) = match circle {
        Some(_) => (Verdict::Deadlock, "all wait in a circle, so nobody can go on"),
        None => (Verdict::Stuck, "all wait, and nobody is left who could wake them"),
    };
    // Else whoever waits furthest in.
    let first = circle.or_else(|| waiting.iter().rev().find(|(_, blocked)| blocked.stack.place().is_some()));
    let words = |(id, blocked): &Waiting| format!("{} waits {}", observation.label(*id), on(observation, &blocked.on));
    let seen = waiting.iter().map(|task| {
        let place = task.1.stack.place().map(|place| format!(" at {place}")).unwrap_or_default();
        format!("{}{place}", words(task))
    });
    let mut finding = Finding::new(verdict, message)
        .contrast("a run that comes to its end", seen.collect::<Vec<_>>().join("\n"))
        .at(first.and_then(|(_, blocked)| blocked.stack.place()));
    finding.also = waiting.iter().filter_map(|task| Some((words(task), task.1.stack.place()?))).collect();
    finding
}

/// Who shows that the waits form a circle: a lock that is never given back, tasks that wait for each other's end, or tasks
/// that write to each other and read nothing.
fn in_circle<'a>(waiting: &'a [Waiting<'a>]) -> Option<&'a Waiting<'a>> {
    let locked = || waiting.iter().filter(|(_, blocked)| blocked.on == Wait::Lock);
    let placed = locked().find(|(_, blocked)| blocked.stack.place().is_some());
    let ends = || waiting.iter().find(|(id, _)| waits_for_itself(*id, waiting));
    placed.or_else(|| locked().next()).or_else(ends).or_else(|| unread(waiting))
}

/// Who writes to somebody that writes too, while neither reads.
fn unread<'a>(waiting: &'a [Waiting<'a>]) -> Option<&'a Waiting<'a>> {
    let writers = || waiting.iter().filter(|(_, blocked)| blocked.on == Wait::Write);
    writers().find(|(_, blocked)| blocked.stack.place().is_some()).filter(|_| writers().count() > 1)
}

/// Whether following who waits for whose end leads back to the start.
fn waits_for_itself(start: TaskId, blocked: &[Waiting]) -> bool {
    let mut at = start;
    for _ in 0..=blocked.len() {
        let next = blocked.iter().find(|(id, _)| *id == at).map(|(_, blocked)| blocked.on);
        let Some(Wait::Join(next) | Wait::Child(Some(next))) = next else { return false };
        if next == start {
            return true;
        }
        at = next;
    }
    false
}

/// What a task waits for, to follow "waits".
pub(crate) fn on(observation: &Observation, wait: &Wait) -> String {
    match wait {
        Wait::Join(id) => format!("for the end of {} (join)", observation.label(*id)),
        Wait::Scope => "for the threads of its scope".to_owned(),
        Wait::Child(Some(id)) => format!("for the end of {}", observation.label(*id)),
        Wait::Child(None) => "for the end of a child process".to_owned(),
        Wait::Lock => "for a lock".to_owned(),
        Wait::Condvar => "for a condition variable".to_owned(),
        Wait::Barrier => "at a barrier".to_owned(),
        Wait::Channel => "for a message on a channel".to_owned(),
        Wait::Park => "to be unparked".to_owned(),
        Wait::Futex => "to be woken".to_owned(),
        Wait::Read => "for bytes from another process".to_owned(),
        Wait::Write => "for another process to read".to_owned(),
        Wait::Poll => "for any of several descriptors".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        judge::{
            ends_well,
            run::{Run, refuses},
        },
        observe::Ending,
    };

    fn waiting() -> Run {
        Run::new().thread(2).thread(3).ending(Ending::Stuck)
    }

    #[test]
    fn two_that_write_to_each_other_are_a_deadlock_and_one_that_writes_alone_is_not() {
        let writes = || waiting().blocked(0, Wait::Write, 4);
        refuses(
            &ends_well(),
            [
                ("both write", writes().blocked(1, Wait::Write, 5), Verdict::Deadlock, Some(4)),
                ("one writes, one reads", writes().blocked(1, Wait::Read, 5), Verdict::Stuck, Some(5)),
            ],
        );
    }

    #[test]
    fn waits_are_a_deadlock_where_they_form_a_circle() {
        let joined = |id| Wait::Join(id);
        let locks = || waiting().blocked(0, joined(1), 4).blocked(1, Wait::Lock, 5).blocked(2, Wait::Lock, 6);
        let circle = waiting().blocked(0, joined(1), 4).blocked(1, joined(2), 5).blocked(2, joined(1), 6);
        let unplaced = waiting().blocked(0, joined(1), 4).blocked(1, Wait::Lock, 0).blocked(2, Wait::Lock, 6);
        refuses(
            &ends_well(),
            [
                ("two locks", locks(), Verdict::Deadlock, Some(5)),
                ("one lock, taken twice", waiting().blocked(0, Wait::Lock, 4), Verdict::Deadlock, Some(4)),
                (
                    "a lock that is kept while waiting",
                    waiting().blocked(0, joined(1), 4).blocked(1, Wait::Lock, 5),
                    Verdict::Deadlock,
                    Some(5),
                ),
                ("joins", circle, Verdict::Deadlock, Some(5)),
                ("a lock that the driver waits for", unplaced, Verdict::Deadlock, Some(6)),
            ],
        );
        let finding = ends_well().findings(&locks().seen()).unwrap().remove(0);
        let lines: Vec<u32> = finding.also.iter().map(|(_, place)| place.line).collect();
        assert_eq!(lines, [4, 5, 6]);
        assert_eq!(finding.also[0].0, "main waits for the end of thread 1 (join)");
        assert!(finding.seen.contains("thread 2 waits for a lock at src/lib.rs:6"), "{}", finding.seen);
    }

    #[test]
    fn all_others_that_wait_for_ever_are_waiting() {
        let of_child = Run::new().child(2).ending(Ending::Stuck);
        let of_child = of_child.blocked(0, Wait::Child(Some(1)), 4).blocked(1, Wait::Read, 8);
        let join = || waiting().blocked(0, Wait::Join(1), 4);
        refuses(
            &ends_well(),
            [
                ("a channel with a sender", waiting().blocked(0, Wait::Channel, 4), Verdict::Stuck, Some(4)),
                ("a thread that is joined", join().blocked(1, Wait::Condvar, 5), Verdict::Stuck, Some(5)),
                ("whoever has a line", join().blocked(1, Wait::Park, 0), Verdict::Stuck, Some(4)),
                ("a child", of_child, Verdict::Stuck, Some(8)),
                (
                    "a barrier",
                    waiting().blocked(1, Wait::Barrier, 5).blocked(2, Wait::Barrier, 6),
                    Verdict::Stuck,
                    Some(6),
                ),
                ("nobody who is known", waiting(), Verdict::Stuck, None),
            ],
        );
    }
}
