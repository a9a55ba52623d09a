//! Atomics under the memory model of C11 and Rust: which stores a load may read, and what it has seen then.
//!
//! Every atomic keeps its stores in modification order, each with the view that it publishes. A load reads any store that its
//! thread's floor allows; Acquire joins the published view. Read-modify-writes read the newest and carry on its release
//! sequence. Not modelled: a load that reads what is stored only later in its own future (load buffering), reordering of
//! stores of one thread to different atomics where only their modification orders could tell (2+2W), and a failed
//! compare_exchange that reads an old value.

use super::Place;
use super::event::Action;
use super::execution::Execution;
use super::object::{ObjectId, Store};
use super::reduction::Key;
use super::view::View;
use std::sync::atomic::Ordering;

/// How many stores of one atomic are kept.
const STORES: usize = 16;
/// How often in a row a thread may read the same old store: stores reach other threads in a finite time.
const STALE: u32 = 2;

fn acquires(ordering: Ordering) -> bool {
    matches!(ordering, Ordering::Acquire | Ordering::AcqRel | Ordering::SeqCst)
}

fn releases(ordering: Ordering) -> bool {
    matches!(ordering, Ordering::Release | Ordering::AcqRel | Ordering::SeqCst)
}

impl Execution {
    /// The atomic is met for the first time, and holds `value`.
    pub(crate) fn begin_atomic(&mut self, atomic: ObjectId, value: u64) {
        let store = Store { value, order: 1, message: View::default(), released: true };
        *self.object(atomic).stores_mut() = vec![store];
    }

    /// The atomic was written through `get_mut`, which no other thread can tell from a new atomic.
    pub(crate) fn overwrite_atomic(&mut self, atomic: ObjectId, value: u64) {
        let stores = self.object(atomic).stores_mut();
        let order = stores.last().map_or(1, |store| store.order + 1);
        *stores = vec![Store { value, order, message: View::default(), released: true }];
    }

    pub(crate) fn load(&mut self, atomic: ObjectId, ordering: Ordering, at: Place) -> u64 {
        let ordering = self.at_most(ordering, Ordering::Acquire, at);
        self.touch_fences(ordering);
        let floor = self.floor(atomic, ordering);
        let stores = self.object(atomic).stores();
        let readable = stores.iter().rev().take_while(|store| store.order >= floor).count().max(1);
        let readable = if self.settings.weak_memory { readable } else { 1 };
        let chosen = self.choose_value(readable);
        let stores = self.object(atomic).stores();
        let newest = stores[stores.len() - 1].order;
        let store = stores[stores.len() - 1 - chosen].clone();
        self.note_stale(atomic, store.order);
        self.see(atomic, &store, ordering);
        let action = Action::Loads { value: store.value, store: store.order, newest, order: ordering };
        self.event(action, Some(atomic), at);
        store.value
    }

    /// `SeqCst`, and where it is; or what is there in its stead if it is to mean no more than that.
    fn at_most(&mut self, ordering: Ordering, weaker: Ordering, at: Place) -> Ordering {
        if ordering != Ordering::SeqCst {
            return ordering;
        }
        if !self.seq_cst.contains(&at) {
            self.seq_cst.push(at);
        }
        if self.settings.sequentially_consistent { ordering } else { weaker }
    }

    fn floor(&mut self, atomic: ObjectId, ordering: Ordering) -> u32 {
        let mut floor = self.mine().seen.floor(atomic);
        if ordering == Ordering::SeqCst {
            floor = floor.max(self.consistent.floor(atomic));
        }
        let tired = |stale: &&(ObjectId, u32, u32)| stale.0 == atomic && stale.2 >= STALE;
        if let Some((_, order, _)) = self.mine().stale.iter().find(tired) {
            floor = floor.max(order + 1);
        }
        floor
    }

    fn note_stale(&mut self, atomic: ObjectId, order: u32) {
        let stale = &mut self.mine().stale;
        match stale.iter_mut().find(|stale| stale.0 == atomic) {
            Some(known) if known.1 == order => known.2 += 1,
            Some(known) => *known = (atomic, order, 1),
            None => stale.push((atomic, order, 1)),
        }
    }

    fn see(&mut self, atomic: ObjectId, store: &Store, ordering: Ordering) {
        let mine = self.mine();
        mine.seen.raise_floor(atomic, store.order);
        let into = if acquires(ordering) { &mut mine.seen } else { &mut mine.unacquired };
        into.join(&store.message);
    }

