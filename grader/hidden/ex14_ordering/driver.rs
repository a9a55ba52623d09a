//! Publishes letters on a single thread, and replies what is read then. An empty mailbox is left to the scenarios: in them a
//! `read` that waits is seen for what it is.

use ex14::Mailbox;
use harness::reply;

fn main() {
    reply::open().expect("started by the launcher");
    let letters = [[3, 4], [0, 0], [0, 1], [7, 0], [u64::MAX, u64::MAX - 1]];
    let mailboxes = letters.map(|letter| {
        let mailbox = Mailbox::new();
        mailbox.publish(letter);
        mailbox
    });
    let reads = mailboxes.iter().flat_map(|mailbox| [mailbox.read(), mailbox.read()]);
    let said: String = reads.map(|read| format!("{read:?}\n")).collect();
    reply::reply("letters that are read", said.as_bytes());
    reply::done();
}
