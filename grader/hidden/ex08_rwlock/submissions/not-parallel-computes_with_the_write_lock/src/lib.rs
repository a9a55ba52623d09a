//! Reads as it should, and computes with the write lock of the map in hand.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

pub struct Cache<K, V> {
    values: RwLock<HashMap<K, Arc<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.values.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return value.clone();
        }
        let mut values = self.values.write().unwrap_or_else(PoisonError::into_inner); //~ not-parallel
        values.entry(key).or_insert_with_key(|key| Arc::new(f(key))).clone()
    }
}
