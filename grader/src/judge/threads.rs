//! Rules on threads: how many there were, whether each was joined, and how whoever started them waited.

use super::{Fact, Finding, Place, Verdict};
use crate::observe::{Action, Event, Micros, Observation, Task, TaskId, Wait};

/// Just `count` threads were started beside the main one.
pub fn threads(count: usize) -> Fact {
    threads_between(count, count)
}

/// At least `fewest` threads were started beside the main one, and at most `most`.
pub fn threads_between(fewest: usize, most: usize) -> Fact {
    Fact::new("as many threads as asked for", move |observation| {
        let started: Vec<&Task> = observation.threads().map(|(_, task)| task).collect();
        let (verdict, message) = match started.len() {
            seen if (fewest..=most).contains(&seen) => return Vec::new(),
            0 => (Verdict::NoThread, "no thread was started"),
            seen if seen < fewest => (Verdict::NotParallel, "fewer threads were started than asked for"),
            _ => (Verdict::NotBounded, "more threads were started than asked for"),
        };
        let place = started.get(most).and_then(|task| task.started_at.place());
        let asked = match fewest == most {
            true => number(most, "thread"),
            false => format!("{fewest} to {}", number(most, "thread")),
        };
        vec![Finding::new(verdict, message).at(place).contrast(asked, number(started.len(), "thread"))]
    })
}

/// Every thread was joined, or belongs to a scope, which joins by itself. A thread whose starter asks again and again whether
/// it has ended is left to [`waits_without_asking`].
pub fn joined() -> Fact {
    Fact::new("every thread is joined", |observation| {
        observation
            .threads()
            .filter(|(_, task)| {
                !is_joined(task) && task.parent.is_none_or(|starter| polling(observation, starter).is_none())
            })
            .map(|(id, task)| not_joined(observation, id, task))
            .collect()
    })
}

/// At some moment `count` threads were there at once beside the main ones. A thread is there from its start until somebody has
/// waited for its end: that it was done before says nothing, for whoever is waited for only when all have started may take as
/// long as it likes.
pub fn alive_together(count: usize) -> Fact {
    Fact::new("as many threads at once as asked for", move |observation| {
        let lives: Vec<Life> = observation.threads().map(|(id, task)| Life::of(observation, id, task)).collect();
        let at = |moment: Micros| lives.iter().filter(|life| (life.from..life.until).contains(&moment)).count();
        let most = lives.iter().map(|life| at(life.from)).max().unwrap_or_default();
        if most >= count {
            return Vec::new();
        }
        let finding = Finding::new(Verdict::NotParallel, "a thread is waited for before all others have been started");
        let expected = format!("{} at the same time", number(count, "thread"));
        let waits = lives.iter().filter(|life| lives.iter().any(|other| other.from >= life.until));
        let place = waits.min_by_key(|life| life.until).and_then(|life| life.wait?.stack.place());
        vec![finding.contrast(expected, format!("{} at most", number(most, "thread"))).at(place)]
    })
}

/// Nobody waits for a thread or a process by asking again and again. To be asked of exercises in which whoever starts a task
/// has nothing to compute meanwhile: a core that it keeps busy counts as asking.
pub fn waits_without_asking() -> Fact {
    Fact::new("whoever waits, sleeps until it is woken", |observation| {
        (0..observation.tasks.len()).filter_map(|task| polling(observation, task)).collect()
    })
}

/// No task sleeps, or waits with a time-out, again and again. To be asked of exercises in which nobody has a reason to let
/// time pass: unlike [`waits_without_asking`] it looks at those too who started nobody.
pub fn never_naps() -> Fact {
    Fact::new("nobody sleeps in order to look again", |observation| {
        let napping = |task| {
            let own_naps = || own(observation, task).filter(|event| is_nap(event));
            let event = own_naps().nth(LOOKS)?;
            let label = observation.label(task);
            let seen = format!("{label} slept {} times to look again", own_naps().count());
            let finding = Finding::new(Verdict::BusyWait, format!("{label} waits by asking again and again"));
            Some(finding.contrast("a sleep that somebody else ends", seen).at(event.stack.place()))
        };
        (0..observation.tasks.len()).filter_map(napping).collect()
    })
}

/// From the start of a thread until somebody has waited for its end, for ever if nobody does.
struct Life<'a> {
    from: Micros,
    until: Micros,
    wait: Option<&'a Event>,
}

