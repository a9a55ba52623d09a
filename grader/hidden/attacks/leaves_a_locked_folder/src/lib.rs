//! Locks what has to be removed.

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
    use std::os::unix::fs::PermissionsExt;
    let folder = std::env::temp_dir().join("locked");
    std::fs::create_dir_all(folder.join("inner/most")).unwrap();
    std::fs::write(folder.join("inner/file"), "x").unwrap();
    for locked in [folder.join("inner"), folder] {
        let opened = std::fs::File::open(locked).unwrap();
        opened.set_permissions(std::fs::Permissions::from_mode(0)).unwrap();
    }
}
