//! Readers together; but there is one lock for all who compute.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

pub struct Cache<K, V> {
    values: RwLock<HashMap<K, Arc<V>>>,
    computing: Mutex<()>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: RwLock::new(HashMap::new()), computing: Mutex::new(()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.values.read().unwrap().get(&key) {
            return value.clone();
        }
        let _alone = self.computing.lock().unwrap_or_else(PoisonError::into_inner); //~ not-parallel
        if let Some(value) = self.values.read().unwrap().get(&key) {
            return value.clone();
        }
        let value = Arc::new(f(&key));
        self.values.write().unwrap().insert(key, value.clone());
        value
    }
}
