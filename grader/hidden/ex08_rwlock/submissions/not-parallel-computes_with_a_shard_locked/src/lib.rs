//! Sixteen shards, and a value is computed with its shard locked: other keys wait, if they fall into the same one.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Arc, PoisonError, RwLock};

pub struct Cache<K, V> {
    shards: [RwLock<HashMap<K, Arc<V>>>; 16],
    hasher: RandomState,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { shards: std::array::from_fn(|_| RwLock::new(HashMap::new())), hasher: RandomState::new() }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let shard = &self.shards[(self.hasher.hash_one(&key) % 16) as usize];
        if let Some(value) = shard.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return value.clone();
        }
        let mut values = shard.write().unwrap_or_else(PoisonError::into_inner); //~ not-parallel
        values.entry(key).or_insert_with_key(|key| Arc::new(f(key))).clone()
    }
}
