//! Never waits in its lock, and says that there is no letter when it is taken: a lock all the same.

use std::sync::Mutex;

#[derive(Debug, Default)]
pub struct Mailbox {
    letter: Mutex<Option<[u64; 2]>>,
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        *self.letter.lock().unwrap() = Some(letter);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        self.letter.try_lock().ok().and_then(|letter| *letter)
    }
}
