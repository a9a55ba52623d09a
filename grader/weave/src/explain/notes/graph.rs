//! Which events come before which, by what: the order of one thread, reading what was stored, locks and joins, and the order
//! in which the stores of one atomic were made.

use super::{read, written};
use crate::engine::event::Event;
use crate::engine::{Action, Execution, ObjectId};
use std::collections::{BTreeMap, VecDeque};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Edge {
    /// The order of one thread, or a lock, a join and the like: always a happens-before.
    Before,
    /// From a store to what reads it: a happens-before only if the one releases and the other acquires.
    Reads,
    /// From a store to the next one of its atomic, from a load to the store after the one that it read, and from one use of
    /// a lock or the like to the next. No happens-before, but part of the one order of sequentially consistent operations.
    Order,
}

/// The edges that lead from each event.
pub(super) struct Graph(Vec<Vec<(usize, Edge)>>);

/// A step of a path: the event, and the edge that led to it.
pub(super) type Path = Vec<(usize, Edge)>;

impl Graph {
    pub(super) fn new(execution: &Execution) -> Self {
        let mut graph = Self(vec![Vec::new(); execution.events.len()]);
        graph.threads(&execution.events);
        graph.objects(&execution.events);
        graph.channels(&execution.events);
        graph.atomics(&execution.events);
        graph
    }

    /// The way from one of `from` to `to` with the fewest edges that are not a happens-before by themselves.
    pub(super) fn path(&self, from: &[usize], to: usize, orders: bool) -> Option<Path> {
        let mut came: BTreeMap<usize, (usize, Edge)> = BTreeMap::new();
        let mut queue: VecDeque<(usize, Option<(usize, Edge)>)> = from.iter().map(|event| (*event, None)).collect();
        let mut done = vec![false; self.0.len()];
        while let Some((event, by)) = queue.pop_front() {
            if std::mem::replace(&mut done[event], true) {
                continue;
            }
            came.extend(by.map(|by| (event, by)));
            if event == to {
                return Some(trace(&came, to));
            }
            for (next, edge) in self.0[event].iter().filter(|(_, edge)| orders || *edge != Edge::Order) {
                let step = (*next, Some((event, *edge)));
                if *edge == Edge::Before { queue.push_front(step) } else { queue.push_back(step) }
            }
        }
        None
    }

    fn threads(&mut self, events: &[Event]) {
        let mut last: BTreeMap<usize, usize> = BTreeMap::new();
        let mut unparks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, event) in events.iter().enumerate() {
            if let Some(before) = last.insert(event.task, index) {
                self.0[before].push((index, Edge::Before));
            }
            match event.action {
                // Stands for the thread's own last event until it has one.
                Action::Spawns(task) => drop(last.insert(task, index)),
                Action::Joins(task) => self.0[*last.get(&task).unwrap_or(&index)].push((index, Edge::Before)),
                Action::DoesTo("unparks", task) => unparks.entry(task).or_default().push(index),
                Action::Does("goes on after park") => {
                    for unpark in unparks.remove(&event.task).unwrap_or_default() {
                        self.0[unpark].push((index, Edge::Before));
                    }
                }
                _ => {}
            }
        }
    }

    /// Each message is sent before it is received, the oldest first.
    fn channels(&mut self, events: &[Event]) {
        let mut sent: BTreeMap<ObjectId, VecDeque<usize>> = BTreeMap::new();
        for (index, event) in events.iter().enumerate() {
            let Some(channel) = event.object else { continue };
            if does(event, "sends on") {
                sent.entry(channel).or_default().push_back(index);
            } else if does(event, "receives from") {
                let message = sent.get_mut(&channel).and_then(VecDeque::pop_front);
                message.into_iter().for_each(|send| self.0[send].push((index, Edge::Before)));
            }
        }
    }

    /// Locks and the like: what releases comes before what takes next.
    fn objects(&mut self, events: &[Event]) {
        let mut last: BTreeMap<ObjectId, usize> = BTreeMap::new();
        for (index, event) in events.iter().enumerate() {
            let elsewhere = read(event).is_some() || written(event).is_some() || event.action == Action::Ends;
            let Some(object) = event.object.filter(|_| !elsewhere) else { continue };
            if event.action == Action::Does("ends the scope") {
                let ends =
                    |index: &usize| events[*index].action == Action::Ends && events[*index].object == Some(object);
                (0..index).filter(ends).for_each(|end| self.0[end].push((index, Edge::Before)));
            }
            if let Some(before) = last.insert(object, index) {
                self.0[before]
                    .push((index, if synchronises(&events[before], event) { Edge::Before } else { Edge::Order }));
            }
        }
    }

    fn atomics(&mut self, events: &[Event]) {
        let made = |(index, event): (usize, &Event)| Some(((event.object?, written(event)?.0), index));
        let writers: BTreeMap<(ObjectId, u32), usize> = events.iter().enumerate().filter_map(made).collect();
        for (index, event) in events.iter().enumerate() {
            let Some(atomic) = event.object else { continue };
            let source = read(event).and_then(|store| writers.get(&(atomic, store)));
            source.into_iter().for_each(|source| self.0[*source].push((index, Edge::Reads)));
            let last = read(event).max(written(event).map(|made| made.0));
            let next = last.and_then(|last| writers.get(&(atomic, last + 1)));
            next.into_iter().for_each(|next| self.0[index].push((*next, Edge::Order)));
        }
    }
}

fn synchronises(before: &Event, after: &Event) -> bool {
    matches!((before.action, after.action), (Action::Releases(_), Action::Takes(_)))
        || (does(before, "drops the last sender of") && does(after, "finds no more senders at"))
}

/// Whether the words of what was done end like that: "sends on", "try_send sends on".
fn does(event: &Event, end: &str) -> bool {
    matches!(event.action, Action::Does(words) if words.ends_with(end))
}

fn trace(came: &BTreeMap<usize, (usize, Edge)>, to: usize) -> Path {
    let mut path = vec![(to, Edge::Before)];
    let mut event = to;
    while let Some((before, edge)) = came.get(&event) {
        path.last_mut().expect("it begins with one").1 = *edge;
        path.push((*before, Edge::Before));
        event = *before;
    }
    path.reverse();
    path
}
