//! Who waits does so at one of eight condvars, by the hash of the key; more than one key may share one, so all are woken.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, RwLock};

pub struct Cache<K, V> {
    ready: RwLock<HashMap<K, Arc<V>>>,
    on_their_way: [(Mutex<HashSet<K>>, Condvar); 8],
    hasher: RandomState,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache {
            ready: RwLock::new(HashMap::new()),
            on_their_way: std::array::from_fn(|_| (Mutex::new(HashSet::new()), Condvar::new())),
            hasher: RandomState::new(),
        }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let ready = || self.ready.read().unwrap().get(&key).cloned();
        if let Some(value) = ready() {
            return value;
        }
        let (keys, news) = &self.on_their_way[self.hasher.hash_one(&key) as usize % 8];
        let mut guard = news.wait_while(keys.lock().unwrap(), |keys| keys.contains(&key)).unwrap();
        if let Some(value) = ready() {
            return value;
        }
        guard.insert(key.clone());
        drop(guard);
        let computed = catch_unwind(AssertUnwindSafe(|| Arc::new(f(&key))));
        if let Ok(value) = &computed {
            self.ready.write().unwrap().insert(key.clone(), value.clone());
        }
        keys.lock().unwrap().remove(&key);
        news.notify_all();
        computed.unwrap_or_else(|payload| resume_unwind(payload))
    }
}
