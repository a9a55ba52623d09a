//! A load that returned an old value: whose store it missed, and which ordering would have forbidden that.
//!
//! If reads of other atomics lead from the missed store to the load, Release and Acquire along that way forbid it. If only the
//! order of stores leads there, SeqCst does. If nothing does, the load may as well have come first, whatever the orderings.

use super::graph::{Edge, Graph, Path};
use super::{Note, noun, number, written};
use crate::engine::event::Event;
use crate::engine::{Action, Execution, Place};
use crate::explain::names::{Names, enumerate};
use std::sync::atomic::Ordering;

/// One old value among many is enough to show what is wrong.
const MOST: usize = 3;

pub(super) fn notes(execution: &Execution, names: &Names) -> Vec<Note> {
    let is_old = |index: &usize| missed(execution, *index).is_some();
    let old: Vec<usize> = (0..execution.events.len()).filter(is_old).collect();
    if old.is_empty() {
        return Vec::new();
    }
    let graph = Graph::new(execution);
    let forbidden = |load: &usize| forbidden(execution, names, &graph, *load);
    let mut notes: Vec<Note> = old.iter().filter_map(forbidden).take(MOST).collect();
    if notes.is_empty() {
        notes.extend(old.last().and_then(|load| allowed(execution, names, &graph, *load)));
    }
    notes
}

/// The stores that a load could have read in place of the old one.
fn missed(execution: &Execution, load: usize) -> Option<Vec<usize>> {
    let event = &execution.events[load];
    let Action::Loads { store, newest, .. } = event.action else { return None };
    let newer = |other: &Event| written(other).is_some_and(|made| (store + 1..=newest).contains(&made.0));
    let is_missed = |(_, other): &(usize, &Event)| other.object == event.object && newer(other);
    (store < newest).then(|| execution.events.iter().enumerate().filter(is_missed).map(|(index, _)| index).collect())
}

fn forbidden(execution: &Execution, names: &Names, graph: &Graph, load: usize) -> Option<Note> {
    let missed = missed(execution, load)?;
    match graph.path(&missed, load, false) {
        Some(path) => by_release_and_acquire(execution, names, &path),
        None => by_one_order(execution, names, &graph.path(missed.get(..1)?, load, true)?),
    }
}

/// "main's load of `DATA` at mp.rs:12 returned an old value, 0".
fn what(names: &Names, load: &Event) -> String {
    let (name, object) = (names.thread(load.task), load.object.map_or("", |object| names.object(object)));
    let value = if let Action::Loads { value, .. } = load.action { number(value) } else { String::new() };
    format!("{name}'s load of {object} at {} returned an old value, {value}", names.place(load.at))
}

fn by_release_and_acquire(execution: &Execution, names: &Names, path: &Path) -> Option<Note> {
    let (store, load) = (&execution.events[path.first()?.0], &execution.events[path.last()?.0]);
    let object = |event: usize| execution.events[event].object.map_or("", |object| names.object(object));
    let mut via: Vec<&str> = reads(path).iter().map(|read| object(read.0)).collect();
    via.dedup();
    let lacks = lacks(execution, path);
    (!lacks.is_empty()).then(|| {
        let text = format!(
            "{}. It had read what was stored in {} after {} stored {} at {}, but {}, the load could not have missed that.",
            what(names, load),
            enumerate(&via),
            names.thread(store.task),
            number(written(store).map_or(0, |made| made.1)),
            names.place(store.at),
            advice(names, &lacks),
        );
        Note::new(text, lacks.iter().map(|lack| lack.event.at))
    })
}

/// "the store of `READY` at mp.rs:6 is Relaxed. With Release there".
fn advice(names: &Names, lacks: &[Lack]) -> String {
    let object = |event: &Event| event.object.map_or("", |object| names.object(object)).to_owned();
    let which =
        |lack: &Lack| format!("the {} of {} at {}", noun(lack.event), object(lack.event), names.place(lack.event.at));
    if let [lack] = lacks {
        return format!("{} is {:?}. With {:?} there", which(lack), lack.now, lack.wanted);
    }
    let same = lacks.iter().all(|lack| lack.now == lacks[0].now);
    let now = |lack: &Lack| if same { which(lack) } else { format!("{} is {:?}", which(lack), lack.now) };
    let are = if same { format!(" are {:?}", lacks[0].now) } else { String::new() };
    let wanted = |lack: &Lack| format!("{:?} at {}", lack.wanted, names.place(lack.event.at));
    let (now, wanted): (Vec<String>, Vec<String>) = lacks.iter().map(|lack| (now(lack), wanted(lack))).unzip();
    format!("{}{are}. With {}", enumerate(&now), enumerate(&wanted))
}

