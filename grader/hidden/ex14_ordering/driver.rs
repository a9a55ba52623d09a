//! Publishes letters on a single thread, and replies what is read then. An empty mailbox is left to the scenarios: in them a
//! `read` that waits is seen for what it is.

use ex14::Mailbox;
use harness::reply;

fn main() {
    reply::open().expect("started by the launcher");
    let mut mailboxes = Vec::new();
    for letter in [[3, 4], [0, 0], [0, 1], [7, 0], [u64::MAX, u64::MAX - 1]] {
        let mailbox = Mailbox::new();
        mailbox.publish(letter);
        mailboxes.push(mailbox);
    }
    let mut said = String::new();
    for mailbox in &mailboxes {
        said += &format!("{:?}\n{:?}\n", mailbox.read(), mailbox.read());
    }
    reply::reply("letters that are read", said.as_bytes());
    reply::done();
}
