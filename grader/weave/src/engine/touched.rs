//! What a transition touches: two of them are independent if no object is touched by both, or both only look at it.

use super::task::TaskId;

/// What a transition can touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// With whether it changed them.
    pub(super) keys: Vec<(Key, bool)>,
    /// It used objects that were new, from this number on. Their numbers depend on the schedule, so they meet all new ones.
    fresh: Option<usize>,
    pub(super) everything: bool,
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

    /// A transition that begins when there are so many objects.
    pub(super) fn born_after(objects: usize) -> Self {
        Self { born_after: objects, ..Self::default() }
    }

    fn insert(&mut self, key: Key, changes: bool) {
        match self.keys.iter_mut().find(|known| known.0 == key) {
            Some(known) => known.1 |= changes,
            None => self.keys.push((key, changes)),
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (key, changes) in &other.keys {
            self.insert(*key, *changes);
        }
        self.fresh = match (self.fresh, other.fresh) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        self.everything |= other.everything;
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
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
