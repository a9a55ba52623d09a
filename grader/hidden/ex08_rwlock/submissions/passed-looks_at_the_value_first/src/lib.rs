//! Slots that last, and a map of values that are there in front of them, for those who only read.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, RwLock};

pub struct Cache<K, V> {
    values: RwLock<HashMap<K, Arc<V>>>,
    slots: Mutex<HashMap<K, Arc<OnceLock<Arc<V>>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: RwLock::new(HashMap::new()), slots: Mutex::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.values.read().unwrap().get(&key) {
            return value.clone();
        }
        let slot = self.slots.lock().unwrap().entry(key.clone()).or_default().clone();
        let value = slot.get_or_init(|| Arc::new(f(&key))).clone();
        // Whoever comes first, or all of them: it is the same value.
        self.values.write().unwrap().insert(key, value.clone());
        value
    }
}
