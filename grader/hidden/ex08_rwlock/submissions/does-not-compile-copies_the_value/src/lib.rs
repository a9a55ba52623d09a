//! Gives out clones of the value, each in an Arc of its own, which not every value can be.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<OnceLock<V>>>>,
}

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).cloned();
        let slot = found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        Arc::new(slot.get_or_init(|| f(&key)).clone())
    }
}
