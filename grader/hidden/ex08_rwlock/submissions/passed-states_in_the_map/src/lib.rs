//! One map with the state of each key; a mutex with nothing in it orders the changes, and is what its condvar waits with.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Condvar, Mutex, RwLock};

pub struct Cache<K, V> {
    states: RwLock<HashMap<K, State<V>>>,
    changing: Mutex<()>,
    changed: Condvar,
}

enum State<V> {
    OnItsWay,
    There(Arc<V>),
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { states: RwLock::default(), changing: Mutex::new(()), changed: Condvar::new() }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(State::There(value)) = self.states.read().unwrap().get(&key) {
            return value.clone();
        }
        let mut changing = self.changing.lock().unwrap();
        loop {
            let mut states = self.states.write().unwrap();
            match states.get(&key) {
                Some(State::There(value)) => return value.clone(),
                Some(State::OnItsWay) => {
                    drop(states);
                    changing = self.changed.wait(changing).unwrap();
                }
                None => {
                    states.insert(key.clone(), State::OnItsWay);
                    break;
                }
            }
        }
        drop(changing);
        let mut change = Change { cache: self, key: &key, value: None };
        change.value.insert(Arc::new(f(&key))).clone()
    }
}

/// What becomes of a key that is on its way: made when this is dropped.
struct Change<'a, K: Eq + Hash + Clone, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
    value: Option<Arc<V>>,
}

impl<K: Eq + Hash + Clone, V> Drop for Change<'_, K, V> {
    fn drop(&mut self) {
        let _changing = self.cache.changing.lock().unwrap();
        let mut states = self.cache.states.write().unwrap();
        match self.value.take() {
            Some(value) => states.insert(self.key.clone(), State::There(value)),
            None => states.remove(self.key),
        };
        self.cache.changed.notify_all();
    }
}
