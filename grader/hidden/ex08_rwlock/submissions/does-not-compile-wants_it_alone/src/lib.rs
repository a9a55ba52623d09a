//! Changes the map through `&mut self`, so that two threads cannot share the cache.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

pub struct Cache<K, V> {
    values: HashMap<K, Arc<V>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: HashMap::new() }
    }

    pub fn get_or_compute(&mut self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        self.values.entry(key).or_insert_with_key(|key| Arc::new(f(key))).clone()
    }
}