/// An operation whose ordering is too weak.
struct Lack<'a> {
    event: &'a Event,
    now: Ordering,
    wanted: Ordering,
}

fn lacks<'a>(execution: &'a Execution, path: &Path) -> Vec<Lack<'a>> {
    let events = &execution.events;
    let mut lacks: Vec<Lack> = Vec::new();
    for (head, tail) in reads(path) {
        let (from, to) = (begin_of_stretch(events, path, head), end_of_stretch(events, path, tail));
        let (release, acquire) = (order(&events[head]), order(&events[tail]));
        if !releases(release) && !fenced(&events[from..head], events[head].task, releases) {
            let wanted = if release == Ordering::Acquire { Ordering::AcqRel } else { Ordering::Release };
            lacks.push(Lack { event: &events[head], now: release, wanted });
        }
        if !acquires(acquire) && !fenced(&events[tail..to], events[tail].task, acquires) {
            let wanted = if acquire == Ordering::Release { Ordering::AcqRel } else { Ordering::Acquire };
            lacks.push(Lack { event: &events[tail], now: acquire, wanted });
        }
    }
    lacks
}

/// The stores and the loads on the way; what read-modify-writes carry on counts as one.
fn reads(path: &Path) -> Vec<(usize, usize)> {
    let mut reads: Vec<(usize, usize)> = Vec::new();
    for pair in path.windows(2) {
        let (before, (event, edge)) = (pair[0].0, pair[1]);
        match reads.last_mut() {
            _ if edge != Edge::Reads => {}
            Some(last) if last.1 == before => last.1 = event,
            _ => reads.push((before, event)),
        }
    }
    reads
}

/// The first event of the part of the path that stays in the thread of `event` and ends there.
fn begin_of_stretch(events: &[Event], path: &Path, event: usize) -> usize {
    let same = |step: &&(usize, Edge)| events[step.0].task == events[event].task;
    let position = path.iter().position(|step| step.0 == event).unwrap_or(0);
    path[..=position].iter().rev().take_while(same).last().map_or(event, |step| step.0)
}

fn end_of_stretch(events: &[Event], path: &Path, event: usize) -> usize {
    let same = |step: &&(usize, Edge)| events[step.0].task == events[event].task;
    let position = path.iter().position(|step| step.0 == event).unwrap_or(0);
    path[position..].iter().take_while(same).last().map_or(event, |step| step.0)
}

fn fenced(events: &[Event], task: usize, strong: fn(Ordering) -> bool) -> bool {
    let is_fence = |event: &Event| matches!(event.action, Action::Fences(order) if strong(order));
    events.iter().any(|event| event.task == task && is_fence(event))
}

fn by_one_order(execution: &Execution, names: &Names, path: &Path) -> Option<Note> {
    let (store, load) = (&execution.events[path.first()?.0], &execution.events[path.last()?.0]);
    let crossed = path.windows(2).filter(|pair| pair[1].1 != Edge::Before).flat_map(|pair| [pair[0].0, pair[1].0]);
    let atomic = crossed.chain([path.first()?.0, path.last()?.0]).map(|event| &execution.events[event]);
    let weak = atomic.filter(|event| is_atomic(event) && order(event) != Ordering::SeqCst);
    let mut places: Vec<Place> = weak.map(|event| event.at).collect();
    let line = |place: &Place| (place.file(), place.line());
    places.sort_unstable_by(|one, other| line(one).cmp(&line(other)));
    places.dedup_by(|one, other| line(one) == line(other));
    let lines: Vec<String> = places.iter().map(|place| names.line(place.file(), place.line())).collect();
    (!lines.is_empty()).then_some(())?;
    let text = format!(
        "{}: {} had stored {} at {}. Release and Acquire allow that: they order nothing unless one thread reads what another \
         stored. Only SeqCst forbids it, at all of {}.",
        what(names, load),
        names.thread(store.task),
        number(written(store)?.1),
        names.place(store.at),
        enumerate(&lines),
    );
    Some(Note::new(text, places))
}

