//! Each key has a state and a condvar of its own. A value is told to all who wait for it, the end of a panic to one of them.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<Slot<V>>>>,
}

struct Slot<V> {
    state: Mutex<State<V>>,
    changed: Condvar,
}

enum State<V> {
    Absent,
    OnItsWay,
    There(Arc<V>),
}

impl<V> Default for Slot<V> {
    fn default() -> Slot<V> {
        Slot { state: Mutex::new(State::Absent), changed: Condvar::new() }
    }
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slot = self.slots.read().unwrap().get(&key).cloned();
        let slot = slot.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        slot.get_or_compute(|| f(&key))
    }
}

impl<V> Slot<V> {
    fn get_or_compute(&self, f: impl FnOnce() -> V) -> Arc<V> {
        let state = self.state.lock().unwrap();
        let mut state = self.changed.wait_while(state, |state| matches!(state, State::OnItsWay)).unwrap();
        if let State::There(value) = &*state {
            return Arc::clone(value);
        }
        *state = State::OnItsWay;
        drop(state);
        let mut computing = Computing { slot: self, value: None };
        computing.value.insert(Arc::new(f())).clone()
    }
}

/// The right to compute: gives the value on, or the right itself if there is none.
struct Computing<'a, V> {
    slot: &'a Slot<V>,
    value: Option<Arc<V>>,
}

impl<V> Drop for Computing<'_, V> {
    fn drop(&mut self) {
        let mut state = self.slot.state.lock().unwrap_or_else(PoisonError::into_inner);
        match self.value.take() {
            Some(value) => {
                *state = State::There(value);
                self.slot.changed.notify_all();
            }
            None => {
                *state = State::Absent;
                self.slot.changed.notify_one();
            }
        }
    }
}
