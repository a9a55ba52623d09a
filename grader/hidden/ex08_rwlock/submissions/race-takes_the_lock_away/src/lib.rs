//! Takes a key's lock away when it is done with it, also while somebody waits for it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

pub struct Cache<K, V> {
    values: RwLock<HashMap<K, Arc<V>>>,
    locks: Mutex<HashMap<K, Arc<Mutex<()>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: RwLock::new(HashMap::new()), locks: Mutex::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.get(&key) {
            return value;
        }
        let lock = self.locks.lock().unwrap().entry(key.clone()).or_default().clone();
        let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let _tidy = TakeAway { cache: self, key: &key };
        if let Some(value) = self.get(&key) {
            return value;
        }
        let value = Arc::new(f(&key));
        self.values.write().unwrap().insert(key.clone(), value.clone());
        value
    }

    fn get(&self, key: &K) -> Option<Arc<V>> {
        self.values.read().unwrap().get(key).cloned() //~ race
    }
}

struct TakeAway<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
}

impl<K: Eq + Hash, V> Drop for TakeAway<'_, K, V> {
    fn drop(&mut self) {
        self.cache.locks.lock().unwrap().remove(self.key);
    }
}
