//! Statics that fill the disk together.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}

macro_rules! statics {
    ($($name:ident)*) => {
        $(pub static $name: [u8; 100 << 20] = [1; 100 << 20];)*
    };
}

statics! { A B C D E F G H }
