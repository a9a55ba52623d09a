//! Which transitions of a schedule race: two that touch the same, where nothing else makes one come before the other. The
//! other order of each race is to be tried too.

use super::choice::Candidate;
use super::op::Wake;
use super::task::TaskId;
use super::touched::{Key, Touched};
use std::collections::BTreeMap;

/// The transitions of the present schedule so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    turns: Vec<Turn>,
    /// Who touched what, and whether that changed it.
    uses: BTreeMap<Key, Vec<(usize, bool)>>,
    /// Transitions of which nothing more is known than that they may touch everything.
    everywhere: Vec<usize>,
    /// What the transition that is under way needs beyond what it touches.
    needed: Vec<usize>,
    /// The last transition of each thread or, before its first, the one that spawned it.
    last: Vec<Option<usize>>,
}

#[derive(Clone, Debug)]
struct Turn {
    candidate: Candidate,
    /// The choice of which it is one option, if there were others.
    node: Option<usize>,
    /// What came before it in its thread.
    before: Option<usize>,
    /// Which of its thread it is, from 1.
    number: u32,
    /// For each thread, up to which of its transitions all come before this one or are this one.
    seen: Vec<u32>,
}

/// What has to be tried at a choice so that a race comes out the other way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reversal {
    pub(super) node: usize,
    /// Threads of which any will do. The last of them is the one that lost the race, if it can come first there.
    pub(super) initials: Vec<Candidate>,
    /// The thread that lost the race, if it waited for its turn already: whatever it could have done there.
    pub(super) late: Option<TaskId>,
}

impl Turns {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    /// How many threads there are, as far as they were spawned or did anything.
    pub(super) fn threads(&self) -> usize {
        self.last.len()
    }

    pub(super) fn begin(&mut self, candidate: Candidate, node: Option<usize>) {
        let before = self.last_of(candidate.task);
        self.turns.push(Turn { candidate, node, before, number: 0, seen: Vec::new() });
    }

    /// The number of the transition that is under way; the first one begins with the execution.
    pub(super) fn current(&self) -> usize {
        self.turns.len().saturating_sub(1)
    }

    /// The transition that is under way would have been another one before `turn`.
    pub(super) fn need(&mut self, turn: usize) {
        self.needed.push(turn);
    }

    /// The transition that is under way spawned `task`.
    pub(super) fn spawn(&mut self, task: TaskId) {
        *self.last_mut(task) = Some(self.current());
    }

    /// The transition that was under way touched this.
    pub(super) fn end(&mut self, touched: &Touched) -> Vec<usize> {
        let current = self.current();
        let task = self.turns[current].candidate.task;
        let mut seen = self.turns[current].before.map(|before| self.turns[before].seen.clone()).unwrap_or_default();
        let needed = std::mem::take(&mut self.needed);
        let rivals = self.rivals(current, touched, &seen, needed);
        for rival in &rivals {
            join(&mut seen, &self.turns[*rival].seen);
        }
        if seen.len() <= task {
            seen.resize(task + 1, 0);
        }
        seen[task] += 1;
        self.turns[current].number = seen[task];
        self.turns[current].seen = seen;
        for (key, changes) in &touched.keys {
            self.uses.entry(*key).or_default().push((current, *changes));
        }
        if touched.everything {
            self.everywhere.push(current);
        }
        *self.last_mut(task) = Some(current);
        rivals
    }

    /// Those before it that touched the same, the latest first, but not what came before it in its own thread anyway.
    fn rivals(&self, current: usize, touched: &Touched, seen: &[u32], needed: Vec<usize>) -> Vec<usize> {
        let mut rivals = needed;
        rivals.retain(|turn| *turn < current && !self.is_seen(*turn, seen));
        let unseen = |turn: &usize| !self.is_seen(*turn, seen);
        rivals.extend(self.everywhere.iter().rev().copied().take_while(unseen));
        if touched.everything {
            let end = self.everywhere.iter().rev().copied().find(|turn| !unseen(turn)).unwrap_or(0);
            rivals.extend((end..current).filter(unseen));
        }
        for (key, changes) in &touched.keys {
            // Whatever came before a change that is seen is seen too.
            let uses = self.uses.get(key).into_iter().flatten().rev();
            let uses = uses.take_while(|(turn, changed)| !changed || unseen(turn));
            let met = uses.filter(|(turn, changed)| (*changes || *changed) && unseen(turn));
            rivals.extend(met.map(|(turn, _)| *turn));
        }
        rivals.sort_unstable_by(|one, other| other.cmp(one));
        rivals.dedup();
        rivals
    }

    fn is_seen(&self, turn: usize, seen: &[u32]) -> bool {
        let Turn { candidate, number, .. } = &self.turns[turn];
        seen.get(candidate.task).is_some_and(|seen| seen >= number)
    }

    fn comes_before(&self, one: usize, other: usize) -> bool {
        self.is_seen(one, &self.turns[other].seen)
    }

    fn last_of(&self, task: TaskId) -> Option<usize> {
        self.last.get(task).copied().flatten()
    }

    fn last_mut(&mut self, task: TaskId) -> &mut Option<usize> {
        if self.last.len() <= task {
            self.last.resize(task + 1, None);
        }
        &mut self.last[task]
    }

