//! What is there is in one map, what is on its way in a set; who waits does so at one condvar for all keys.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::{Arc, Condvar, Mutex, RwLock};

pub struct Cache<K, V> {
    ready: RwLock<HashMap<K, Arc<V>>>,
    on_its_way: Mutex<HashSet<K>>,
    news: Condvar,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { ready: RwLock::default(), on_its_way: Mutex::default(), news: Condvar::new() }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.look_up(&key) {
            return value;
        }
        let mut on_its_way = self.on_its_way.lock().unwrap();
        loop {
            // Again: it may have come in between, and then it is no longer on its way.
            if let Some(value) = self.look_up(&key) {
                return value;
            }
            if on_its_way.insert(key.clone()) {
                break;
            }
            on_its_way = self.news.wait(on_its_way).unwrap();
        }
        drop(on_its_way);
        let _mark = Mark { cache: self, key: &key };
        let value = Arc::new(f(&key));
        self.ready.write().unwrap().insert(key.clone(), value.clone());
        value
    }

    fn look_up(&self, key: &K) -> Option<Arc<V>> {
        self.ready.read().unwrap().get(key).cloned()
    }
}

/// Takes the mark away when it is dropped, however that comes about.
struct Mark<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
}

impl<K: Eq + Hash, V> Drop for Mark<'_, K, V> {
    fn drop(&mut self) {
        self.cache.on_its_way.lock().unwrap().remove(self.key);
        self.cache.news.notify_all();
    }
}
