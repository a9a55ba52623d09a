//! Asks for the lock of the key with `try_lock` until it is given.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, RwLock, TryLockError};
use std::thread;

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
        let mut value = loop {
            match slot.try_lock() {
                //~ busy-wait
                Ok(value) => break value,
                Err(TryLockError::Poisoned(poison)) => break poison.into_inner(),
                Err(TryLockError::WouldBlock) => thread::yield_now(),
            }
        };
        value.get_or_insert_with(|| Arc::new(f(&key))).clone()
    }
}