impl<'a> Life<'a> {
    fn of(observation: &'a Observation, id: TaskId, task: &Task) -> Life<'a> {
        let is_on = |event: &&Event, asked| matches!(event.action, Action::Wait { on, .. } if on == asked);
        let waits = |asked| observation.events.iter().filter(move |event| is_on(event, asked));
        let starter = |event: &&Event| Some(event.task) == task.parent && event.at_us >= task.start_us;
        let (wait, until) = match task.joined {
            Some((_, until)) => (waits(Wait::Join(id)).next(), Some(until)),
            // The scope's own wait says that it is over, as a join would.
            None if task.scoped => {
                let wait = waits(Wait::Scope).find(starter);
                (wait, wait.and_then(|wait| wait.until_us))
            }
            None => (None, None),
        };
        Life { from: task.start_us, until: until.unwrap_or(Micros::MAX), wait }
    }
}

/// "1 thread", "2 threads".
pub(super) fn number(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}"),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

fn is_joined(task: &Task) -> bool {
    task.scoped || task.joined.is_some()
}

fn not_joined(observation: &Observation, id: TaskId, task: &Task) -> Finding {
    let label = observation.label(id);
    let sleep = task.parent.and_then(|starter| slept(observation, starter, task));
    let seen = match (task.never_ran, task.left_behind) {
        (true, _) => format!("{label} had not printed a thing yet when its process ended"),
        (_, true) => format!("{label} was still running when its process ended"),
        _ => format!("{label} ended, but nobody joined it"),
    };
    let message = match sleep {
        Some(_) => format!("a sleep is no join: {label} may take longer than any sleep"),
        None => format!("{label} was started and never joined"),
    };
    let mut finding = Finding::new(Verdict::NotJoined, message).contrast("a join before the process goes on", seen);
    finding.place = sleep.clone().or_else(|| task.started_at.place());
    finding.also = task.started_at.place().into_iter().map(|place| (format!("{label} was started"), place)).collect();
    finding
}

/// Where `starter` slept while the task was there.
pub(super) fn slept(observation: &Observation, starter: TaskId, task: &Task) -> Option<Place> {
    let there = task.start_us..=task.end_us.unwrap_or(Micros::MAX);
    let sleep = observation.events.iter().find(|event| {
        event.task == starter && there.contains(&event.at_us) && matches!(event.action, Action::Sleep { .. })
    });
    sleep.and_then(|event| event.stack.place())
}

/// Looks or naps of one task, beyond which it is polling. One look before a wait is prudence, a loop is not.
const LOOKS: usize = 8;

fn polling(observation: &Observation, task: TaskId) -> Option<Finding> {
    let label = observation.label(task);
    let (event, seen) = looks(observation, task)
        .map(|(event, count)| (event, format!("{label} asked {count} times whether its child had ended")))
        .or_else(|| {
            let (event, count) = naps(observation, task)?;
            Some((event, format!("{label} slept {count} times to look again")))
        })
        .or_else(|| Some((spin(observation, task)?, format!("{label} kept a core busy while it waited"))))?;
    let finding = Finding::new(Verdict::BusyWait, format!("{label} waits by asking again and again"));
    Some(finding.contrast("a wait that the kernel ends: join or wait", seen).at(event.stack.place()))
}

/// Many looks at a child that has not ended, whoever started it.
fn looks(observation: &Observation, task: TaskId) -> Option<(&Event, usize)> {
    let looks = || own(observation, task).filter(|event| event.action == Action::Poll { found: None });
    Some((looks().nth(LOOKS)?, looks().count()))
}

/// Computing, while a task that it started had not had its turn.
fn spin(observation: &Observation, task: TaskId) -> Option<&Event> {
    let first = started_by(observation, task).map(|child| child.start_us).min()?;
    let seen = || own(observation, task).filter(|event| event.at_us >= first && event.action == Action::Spin);
    seen().find(|event| event.stack.place().is_some()).or_else(|| seen().next())
}

/// Many naps in a row while a task that it started was there. Sleeping on when that one has ended, or ending before it does,
/// is no way of looking at it: that is a sleep in place of a join.
fn naps(observation: &Observation, task: TaskId) -> Option<(&Event, usize)> {
    let mut rows: Vec<Vec<&Event>> = vec![Vec::new()];
    for event in own(observation, task).filter(|event| event.action != Action::Spin) {
        let awaited = || started_by(observation, task).filter(|child| is_open(child, event.at_us));
        match rows.last_mut() {
            Some(row) if is_nap(event) && awaited().next().is_some() => row.push(event),
            _ => rows.push(Vec::new()),
        }
    }
    let row = rows.into_iter().find(|row| row.len() > LOOKS)?;
    let last = row.last()?.at_us;
    let slept_over = |child: &Task| child.left_behind || child.never_ran || child.end_us.is_some_and(|end| end < last);
    let blind = started_by(observation, task)
        .filter(|child| is_open(child, last))
        .all(|child| child.joined.is_none() && child.reaped.is_none() && slept_over(child));
    (!blind).then_some((row[LOOKS], row.len()))
}

fn is_nap(event: &Event) -> bool {
    matches!(event.action, Action::Sleep { .. } | Action::Wait { timed: true, .. })
}

/// Whether a task had been started, and neither joined nor reaped.
fn is_open(task: &Task, at: Micros) -> bool {
    let awaited = task.joined.or(task.reaped);
    task.start_us <= at && awaited.is_none_or(|(_, until)| until >= at)
}

fn own(observation: &Observation, task: TaskId) -> impl Iterator<Item = &Event> {
    observation.events.iter().filter(move |event| event.task == task)
}

fn started_by(observation: &Observation, task: TaskId) -> impl Iterator<Item = &Task> {
    observation.tasks.iter().filter(move |child| child.parent == Some(task))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        judge::run::{Run, accepts, refuses},
        observe::TaskKind,
    };

