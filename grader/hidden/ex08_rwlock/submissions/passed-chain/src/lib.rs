//! No map and no lock: a chain of nodes that only grows, each written once. To look up is to walk along it.

use std::hash::Hash;
use std::sync::{Arc, OnceLock};

pub struct Cache<K, V> {
    first: Link<K, V>,
}

type Link<K, V> = OnceLock<Box<Node<K, V>>>;

struct Node<K, V> {
    key: K,
    value: OnceLock<Arc<V>>,
    next: Link<K, V>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { first: Link::new() }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let mut link = &self.first;
        loop {
            let node =
                link.get_or_init(|| Box::new(Node { key: key.clone(), value: OnceLock::new(), next: OnceLock::new() }));
            if node.key == key {
                return node.value.get_or_init(|| Arc::new(f(&key))).clone();
            }
            link = &node.next;
        }
    }
}
