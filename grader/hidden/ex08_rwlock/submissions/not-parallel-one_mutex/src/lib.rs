//! One mutex for all, from the first look to the value.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

pub struct Cache<K, V> {
    values: Mutex<HashMap<K, Arc<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: Mutex::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner); //~ not-parallel
        if let Some(value) = values.get(&key) {
            return value.clone();
        }
        let value = Arc::new(f(&key));
        values.insert(key, value.clone());
        value
    }
}
