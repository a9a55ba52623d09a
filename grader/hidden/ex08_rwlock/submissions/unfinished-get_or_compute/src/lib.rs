//! There is a cache; to get something from it is still to be written.

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
        let _ = f;
        match self.values.read().unwrap().get(&key) {
            Some(value) => value.clone(),
            None => todo!("compute it, without the lock"), //~ unfinished
        }
    }
}
