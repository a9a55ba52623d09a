//! Has room for the handle of one thread that waits; the next one that waits takes its place, and nobody wakes the first.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, RwLock};
use std::thread::{self, Thread};

pub struct Cache<K, V> {
    states: RwLock<HashMap<K, State<V>>>,
}

enum State<V> {
    Ready(Arc<V>),
    OnItsWay(Option<Thread>),
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { states: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        while !self.is_mine(&key) {
            if let Some(State::Ready(value)) = self.states.read().unwrap().get(&key) {
                return value.clone();
            }
            thread::park(); //~ stuck
        }
        match catch_unwind(AssertUnwindSafe(|| f(&key))) {
            Ok(value) => {
                let value = Arc::new(value);
                self.replace(key, Some(State::Ready(value.clone())));
                value
            }
            Err(panic) => {
                self.replace(key, None);
                resume_unwind(panic)
            }
        }
    }

    /// Whether the key was absent, and is now for the caller to compute. Otherwise it is there, or the caller will be woken.
    fn is_mine(&self, key: &K) -> bool {
        if let Some(State::Ready(_)) = self.states.read().unwrap().get(key) {
            return false;
        }
        match self.states.write().unwrap().entry(key.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(State::OnItsWay(None));
                true
            }
            Entry::Occupied(mut entry) => {
                if let State::OnItsWay(waiting) = entry.get_mut() {
                    *waiting = Some(thread::current());
                }
                false
            }
        }
    }

    fn replace(&self, key: K, state: Option<State<V>>) {
        let mut states = self.states.write().unwrap();
        let before = match state {
            Some(state) => states.insert(key, state),
            None => states.remove(&key),
        };
        drop(states);
        if let Some(State::OnItsWay(Some(thread))) = before {
            thread.unpark();
        }
    }
}
