//! The guard in the head of the `match` lives to its end, and in there the write lock is asked for.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<OnceLock<Arc<V>>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slot = match self.slots.read().unwrap().get(&key) {
            Some(slot) => slot.clone(),
            None => self.slots.write().unwrap().entry(key.clone()).or_default().clone(), //~ deadlock
        };
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