/// Nothing is wrong with the orderings.
fn allowed(execution: &Execution, names: &Names, graph: &Graph, load: usize) -> Option<Note> {
    let missed = missed(execution, load)?;
    if graph.path(missed.get(..1)?, load, true).is_some() {
        return None;
    }
    let (event, next) = (&execution.events[load], &execution.events[*missed.first()?]);
    let text = format!(
        "{}: {} had stored {} at {}. No ordering of the two forbids that, because nothing makes the load wait for the store.",
        what(names, event),
        names.thread(next.task),
        number(written(next)?.1),
        names.place(next.at),
    );
    Some(Note::new(text, [next.at, event.at]))
}

fn is_atomic(event: &Event) -> bool {
    super::read(event).is_some() || written(event).is_some()
}

fn order(event: &Event) -> Ordering {
    match event.action {
        Action::Loads { order, .. }
        | Action::Stores { order, .. }
        | Action::Updates { order, .. }
        | Action::Keeps { order, .. } => order,
        _ => Ordering::SeqCst,
    }
}

fn acquires(order: Ordering) -> bool {
    matches!(order, Ordering::Acquire | Ordering::AcqRel | Ordering::SeqCst)
}

fn releases(order: Ordering) -> bool {
    matches!(order, Ordering::Release | Ordering::AcqRel | Ordering::SeqCst)
}

#[cfg(test)]
mod tests {
    use crate::engine::{Op, point};
    use crate::sync::atomic::{AtomicU32, Ordering};
    use crate::{Exploration, Explorer, thread};
    use std::panic::Location;

    fn fence(order: Ordering) {
        let (mut execution, _) = point(Op::Step, Location::caller());
        execution.fence(order);
    }

    /// Passes a value on by relaxed operations, between fences of the writer and of the reader.
    fn pass_on(writer: Option<Ordering>, reader: Option<Ordering>) -> Exploration {
        Explorer::new().explore(move || {
            let data = AtomicU32::new(0);
            let ready = AtomicU32::new(0);
            thread::scope(|scope| {
                scope.spawn(|| {
                    data.store(42, Ordering::Relaxed);
                    writer.into_iter().for_each(fence);
                    ready.store(1, Ordering::Relaxed);
                });
                if ready.load(Ordering::Relaxed) == 1 {
                    reader.into_iter().for_each(fence);
                    assert_eq!(data.load(Ordering::Relaxed), 42);
                }
            });
        })
    }

    fn note(exploration: Exploration) -> String {
        exploration.failing.map(|schedule| schedule.explanation.notes.join("\n")).unwrap_or_default()
    }

    #[test]
    fn fences_on_both_sides_are_as_good_as_orderings() {
        assert!(pass_on(Some(Ordering::Release), Some(Ordering::Acquire)).complete);
    }

    #[test]
    fn a_side_with_a_fence_is_not_blamed() {
        let note = |writer, reader| note(pass_on(writer, reader));
        let without_acquire = note(Some(Ordering::Release), None);
        assert!(without_acquire.contains("the load of `ready`") && without_acquire.contains("With Acquire there"));
        assert!(!without_acquire.contains("the store of `ready`"), "{without_acquire}");
        let without_release = note(None, Some(Ordering::Acquire));
        assert!(without_release.contains("the store of `ready`") && without_release.contains("With Release there"));
        assert!(!without_release.contains("the load of `ready`"), "{without_release}");
        let without_both = note(None, None);
        assert!(without_both.contains("are Relaxed. With Release at"), "{without_both}");
    }

    #[test]
    fn orderings_are_not_blamed_for_a_load_that_may_as_well_come_first() {
        let body = || {
            let data = AtomicU32::new(0);
            thread::scope(|scope| {
                scope.spawn(|| data.store(1, Ordering::SeqCst));
                data.load(Ordering::Relaxed)
            })
        };
        let old = Explorer::new().replay("0:1,2:1", body).expect("a replay string");
        assert!(note(old).contains("No ordering of the two forbids that"));
    }
}
