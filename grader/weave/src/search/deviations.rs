//! Schedules by how far they are from the ordinary one: first that one, then all with one choice that is not ordinary, then
//! all with two.

use crate::engine::choice::Choice;
use std::collections::VecDeque;
use std::rc::Rc;

/// What is still to be run, nearest first. Each schedule comes up once.
#[derive(Debug)]
pub(super) struct Deviations {
    waiting: VecDeque<Prefix>,
    /// Prefixes of the next level, which are kept until the search goes on to it.
    beyond: VecDeque<Prefix>,
    most: u32,
    room: usize,
    /// Schedules that were left out because there was no room for them.
    dropped: bool,
}

/// The first choices of a schedule that was run, and another option after them.
#[derive(Debug)]
struct Prefix {
    ran: Rc<[u16]>,
    position: usize,
    option: u16,
    deviations: u32,
}

impl Prefix {
    fn choices(&self) -> Vec<u16> {
        let mut choices = self.ran[..self.position].to_vec();
        if self.deviations > 0 {
            choices.push(self.option);
        }
        choices
    }
}

impl Deviations {
    /// From the ordinary schedule on; at most `room` schedules are kept in mind.
    pub(super) fn new(most: u32, room: usize) -> Self {
        let ordinary = Prefix { ran: Rc::default(), position: 0, option: 0, deviations: 0 };
        Self { waiting: VecDeque::from([ordinary]), beyond: VecDeque::new(), most, room, dropped: false }
    }

    /// Goes on to schedules with up to `most` deviations.
    pub(super) fn go_on_to(&mut self, most: u32) {
        self.most = most;
        self.waiting.append(&mut self.beyond);
    }

    pub(super) fn next(&mut self) -> Option<(Vec<u16>, u32)> {
        self.waiting.pop_front().map(|prefix| (prefix.choices(), prefix.deviations))
    }

    /// The schedule that began with a prefix of `length` choices was run: what branches off behind it is to be run too.
    pub(super) fn ran(&mut self, length: usize, deviations: u32, choices: &[Choice]) {
        let ran: Rc<[u16]> = choices.iter().map(|choice| choice.chosen).collect();
        for (position, choice) in choices.iter().enumerate().skip(length) {
            for option in 1..choice.options {
                if self.waiting.len() + self.beyond.len() >= self.room {
                    self.dropped = true;
                    return;
                }
                let queue = if deviations < self.most { &mut self.waiting } else { &mut self.beyond };
                queue.push_back(Prefix { ran: ran.clone(), position, option, deviations: deviations + 1 });
            }
        }
    }

    /// Whether every schedule there is has been run.
    pub(super) fn is_exhausted(&self) -> bool {
        self.waiting.is_empty() && self.beyond.is_empty() && !self.dropped
    }

    /// All schedules with up to so many deviations have been run.
    pub(super) fn done_up_to(&self) -> Option<u32> {
        let left = self.waiting.iter().chain(&self.beyond).map(|prefix| prefix.deviations).min();
        match left {
            Some(least) => least.checked_sub(1),
            None => Some(self.most),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program of three choices with two options each.
    fn run(prefix: &[u16]) -> Vec<Choice> {
        (0..3).map(|position| Choice { options: 2, chosen: prefix.get(position).copied().unwrap_or(0) }).collect()
    }

    #[test]
    fn every_schedule_comes_up_once_and_the_nearest_first() {
        let mut deviations = Deviations::new(9, 100);
        let mut seen = Vec::new();
        while let Some((prefix, count)) = deviations.next() {
            let choices = run(&prefix);
            seen.push((count, choices.iter().map(|choice| choice.chosen).collect::<Vec<_>>()));
            deviations.ran(prefix.len(), count, &choices);
        }
        assert!(seen.is_sorted_by_key(|schedule| schedule.0));
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((count, seen.len()), (8, 8));
        assert!(deviations.is_exhausted());
    }

    #[test]
    fn what_is_farther_away_waits() {
        let mut deviations = Deviations::new(0, 100);
        let (prefix, count) = deviations.next().expect("the ordinary one");
        deviations.ran(prefix.len(), count, &run(&prefix));
        assert!(deviations.next().is_none() && !deviations.is_exhausted());
        assert_eq!(deviations.done_up_to(), Some(0));
        deviations.go_on_to(1);
        assert_eq!(deviations.next().map(|next| next.1), Some(1));
    }
}
