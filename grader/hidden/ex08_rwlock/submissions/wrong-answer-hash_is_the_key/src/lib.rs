//! Keeps values by the hashes of their keys: two keys with the same hash have one value.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<u64, Arc<OnceLock<Arc<V>>>>>,
    hasher: RandomState,
    keys: PhantomData<K>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()), hasher: RandomState::new(), keys: PhantomData }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let hash = self.hasher.hash_one(&key);
        let found = self.slots.read().unwrap().get(&hash).cloned();
        let slot = found.unwrap_or_else(|| self.slots.write().unwrap().entry(hash).or_default().clone());
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
