//! A lock for each key, held while its value is computed, and unwrapped by those who come after a panic.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<Mutex<Option<Arc<V>>>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).cloned();
        let slot = found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        let mut value = slot.lock().unwrap(); //~ panicked
        value.get_or_insert_with(|| Arc::new(f(&key))).clone()
    }
}
