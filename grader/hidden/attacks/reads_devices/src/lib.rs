//! Opens devices.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for device in ["/dev/tty", "/dev/kmsg", "/dev/mem", "/dev/vda", "/dev/sda", "/dev/ptmx", "/dev/pts/0"] {
        println!("{:?}", std::fs::File::open(device).is_ok());
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
