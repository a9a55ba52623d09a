//! Waits once, and believes that the value must be there when the wait returns.

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
        let mut state = self.state.lock().unwrap();
        if let State::OnItsWay = *state {
            state = self.changed.wait(state).unwrap();
            match &*state {
                State::There(value) => return Arc::clone(value),
                _ => unreachable!("it was on its way"), //~ panicked
            }
        }
        if let State::There(value) = &*state {
            return Arc::clone(value);
        }
        *state = State::OnItsWay;
        drop(state);
        let _computing = Computing { slot: self };
        let value = Arc::new(f());
        *self.state.lock().unwrap() = State::There(Arc::clone(&value));
        value
    }
}

/// Whatever becomes of the computation, those who wait for it are told.
struct Computing<'a, V> {
    slot: &'a Slot<V>,
}

impl<V> Drop for Computing<'_, V> {
    fn drop(&mut self) {
        let mut state = self.slot.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let State::OnItsWay = *state {
            *state = State::Absent;
        }
        self.slot.changed.notify_all();
    }
}
