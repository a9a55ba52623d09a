#![crate_type = "proc-macro"]
//! Wants to run inside the compiler.

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

extern crate proc_macro;

#[proc_macro]
pub fn attack(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    std::fs::write("@OUTSIDE@/from_the_compiler", "written").unwrap();
    Default::default()
}