    /// How the races of the last transition with `rivals` could come out the other way. `is_offered`: whether a thread is
    /// among the options of a choice.
    pub(super) fn reversals(&self, rivals: &[usize], is_offered: impl Fn(usize, TaskId) -> bool) -> Vec<Reversal> {
        let late = self.current();
        let task = self.turns[late].candidate.task;
        let mut reversed: Vec<usize> = Vec::new();
        let mut reversals = Vec::new();
        for early in rivals.iter().copied() {
            if reversed.iter().any(|later| self.comes_before(early, *later)) {
                // That one has to be reversed first.
                continue;
            }
            let Some(node) = self.turns[early].node else { continue };
            let waits = self.turns[late].before.is_none_or(|before| before < early);
            let can_come_first = waits && is_offered(node, task);
            if can_come_first {
                reversed.push(early);
            }
            if waits && !can_come_first && self.is_alone(early, late) {
                // It waited for what was done there.
                continue;
            }
            let (initials, is_initial) = self.initials(early, late);
            reversals.push(Reversal { node, initials, late: (waits && is_initial).then_some(task) });
        }
        reversals
    }

    /// The same for what `task` waits to do, which depends on `keys`, where the schedule is not followed any further.
    pub(super) fn reversals_of_waiting(
        &mut self,
        task: TaskId,
        keys: &[Key],
        is_offered: impl Fn(usize, TaskId) -> bool,
    ) -> Vec<Reversal> {
        let mut touched = Touched::default();
        keys.iter().for_each(|key| touched.add(*key, true));
        self.begin(Candidate { task, wake: Wake::Normal }, None);
        let before = self.turns[self.current()].before;
        let mut seen = before.map(|before| self.turns[before].seen.clone()).unwrap_or_default();
        let rivals = self.rivals(self.current(), &touched, &seen, Vec::new());
        for rival in &rivals {
            join(&mut seen, &self.turns[*rival].seen);
        }
        let late = self.current();
        self.turns[late].seen = seen;
        let reversals = self.reversals(&rivals, is_offered);
        self.turns.pop();
        reversals
    }

    /// Whether nothing was done between the two but what needs the first.
    fn is_alone(&self, early: usize, late: usize) -> bool {
        (early + 1..late).all(|turn| self.comes_before(early, turn))
    }

    /// Of all that was done from `early` to `late` and does not need `early`: what needs nothing else of it. And whether that
    /// is so of `late`, if it is put there.
    fn initials(&self, early: usize, late: usize) -> (Vec<Candidate>, bool) {
        let (mut firsts, mut initials): (Vec<usize>, Vec<Candidate>) = (Vec::new(), Vec::new());
        let needs_another = |firsts: &[usize], turn| firsts.iter().any(|first| self.comes_before(*first, turn));
        for turn in early + 1..late {
            let candidate = self.turns[turn].candidate;
            let is_first = firsts.iter().all(|first| self.turns[*first].candidate.task != candidate.task);
            if is_first && !self.comes_before(early, turn) {
                if !needs_another(&firsts, turn) {
                    initials.push(candidate);
                }
                firsts.push(turn);
            }
        }
        (initials, !needs_another(&firsts, late))
    }
}

fn join(seen: &mut Vec<u32>, other: &[u32]) {
    if seen.len() < other.len() {
        seen.resize(other.len(), 0);
    }
    for (mine, theirs) in seen.iter_mut().zip(other) {
        *mine = (*mine).max(*theirs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: Key = Key::Object(0);
    const OTHER: Key = Key::Object(1);

    fn normal(task: TaskId) -> Candidate {
        Candidate { task, wake: Wake::Normal }
    }

    /// Threads 1 and 2 have been spawned; each choice is between them, but for the last.
    fn turns(done: &[(TaskId, &[Key])]) -> (Turns, Vec<usize>) {
        let mut turns = Turns::default();
        turns.begin(normal(0), None);
        turns.spawn(1);
        turns.spawn(2);
        let mut rivals = turns.end(&Touched::default());
        for (node, (task, keys)) in done.iter().enumerate() {
            let mut touched = Touched::default();
            keys.iter().for_each(|key| touched.add(*key, true));
            turns.begin(normal(*task), Some(node));
            rivals = turns.end(&touched);
        }
        (turns, rivals)
    }

    #[test]
    fn of_two_changes_of_one_object_the_second_is_tried_first() {
        let (turns, rivals) = turns(&[(1, &[LOCK]), (2, &[LOCK])]);
        assert_eq!(turns.reversals(&rivals, |_, _| true), [Reversal { node: 0, initials: vec![], late: Some(2) }]);
    }

    #[test]
    fn what_could_not_have_come_first_is_no_race() {
        let (turns, rivals) = turns(&[(1, &[LOCK]), (2, &[OTHER])]);
        assert_eq!(turns.reversals(&rivals, |_, _| true), []);
        let (turns, rivals) = self::turns(&[(1, &[LOCK]), (2, &[LOCK])]);
        assert_eq!(turns.reversals(&rivals, |_, _| false), [], "it waited for the lock");
    }

    #[test]
    fn the_way_to_the_second_has_to_come_first_too() {
        let (turns, rivals) = turns(&[(1, &[LOCK]), (2, &[OTHER]), (2, &[LOCK])]);
        let expected = Reversal { node: 0, initials: vec![normal(2)], late: None };
        assert_eq!(turns.reversals(&rivals, |_, _| true), [expected]);
    }

    #[test]
    fn what_waits_when_the_schedule_is_left_races_too() {
        let (mut turns, _) = turns(&[(1, &[LOCK]), (1, &[OTHER])]);
        let reversals = turns.reversals_of_waiting(2, &[LOCK], |_, _| true);
        assert_eq!(reversals, [Reversal { node: 0, initials: vec![], late: Some(2) }]);
    }
}
