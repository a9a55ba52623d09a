//! All schedules, but one of each set that differs only in the order of operations which cannot tell that order: sleep sets
//! (Godefroid 1996). A transition is what a thread does from one point to its next. Two transitions are independent if no
//! object is touched by both, or both only look at it; what one touched is written down while it runs.

use super::choice::Candidate;
use super::task::TaskId;

/// What a transition can touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Object(usize),
    /// The end of a channel where messages are put in. The ends are apart, because sending and receiving change places
    /// wherever both can be done.
    Sending(usize),
    /// The end of a channel where messages are taken out.
    Receiving(usize),
    Task(TaskId),
    /// The virtual clock.
    Clock,
    /// What was printed.
    Output,
    /// The end of the thread that runs the closure, after which others count as left behind.
    Ends,
    /// How many spurious wake-ups are left.
    Luck,
    /// The order of all sequentially consistent fences.
    Fences,
}

impl Key {
    /// The object, if the key is one or a part of one.
    fn object(self) -> Option<usize> {
        match self {
            Self::Object(object) | Self::Sending(object) | Self::Receiving(object) => Some(object),
            _ => None,
        }
    }
}

/// Everything that one transition touched.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Touched {
    keys: Vec<(Key, bool)>,
    /// It used objects that were new, from this number on. Their numbers depend on the schedule, so they meet all new ones.
    fresh: Option<usize>,
    everything: bool,
    born_after: usize,
}

impl Touched {
    pub(crate) fn add(&mut self, key: Key, changes: bool) {
        if key.object().is_some_and(|object| object >= self.born_after) {
            self.fresh = Some(self.born_after);
        }
        self.insert(key, changes);
    }

    pub(crate) fn add_everything(&mut self) {
        self.everything = true;
    }

    fn insert(&mut self, key: Key, changes: bool) {
        match self.keys.iter_mut().find(|known| known.0 == key) {
            Some(known) => known.1 |= changes,
            None => self.keys.push((key, changes)),
        }
    }

    fn merge(&mut self, other: &Self) {
        for (key, changes) in &other.keys {
            self.insert(*key, *changes);
        }
        self.fresh = match (self.fresh, other.fresh) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        self.everything |= other.everything;
    }

    fn meets(&self, other: &Self) -> bool {
        self.everything
            || other.everything
            || self.meets_new(other)
            || other.meets_new(self)
            || self.keys.iter().any(|(key, changes)| {
                other.keys.iter().any(|(other_key, other_changes)| key == other_key && (*changes || *other_changes))
            })
    }

    fn meets_new(&self, other: &Self) -> bool {
        self.fresh
            .is_some_and(|first| other.keys.iter().any(|(key, _)| key.object().is_some_and(|object| object >= first)))
    }
}

/// A transition that need not be tried: whatever it leads to was seen from an earlier sibling.
#[derive(Clone, Debug)]
struct Sleeper {
    candidate: Candidate,
    touched: Touched,
}

/// One choice on the way of the present schedule.
#[derive(Clone, Debug)]
struct Node {
    options: usize,
    chosen: usize,
    /// Empty for a choice among values.
    candidates: Vec<Candidate>,
    sleeping: Vec<Sleeper>,
    explored: Vec<Sleeper>,
    touched: Touched,
}

/// The state of the search: the way of the present schedule, and which siblings are still to be tried.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reduction {
    nodes: Vec<Node>,
    position: usize,
    prefix: usize,
    sleeping: Vec<Sleeper>,
    touched: Touched,
    from: Option<usize>,
    redundant: bool,
}

impl Reduction {
    /// Whether the schedule that was run turned out to be like one before it.
    pub(crate) fn is_redundant(&self) -> bool {
        self.redundant
    }

    /// Makes ready for the next schedule; false if there is none.
    pub(crate) fn advance(&mut self) -> bool {
        while let Some(mut node) = self.nodes.pop() {
            if let Some(next) = node.next() {
                node.chosen = next;
                self.nodes.push(node);
                self.rewind();
                return true;
            }
        }
        false
    }

    fn rewind(&mut self) {
        self.position = 0;
        self.prefix = self.nodes.len();
        self.sleeping.clear();
        self.touched = Touched::default();
        self.from = None;
        self.redundant = false;
    }

    /// The transition that is under way touches `key`.
    pub(crate) fn touch(&mut self, key: Key, changes: bool) {
        self.touched.add(key, changes);
    }

