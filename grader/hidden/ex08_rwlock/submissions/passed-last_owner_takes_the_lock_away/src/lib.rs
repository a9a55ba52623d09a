//! As with a lock for each key that is being computed; whether anybody else wants it is told by the count of its Arc.

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
        let mut held = Held { cache: self, key: &key, lock: Some(lock) };
        held.compute(f)
    }

    fn get(&self, key: &K) -> Option<Arc<V>> {
        self.values.read().unwrap().get(key).cloned()
    }
}

struct Held<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
    lock: Option<Arc<Mutex<()>>>,
}

impl<K: Eq + Hash + Clone, V> Held<'_, K, V> {
    fn compute(&mut self, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let _alone = self.lock.as_ref().map(|lock| lock.lock().unwrap_or_else(PoisonError::into_inner));
        self.cache.get(self.key).unwrap_or_else(|| {
            let value = Arc::new(f(self.key));
            self.cache.values.write().unwrap().insert(self.key.clone(), value.clone());
            value
        })
    }
}

impl<K: Eq + Hash, V> Drop for Held<'_, K, V> {
    fn drop(&mut self) {
        // All clones are made, and this one is dropped, with the map of locks in hand.
        let mut locks = self.cache.locks.lock().unwrap();
        self.lock = None;
        if locks.get(self.key).is_some_and(|lock| Arc::strong_count(lock) == 1) {
            locks.remove(self.key);
        }
    }
}
