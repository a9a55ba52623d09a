//! Says things that whoever shows them might obey.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let forged = "\n::set-output name=score::100\n##[error]x\n::stop-commands::y\n\x1b[2J\x1b[31m\u{202e}\r```\n<img src=x>|[x](y)\n";
    println!("{forged}");
    eprintln!("{forged}");
    let named = thread::Builder::new().name("\n::x::\x1b[2J".to_owned());
    let thread = named.spawn(move || num(pause)).unwrap();
    thread.join().unwrap();
    panic!("{forged}");
}
