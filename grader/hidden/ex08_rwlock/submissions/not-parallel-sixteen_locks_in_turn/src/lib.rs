//! Sixteen locks for all keys, given out in turn: each key computes with one of them in hand, and shares it with others.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, (usize, Arc<OnceLock<Arc<V>>>)>>,
    locks: [Mutex<()>; 16],
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()), locks: Default::default() }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).cloned();
        let (number, slot) = found.unwrap_or_else(|| {
            let mut slots = self.slots.write().unwrap();
            let number = slots.len() % self.locks.len();
            slots.entry(key.clone()).or_insert_with(|| (number, Arc::default())).clone()
        });
        if let Some(value) = slot.get() {
            return value.clone();
        }
        let _alone = self.locks[number].lock().unwrap_or_else(PoisonError::into_inner); //~ not-parallel
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
