//! Counts who waits for a key, and wakes as many of those who wait, with one condvar for all keys: it may be the others.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Condvar, Mutex, RwLock};

pub struct Cache<K, V> {
    ready: RwLock<HashMap<K, Arc<V>>>,
    /// How many wait for each of the keys that are on their way.
    on_its_way: Mutex<HashMap<K, usize>>,
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
            if let Some(value) = self.look_up(&key) {
                return value;
            }
            match on_its_way.get_mut(&key) {
                Some(waiting) => *waiting += 1,
                None => break,
            }
            on_its_way = self.news.wait(on_its_way).unwrap(); //~ stuck
        }
        on_its_way.insert(key.clone(), 0);
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
        let waiting = self.cache.on_its_way.lock().unwrap().remove(self.key);
        if std::thread::panicking() {
            self.cache.news.notify_all();
        } else {
            (0..waiting.unwrap_or_default()).for_each(|_| self.cache.news.notify_one());
        }
    }
}
