//! A lock for each key that is being computed, with the number of those who want it; the last of them takes it away.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

pub struct Cache<K, V> {
    values: RwLock<HashMap<K, Arc<V>>>,
    locks: Mutex<HashMap<K, (usize, Arc<Mutex<()>>)>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: RwLock::new(HashMap::new()), locks: Mutex::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.get(&key) {
            return value;
        }
        let interest = Interest::in_key(self, &key);
        let _alone = interest.lock.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = self.get(&key) {
            return value;
        }
        let value = Arc::new(f(&key));
        self.values.write().unwrap().insert(key.clone(), value.clone());
        value
    }

    fn get(&self, key: &K) -> Option<Arc<V>> {
        self.values.read().unwrap().get(key).cloned()
    }
}

struct Interest<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
    lock: Arc<Mutex<()>>,
}

impl<'a, K: Eq + Hash + Clone, V> Interest<'a, K, V> {
    fn in_key(cache: &'a Cache<K, V>, key: &'a K) -> Self {
        let mut locks = cache.locks.lock().unwrap();
        let (count, lock) = locks.entry(key.clone()).or_default();
        *count += 1;
        Interest { cache, key, lock: lock.clone() }
    }
}

impl<K: Eq + Hash, V> Drop for Interest<'_, K, V> {
    fn drop(&mut self) {
        let mut locks = self.cache.locks.lock().unwrap();
        if let Some((count, _)) = locks.get_mut(self.key) {
            *count -= 1;
            if *count == 0 {
                locks.remove(self.key);
            }
        }
    }
}