    /// Whether a thread that looks for a flag, set for the `times`th time, still finds it as it was before that. It may as
    /// long as nothing that it has seen comes after the flag was set.
    pub(crate) fn sees_old_flag(&mut self, object: ObjectId, times: u32) -> bool {
        let floor = self.floor(object, Ordering::Acquire);
        let old = self.settings.weak_memory && floor < times && self.choose_value(2) == 1;
        if old {
            self.note_stale(object, times - 1);
        }
        old
    }

    pub(crate) fn store(&mut self, atomic: ObjectId, value: u64, ordering: Ordering, at: Place) {
        let ordering = self.at_most(ordering, Ordering::Release, at);
        let store = self.add_store(atomic, value, ordering, None);
        self.progress();
        self.event(Action::Stores { value, store, order: ordering }, Some(atomic), at);
    }

    /// What a read-modify-write reads: the newest store.
    pub(crate) fn newest(&mut self, atomic: ObjectId) -> u64 {
        self.object(atomic).stores().last().expect("an atomic always has a value").value
    }

    /// A read-modify-write that wrote `after`.
    pub(crate) fn update(&mut self, atomic: ObjectId, method: &'static str, after: u64, ordering: Ordering, at: Place) {
        let ordering = self.at_most(ordering, Ordering::AcqRel, at);
        let newest = self.object(atomic).stores().last().expect("an atomic always has a value").clone();
        self.see(atomic, &newest, ordering);
        let store = self.add_store(atomic, after, ordering, Some(&newest));
        if after != newest.value {
            self.progress();
        }
        let action = Action::Updates { method, before: newest.value, after, store, order: ordering };
        self.event(action, Some(atomic), at);
    }

    /// A compare_exchange that found another value.
    pub(crate) fn keep(&mut self, atomic: ObjectId, method: &'static str, ordering: Ordering, at: Place) {
        let ordering = self.at_most(ordering, Ordering::Acquire, at);
        self.touch_fences(ordering);
        let newest = self.object(atomic).stores().last().expect("an atomic always has a value").clone();
        self.see(atomic, &newest, ordering);
        let action = Action::Keeps { method, value: newest.value, store: newest.order, order: ordering };
        self.event(action, Some(atomic), at);
    }

    /// A store after the newest one; `before` is that one if it is carried on as a release sequence.
    fn add_store(&mut self, atomic: ObjectId, value: u64, ordering: Ordering, before: Option<&Store>) -> u32 {
        self.touch_fences(ordering);
        let order = self.object(atomic).stores().last().map_or(1, |store| store.order) + 1;
        let mine = self.mine();
        mine.seen.raise_floor(atomic, order);
        let mut message = if releases(ordering) { mine.seen.clone() } else { mine.fenced.clone().unwrap_or_default() };
        let released = releases(ordering) || mine.fenced.is_some() || before.is_some_and(|before| before.released);
        message.raise_floor(atomic, order);
        if let Some(before) = before {
            message.join(&before.message);
        }
        if ordering == Ordering::SeqCst {
            self.consistent.raise_floor(atomic, order);
        }
        let store = Store { value, order, message, released };
        self.object(atomic).stores_mut().push(store);
        self.forget_old_stores(atomic);
        self.tick();
        order
    }

    fn forget_old_stores(&mut self, atomic: ObjectId) {
        let stores = self.object(atomic).stores_mut();
        if stores.len() <= STORES {
            return;
        }
        let forgotten = stores.remove(0).order;
        let readable = |floor: u32| floor <= forgotten;
        self.forgot |= self.tasks.iter().any(|task| !task.finished && readable(task.seen.floor(atomic)));
    }

    pub(crate) fn fence(&mut self, ordering: Ordering) {
        let at = self.mine().at;
        let ordering = self.at_most(ordering, Ordering::AcqRel, at);
        self.touch(Key::Fences, ordering == Ordering::SeqCst);
        self.event(Action::Fences(ordering), None, at);
        if acquires(ordering) {
            let mine = self.mine();
            let unacquired = std::mem::take(&mut mine.unacquired);
            mine.seen.join(&unacquired);
        }
        if ordering == Ordering::SeqCst {
            let seen = self.mine().seen.clone();
            self.consistent.join_floors(&seen);
            let consistent = self.consistent.clone();
            self.mine().seen.join_floors(&consistent);
        }
        if releases(ordering) {
            let mine = self.mine();
            mine.fenced = Some(mine.seen.clone());
            self.tick();
        }
    }

    /// Sequentially consistent operations are ordered with the fences that are.
    fn touch_fences(&mut self, ordering: Ordering) {
        if ordering == Ordering::SeqCst {
            self.touch(Key::Fences, false);
        }
    }
}
