//! Computes on a thread of its own, for which neither every closure nor every key is made.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};
use std::{panic, thread};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<OnceLock<Arc<V>>>>>,
}

impl<K, V> Cache<K, V>
where
    K: Eq + Hash + Clone + Sync,
    V: Send,
{
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V + Send) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).cloned();
        let slot = found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        let compute = || thread::scope(|scope| scope.spawn(|| f(&key)).join());
        slot.get_or_init(|| Arc::new(compute().unwrap_or_else(|payload| panic::resume_unwind(payload)))).clone()
    }
}