    const LOOK: Action = Action::Poll { found: None };
    const TIMED: Action = Action::Wait { on: Wait::Park, timed: true };

    #[test]
    fn threads_are_counted() {
        accepts(&threads(0), [("none", Run::new())]);
        accepts(
            &threads(2),
            [
                ("two", Run::new().thread(1).thread(2)),
                ("a child is no thread", Run::new().thread(1).child(2).thread(3)),
            ],
        );
        refuses(
            &threads(2),
            [
                ("none", Run::new(), Verdict::NoThread, None),
                ("one", Run::new().thread(1), Verdict::NotParallel, None),
                (
                    "the third is shown",
                    Run::new().thread(1).thread(2).thread(3).thread(4),
                    Verdict::NotBounded,
                    Some(3),
                ),
            ],
        );
    }

    #[test]
    fn there_may_be_a_choice_of_how_many_threads() {
        let few = Run::new().thread(1).thread(2);
        accepts(
            &threads_between(2, 3),
            [("the fewest", few.clone()), ("the most", few.clone().thread(3)), ("a child", few.clone().child(4))],
        );
        refuses(
            &threads_between(2, 3),
            [
                ("none", Run::new(), Verdict::NoThread, None),
                ("too few", Run::new().thread(1), Verdict::NotParallel, None),
                ("the fourth is shown", few.thread(3).thread(4), Verdict::NotBounded, Some(4)),
            ],
        );
    }

    #[test]
    fn a_thread_is_joined_by_a_join_or_by_its_scope() {
        let by_another = Run::new().thread(1).thread(2).joined(2).ended(1).with(1, |task| task.joined = Some((2, 50)));
        accepts(
            &joined(),
            [
                ("nobody to join", Run::new()),
                ("joined", Run::new().thread(1).joined(1)),
                ("joined long after its end", Run::new().thread(1).ended(1).later(9_000).joined(1)),
                ("joined after a nap", Run::new().thread(1).sleeps(0, 2, 1, 500).joined(1)),
                ("joined in another order", Run::new().thread(1).thread(2).ended(1).joined(2).joined(1)),
                ("joined by another thread", by_another),
                ("of a scope", Run::new().thread(1).with(1, |task| task.scoped = true)),
            ],
        );
        let behind = |task: &mut Task| task.left_behind = true;
        let in_child = Run::new().child(1).start(1, TaskKind::Thread, 7).ended(2).reaped(1);
        refuses(
            &joined(),
            [
                ("its handle is dropped", Run::new().thread(4).ended(1), Verdict::NotJoined, Some(4)),
                ("left behind", Run::new().thread(4).with(1, behind), Verdict::NotJoined, Some(4)),
                ("one of two", Run::new().thread(4).thread(5).joined(1), Verdict::NotJoined, Some(5)),
                (
                    "waited for by a message",
                    Run::new().thread(4).does(0, 6, WAIT).ended(1),
                    Verdict::NotJoined,
                    Some(4),
                ),
                ("in a child process", in_child, Verdict::NotJoined, Some(7)),
            ],
        );
    }

