//! Fills a folder that hides what is in it.

use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let folder = std::env::temp_dir().join("hidden");
    std::fs::create_dir(&folder).unwrap();
    let opened = std::fs::File::open(&folder).unwrap();
    opened.set_permissions(std::fs::Permissions::from_mode(0o300)).unwrap();
    for number in 0..200 {
        std::fs::write(folder.join(number.to_string()), vec![7; 8 << 20]).unwrap();
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