    pub(crate) fn touch_everything(&mut self) {
        self.touched.add_everything();
    }

    /// A choice among values. None: not what the schedule expected here.
    pub(crate) fn value(&mut self, options: usize) -> Option<usize> {
        if self.redundant {
            return Some(0);
        }
        if self.position >= self.prefix {
            self.nodes.push(Node::new(options, 0, Vec::new(), Vec::new()));
        }
        let node = &self.nodes[self.position];
        self.position += 1;
        (node.options == options && node.candidates.is_empty()).then_some(node.chosen)
    }

    /// A choice among threads, after the transition of `me` ended. None: not what the schedule expected here.
    pub(crate) fn candidate(&mut self, me: TaskId, candidates: &[Candidate], born: usize) -> Option<usize> {
        self.end_transition(me, born);
        if self.redundant {
            return Some(0);
        }
        if candidates.len() == 1 {
            self.redundant = self.sleeps(candidates[0]);
            return Some(0);
        }
        let chosen = if self.position < self.prefix { self.again(candidates)? } else { self.first_time(candidates) };
        if self.redundant {
            return Some(0);
        }
        self.from = Some(self.position);
        self.position += 1;
        Some(chosen)
    }

    /// The execution is over, and with it the transition that was under way.
    pub(crate) fn finish(&mut self) {
        let touched = std::mem::take(&mut self.touched);
        if let Some(node) = self.from.take() {
            self.nodes[node].touched.merge(&touched);
        }
    }

    fn end_transition(&mut self, me: TaskId, born: usize) {
        let touched = std::mem::take(&mut self.touched);
        if let Some(node) = self.from.take() {
            self.nodes[node].touched.merge(&touched);
        }
        self.sleeping.retain(|sleeper| sleeper.candidate.task != me && !sleeper.touched.meets(&touched));
        self.touched.born_after = born;
    }

    fn sleeps(&self, candidate: Candidate) -> bool {
        self.sleeping.iter().any(|sleeper| sleeper.candidate == candidate)
    }

    fn again(&mut self, candidates: &[Candidate]) -> Option<usize> {
        let node = &self.nodes[self.position];
        self.sleeping = node.sleeping.iter().chain(&node.explored).cloned().collect();
        (node.candidates == candidates).then_some(node.chosen)
    }

    fn first_time(&mut self, candidates: &[Candidate]) -> usize {
        match candidates.iter().position(|candidate| !self.sleeps(*candidate)) {
            Some(chosen) => {
                self.nodes.push(Node::new(candidates.len(), chosen, candidates.to_vec(), self.sleeping.clone()));
                chosen
            }
            None => {
                self.redundant = true;
                0
            }
        }
    }
}

impl Node {
    fn new(options: usize, chosen: usize, candidates: Vec<Candidate>, sleeping: Vec<Sleeper>) -> Self {
        Self { options, chosen, candidates, sleeping, explored: Vec::new(), touched: Touched::default() }
    }

    /// The next option that is worth a try.
    fn next(&mut self) -> Option<usize> {
        if self.candidates.is_empty() {
            return (self.chosen + 1 < self.options).then_some(self.chosen + 1);
        }
        let explored = Sleeper { candidate: self.candidates[self.chosen], touched: std::mem::take(&mut self.touched) };
        self.explored.push(explored);
        (self.chosen + 1..self.options)
            .find(|option| !self.sleeping.iter().any(|sleeper| sleeper.candidate == self.candidates[*option]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(keys: &[(Key, bool)], born_after: usize) -> Touched {
        let mut touched = Touched { born_after, ..Touched::default() };
        for (key, changes) in keys {
            touched.add(*key, *changes);
        }
        touched
    }

    #[test]
    fn two_looks_at_one_object_are_independent_and_a_change_is_not() {
        let look = touched(&[(Key::Object(1), false)], 9);
        let change = touched(&[(Key::Object(1), true)], 9);
        let elsewhere = touched(&[(Key::Object(2), true)], 9);
        assert!(!look.meets(&look));
        assert!(look.meets(&change) && change.meets(&look) && change.meets(&change));
        assert!(!change.meets(&elsewhere));
    }

    #[test]
    fn new_objects_meet_all_that_are_new() {
        let maker = touched(&[(Key::Object(4), true)], 3);
        let other = touched(&[(Key::Object(3), false)], 3);
        let older = touched(&[(Key::Object(2), true)], 3);
        assert!(maker.meets(&other));
        assert!(!maker.meets(&older));
    }
}