    const WAIT: Action = Action::Wait { on: Wait::Channel, timed: false };

    #[test]
    fn threads_are_there_at_once_if_all_are_started_before_one_is_waited_for() {
        let three = || Run::new().thread(1).thread(2).thread(3);
        let scope = Action::Wait { on: Wait::Scope, timed: false };
        let scoped = |id, run: Run| run.with(id, |task| task.scoped = true);
        let by_their_scope = scoped(2, scoped(1, Run::new().thread(1).ended(1).thread(2))).does(0, 4, scope.clone());
        let in_scope =
            scoped(2, scoped(1, Run::new().thread(1).thread(2))).joined(1).joined(2).does(0, 4, scope.clone());
        let apart = scoped(1, Run::new().does(0, 4, scope.clone()).thread(1)).thread(2).does(0, 4, scope.clone());
        accepts(
            &alive_together(2),
            [
                ("joined when both are there", Run::new().thread(1).thread(2).joined(1).joined(2)),
                ("in another order", Run::new().thread(1).thread(2).joined(2).joined(1)),
                ("one is done before the other is there", Run::new().thread(1).ended(1).thread(2).joined(1).joined(2)),
                ("two of three", three().joined(1).joined(2).joined(3)),
                ("of a scope", by_their_scope),
                ("joined in a scope", in_scope),
                ("a scope that was over before", apart),
                ("a message is waited for", Run::new().thread(1).does(0, 4, WAIT).thread(2).joined(1).joined(2)),
                ("nobody joins", Run::new().thread(1).ended(1).thread(2)),
            ],
        );
        let in_a_loop = Run::new().thread(1).joined(1).thread(2).joined(2);
        let in_pairs = Run::new().thread(1).thread(2).joined(2).joined(1).thread(3).joined(3);
        let scopes = scoped(1, Run::new().thread(1)).does(0, 4, scope.clone()).thread(2);
        let scopes = scoped(2, scopes).does(0, 4, scope);
        refuses(
            &alive_together(2),
            [
                ("joined in the loop", in_a_loop, Verdict::NotParallel, Some(90)),
                ("a scope each", scopes, Verdict::NotParallel, Some(4)),
                ("one", Run::new().thread(1).joined(1), Verdict::NotParallel, None),
                ("none", Run::new(), Verdict::NotParallel, None),
            ],
        );
        refuses(&alive_together(3), [("in pairs", in_pairs, Verdict::NotParallel, Some(90))]);
    }

    #[test]
    fn a_sleep_is_no_join_however_it_is_cut_up() {
        let never_ran = |task: &mut Task| (task.never_ran, task.left_behind) = (true, true);
        let ended = Run::new().thread(4).sleeps(0, 6, 3, 100).ended(1).sleeps(0, 6, 20, 100);
        let slept_before = Run::new().sleeps(0, 2, 1, 100).thread(4).ended(1).sleeps(0, 8, 1, 100);
        let runs = [
            ("one sleep", Run::new().thread(4).sleeps(0, 6, 1, 100).with(1, never_ran), Verdict::NotJoined, Some(6)),
            ("many", Run::new().thread(4).sleeps(0, 6, 20, 100).with(1, never_ran), Verdict::NotJoined, Some(6)),
            ("many, beyond the thread's end", ended, Verdict::NotJoined, Some(6)),
            ("sleeps of another time", slept_before, Verdict::NotJoined, Some(4)),
        ];
        accepts(&waits_without_asking(), runs.clone().map(|(name, run, ..)| (name, run)));
        refuses(&joined(), runs);
    }

