//! A read lock for those who read, but each of them goes through a mutex first.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<OnceLock<Arc<V>>>>>,
    turnstile: Mutex<()>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()), turnstile: Mutex::new(()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let turn = self.turnstile.lock().unwrap(); //~ not-parallel
        let found = self.slots.read().unwrap().get(&key).cloned();
        drop(turn);
        let slot = found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
