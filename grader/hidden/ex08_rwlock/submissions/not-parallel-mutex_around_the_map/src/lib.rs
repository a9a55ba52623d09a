//! A mutex around the map: values are computed outside of it, but nobody looks up while another one does.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock};

pub struct Cache<K, V> {
    slots: Mutex<HashMap<K, Arc<OnceLock<Arc<V>>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: Mutex::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slot = self.slots.lock().unwrap().entry(key.clone()).or_default().clone(); //~ not-parallel
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