    #[test]
    fn a_wait_that_the_kernel_ends_is_not_asking() {
        let print = |run: Run, _| run.prints(0, "tick\n").sleeps(0, 3, 2, 100);
        accepts(
            &waits_without_asking(),
            [
                ("a join", Run::new().thread(1).joined(1)),
                ("a nap first", Run::new().thread(1).sleeps(0, 2, 1, 500).joined(1)),
                ("naps between prints", (0..20).fold(Run::new().thread(1), print).joined(1)),
                ("naps with nobody to wait for", Run::new().thread(1).joined(1).sleeps(0, 2, 50, 10)),
                ("naps before anybody is there", Run::new().sleeps(0, 2, 50, 10).thread(1).joined(1)),
                ("naps of the thread itself", Run::new().thread(1).sleeps(1, 9, 50, 10).joined(1)),
                ("naps after its scope", scoped().ended(1).sleeps(0, 3, 50, 10)),
                ("one look", Run::new().child(1).repeats(1, 0, 2, &LOOK).reaped(1)),
                ("a look that finds", Run::new().child(1).repeats(20, 0, 2, &Action::Poll { found: Some(1) })),
                ("waits without a time-out", Run::new().thread(1).repeats(50, 0, 2, &WAIT).joined(1)),
                ("computing alone", Run::new().does(0, 2, Action::Spin).thread(1).joined(1)),
            ],
        );
    }

    fn scoped() -> Run {
        Run::new().thread(1).with(1, |task| task.scoped = true)
    }

    #[test]
    fn who_naps_again_and_again_is_seen_also_where_nobody_was_started() {
        accepts(
            &never_naps(),
            [
                ("a nap", Run::new().thread(1).sleeps(1, 4, 1, 10).joined(1)),
                ("as many as prudence takes", Run::new().thread(1).sleeps(1, 4, 8, 10).joined(1)),
                ("waits without a time-out", Run::new().thread(1).repeats(50, 1, 4, &WAIT).joined(1)),
                ("each napped now and then", Run::new().thread(1).sleeps(0, 3, 8, 10).sleeps(1, 4, 8, 10).joined(1)),
            ],
        );
        let between = |run: Run, _| run.sleeps(1, 4, 1, 10).does(1, 5, WAIT);
        let apart = (0..9).fold(Run::new().thread(1), between).joined(1);
        refuses(
            &never_naps(),
            [
                ("naps", Run::new().thread(1).sleeps(1, 4, 9, 10).joined(1), Verdict::BusyWait, Some(4)),
                ("with a time-out", Run::new().thread(1).repeats(9, 1, 4, &TIMED), Verdict::BusyWait, Some(4)),
                ("main naps", Run::new().sleeps(0, 3, 9, 10), Verdict::BusyWait, Some(3)),
                ("not in a row", apart, Verdict::BusyWait, Some(4)),
            ],
        );
    }

    #[test]
    fn asking_again_and_again_is_seen_whatever_is_done_between_two_looks() {
        let spinning = Run::new().thread(1).does(0, 3, Action::Spin).joined(1);
        let by_thread = Run::new().child(1).thread(2).repeats(9, 2, 5, &LOOK).reaped(1).joined(2);
        let between = |run: Run, _| run.does(0, 3, LOOK).prints(0, ".\n");
        let looked = (0..9).fold(Run::new().child(1), between);
        let between_naps = Run::new().thread(1).sleeps(0, 3, 5, 10).does(0, 4, Action::Spin).sleeps(0, 3, 5, 10);
        let runs = [
            ("spins", Run::new().thread(1).does(0, 3, Action::Spin).ended(1), Verdict::BusyWait, Some(3)),
            ("naps, with much to do in between", between_naps.ended(1), Verdict::BusyWait, Some(3)),
            ("naps", Run::new().thread(1).sleeps(0, 3, 9, 10).ended(1), Verdict::BusyWait, Some(3)),
            (
                "waits with a time-out",
                Run::new().thread(1).repeats(9, 0, 3, &TIMED).ended(1),
                Verdict::BusyWait,
                Some(3),
            ),
        ];
        accepts(&joined(), runs.clone().map(|(name, run, ..)| (name, run)));
        refuses(&waits_without_asking(), runs);
        refuses(
            &waits_without_asking(),
            [
                ("spins, then joins", spinning, Verdict::BusyWait, Some(3)),
                ("naps, then joins", Run::new().thread(1).sleeps(0, 3, 9, 10).joined(1), Verdict::BusyWait, Some(3)),
                ("asks for a child", Run::new().child(1).repeats(9, 0, 3, &LOOK).reaped(1), Verdict::BusyWait, Some(3)),
                ("asks for another's child", by_thread, Verdict::BusyWait, Some(5)),
                ("prints between two looks", looked, Verdict::BusyWait, Some(3)),
            ],
        );
    }
}
