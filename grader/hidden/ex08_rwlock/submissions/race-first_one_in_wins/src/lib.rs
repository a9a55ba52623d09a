//! Looks again before it writes, so that all get the same value; but two may have computed one.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, RwLock};

pub struct Cache<K, V> {
    values: RwLock<HashMap<K, Arc<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.values.read().unwrap().get(&key) {
            return value.clone();
        }
        let value = Arc::new(f(&key));
        self.values.write().unwrap().entry(key).or_insert(value).clone() //~ race
    }
}
