//! More errors than anybody can read.

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

macro_rules! errors {
    ($($name:ident)*) => {
        $(pub fn $name() -> Missing1 { $name(missing2, missing3, missing4, missing5) })*
    };
}

macro_rules! many {
    ($($digit:tt)*) => {
        $(many! { @ $digit })*
    };
    (@ $digit:tt) => {
        errors! { a b c d e f g h i j k l m n o p q r s t u v w x y z }
    };
}

many! { 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 }
