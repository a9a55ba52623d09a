//! `publish` asks for `&mut self`, which nobody has while others read.

#[derive(Debug, Default)]
pub struct Mailbox {
    letter: Option<[u64; 2]>,
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&mut self, letter: [u64; 2]) {
        self.letter = Some(letter);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        self.letter
    }
}
