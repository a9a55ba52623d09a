//! Sixteen maps, each with a lock of its own, so that writers disturb few of the readers.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Arc, OnceLock, RwLock};

type Slots<K, V> = HashMap<K, Arc<OnceLock<Arc<V>>>>;

pub struct Cache<K, V> {
    shards: [RwLock<Slots<K, V>>; 16],
    hasher: RandomState,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { shards: std::array::from_fn(|_| RwLock::new(HashMap::new())), hasher: RandomState::new() }
    }

    pub fn get_or_compute<F>(&self, key: K, f: F) -> Arc<V>
    where
        F: FnOnce(&K) -> V,
    {
        let shard = &self.shards[(self.hasher.hash_one(&key) % 16) as usize];
        let found = shard.read().unwrap().get(&key).map(Arc::clone);
        let slot = match found {
            Some(slot) => slot,
            None => Arc::clone(shard.write().unwrap().entry(key.clone()).or_default()),
        };
        Arc::clone(slot.get_or_init(|| Arc::new(f(&key))))
    }
}
