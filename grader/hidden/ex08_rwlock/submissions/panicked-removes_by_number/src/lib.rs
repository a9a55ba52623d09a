//! Entries are known by their numbers; one whose computation panics is taken out, and then others have other numbers.

use std::hash::Hash;
use std::sync::{Arc, Condvar, Mutex, RwLock};

pub struct Cache<K, V> {
    entries: RwLock<Vec<(K, Option<Arc<V>>)>>,
    changing: Mutex<()>,
    changed: Condvar,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { entries: RwLock::new(Vec::new()), changing: Mutex::new(()), changed: Condvar::new() }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(Some(value)) = self.look_up(&key) {
            return value;
        }
        let mut changing = self.changing.lock().unwrap();
        let number = loop {
            match self.look_up(&key) {
                Some(Some(value)) => return value,
                Some(None) => changing = self.changed.wait(changing).unwrap(),
                None => break self.add(key.clone()),
            }
        };
        drop(changing);
        let mut computing = Computing { cache: self, number, value: None };
        computing.value.insert(Arc::new(f(&key))).clone()
    }

    /// The entry of the key, if there is one, and its value, if that is there.
    fn look_up(&self, key: &K) -> Option<Option<Arc<V>>> {
        let entries = self.entries.read().unwrap();
        entries.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone())
    }

    fn add(&self, key: K) -> usize {
        let mut entries = self.entries.write().unwrap();
        entries.push((key, None));
        entries.len() - 1
    }
}

/// The right to compute the entry of that number: puts its value in when dropped, or takes it out if there is none.
struct Computing<'a, K, V> {
    cache: &'a Cache<K, V>,
    number: usize,
    value: Option<Arc<V>>,
}

impl<K, V> Drop for Computing<'_, K, V> {
    fn drop(&mut self) {
        let _changing = self.cache.changing.lock().unwrap();
        let mut entries = self.cache.entries.write().unwrap();
        match self.value.take() {
            Some(value) => entries[self.number].1 = Some(value), //~ panicked
            None => drop(entries.swap_remove(self.number)),
        }
        self.cache.changed.notify_all();
    }
}
