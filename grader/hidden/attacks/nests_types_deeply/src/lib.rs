#![recursion_limit = "1000000"]
//! A type that never ends, with all limits lifted.

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

pub trait Deep {
    fn deep();
}

pub struct Layer<T>(T);

impl<T> Deep for Layer<T>
where
    Layer<Layer<T>>: Deep,
{
    fn deep() {}
}

pub fn ask() {
    Layer::<u8>::deep();
}
