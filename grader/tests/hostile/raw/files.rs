//! Reaching for files outside: reading, writing, changing what is known of them, and bringing them in by another name.

use std::{
    env, fs,
    os::fd::AsRawFd,
    os::unix::fs::{OpenOptionsExt, symlink},
};

use super::{
    call::{at, call, text},
    say::{Aims, probe, std, tried},
};

pub const PARTS: &[super::Part] =
    &[("opens", opens), ("names", names), ("marks", marks), ("own_program", own_program), ("handles", handles)];

const HERE: u64 = (-100_i64) as u64;

fn opens(aims: &Aims) {
    let outside = aims.get("outside");
    for path in [aims.get("bait"), &format!("{outside}/note.txt"), "/etc/passwd", "/etc/hostname"] {
        let name = text(path);
        // Files of the system are not emptied, even where everything could be.
        let ours = if path.starts_with("/etc") { 3 } else { 5 };
        let ways = [("read", 0), ("write", 1), ("read and write", 2), ("empty", 0o1001), ("append", 0o2001)];
        for (how, flags) in ways.into_iter().take(ours) {
            probe(&format!("open {path} to {how}"), 2, &[at(&*name), flags, 0]);
            probe(&format!("openat {path} to {how}"), 257, &[HERE, at(&*name), flags, 0]);
            let open_how = [flags, 0, 0];
            probe(&format!("openat2 {path} to {how}"), 437, &[HERE, at(&*name), at(&open_how), 24]);
        }
        by_path_descriptor(path);
        let link = env::temp_dir().join("link");
        let _ = fs::remove_file(&link);
        symlink(path, &link).expect("a link in our own folder");
        std(&format!("read {path} by a link"), fs::read(&link));
        std(&format!("write {path} by a link"), fs::OpenOptions::new().append(true).open(&link));
        std(&format!("read {path} by way of /proc"), fs::read(format!("/proc/self/root{path}")));
        if ours == 5 {
            std(&format!("truncate {path}"), truncate(path));
        }
    }
    std("create a file outside", fs::File::create(format!("{outside}/new")));
    let nameless = fs::OpenOptions::new().write(true).custom_flags(0o20200000).open(outside);
    std("create a file without a name outside", nameless);
    for public in ["/tmp", "/var/tmp", "/dev/shm", "/"] {
        std(&format!("create a file in {public}"), fs::File::create(format!("{public}/{}", aims.get("mark"))));
        std(&format!("list {public}"), fs::read_dir(public));
    }
}

/// A descriptor that names a file without opening it can be had of every file; nothing may come of it.
fn by_path_descriptor(path: &str) {
    let name = text(path);
    let Ok(descriptor) = call(257, &[HERE, at(&*name), 0o10000000, 0]) else { return };
    let (descriptor, empty, buffer) = (descriptor as u64, text(""), [0_u8; 8]);
    probe(&format!("read {path} by its path descriptor"), 0, &[descriptor, at(&buffer), 8]);
    probe(&format!("fchmod {path} by its path descriptor"), 91, &[descriptor, 0o777]);
    probe(&format!("fchown {path} by its path descriptor"), 93, &[descriptor, 1, 1]);
    probe(&format!("fchownat {path} by its path descriptor"), 260, &[descriptor, at(&*empty), 1, 1, 0x1000]);
    let own = text(&env::temp_dir().join("linked").display().to_string());
    probe(&format!("linkat {path} by its path descriptor"), 265, &[descriptor, at(&*empty), HERE, at(&*own), 0x1000]);
    std(&format!("reopen {path} by its path descriptor"), fs::read(format!("/proc/self/fd/{descriptor}")));
    let _ = call(3, &[descriptor]);
}

fn truncate(path: &str) -> std::io::Result<()> {
    let name = text(path);
    call(76, &[at(&*name), 0]).map(drop).map_err(std::io::Error::from_raw_os_error)
}

fn names(aims: &Aims) {
    let outside = aims.get("outside");
    let (file, folder) = (format!("{outside}/note.txt"), format!("{outside}/folder"));
    let own = env::temp_dir();
    fs::write(own.join("own"), "own").expect("a file in our own folder");
    std("remove a file", fs::remove_file(&file));
    std("remove the bait", fs::remove_file(aims.get("bait")));
    std("remove a folder", fs::remove_dir_all(&folder));
    std("rename within", fs::rename(&file, format!("{outside}/other")));
    std("rename to our own folder", fs::rename(&file, own.join("taken")));
    std("rename from our own folder", fs::rename(own.join("own"), format!("{outside}/given")));
    std("link within", fs::hard_link(&file, format!("{outside}/linked")));
    std("link to our own folder", fs::hard_link(&file, own.join("linked")));
    std("link the bait to our own folder", fs::hard_link(aims.get("bait"), own.join("bait")));
    std("link the socket to our own folder", fs::hard_link(format!("{outside}/stream"), own.join("stream")));
    std("link from our own folder", fs::hard_link(own.join("own"), format!("{outside}/given")));
    std("make a folder", fs::create_dir(format!("{outside}/new")));
    std("make a symbolic link", symlink("/", format!("{outside}/new")));
    let (one, other) = (text(&file), text(&own.join("own").display().to_string()));
    probe("exchange", 316, &[HERE, at(&*one), HERE, at(&*other), 2]);
    for (what, kind, device) in
        [("pipe", 0o010666, 0), ("device", 0o060666, 0x801), ("device of characters", 0o020666, 0x103)]
    {
        for folder in [outside, &own.display().to_string()] {
            if kind == 0o010666 && folder != outside {
                continue; // a pipe of one's own is one's own
            }
            let path = text(&format!("{folder}/{}", what.replace(' ', "_")));
            probe(&format!("make a {what} in {folder}"), 133, &[at(&*path), kind, device]);
        }
    }
}

/// What is known of a file: its permissions, owner, times and attributes.
fn marks(aims: &Aims) {
    let (value, times) = ([1_u8], [0_u64; 4]);
    for path in
        [format!("{}/note.txt", aims.get("outside")), aims.get("bait").to_owned(), aims.get("outside").to_owned()]
    {
        let (name, attribute) = (text(&path), text("user.x"));
        for (what, number, arguments) in [
            ("chmod", 90, &[at(&*name), 0o700][..]),
            ("fchmodat", 268, &[HERE, at(&*name), 0o700]),
            ("fchmodat2", 452, &[HERE, at(&*name), 0o700, 0]),
            ("chown", 92, &[at(&*name), 1, 1]),
            ("chown to nobody else", 92, &[at(&*name), u64::MAX, u64::MAX]),
            ("lchown", 94, &[at(&*name), 1, 1]),
            ("fchownat", 260, &[HERE, at(&*name), 1, 1, 0]),
            ("utime", 132, &[at(&*name), 0]),
            ("utimes", 235, &[at(&*name), 0]),
            ("futimesat", 261, &[HERE, at(&*name), 0]),
            ("utimensat", 280, &[HERE, at(&*name), at(&times), 0]),
            ("setxattr", 188, &[at(&*name), at(&*attribute), at(&value), 1, 0]),
            ("lsetxattr", 189, &[at(&*name), at(&*attribute), at(&value), 1, 0]),
            ("removexattr", 197, &[at(&*name), at(&*attribute)]),
        ] {
            probe(&format!("{what} {path}"), number, arguments);
        }
    }
}

/// The program has names outside the run, where it is kept for the next one; and its libraries are everybody's.
fn own_program(_: &Aims) {
    let program = env::args().next().expect("a program has a name");
    let attribute = text("user.x");
    for path in [program.as_str(), "/lib64/ld-linux-x86-64.so.2", "/etc/ld.so.cache", "/dev/null"] {
        let Ok(file) = fs::File::open(path) else { continue };
        let descriptor = file.as_raw_fd() as u64;
        probe(&format!("fchmod {path}"), 91, &[descriptor, 0o700]);
        probe(&format!("fchown {path}"), 93, &[descriptor, 1, 1]);
        probe(&format!("fsetxattr {path}"), 190, &[descriptor, at(&*attribute), at(&[1_u8]), 1, 0]);
        probe(&format!("futimens {path}"), 280, &[descriptor, 0, 0, 0]);
        probe(&format!("ioctl FS_IOC_SETFLAGS {path}"), 16, &[descriptor, 0x4008_6602, at(&[0x10_u64])]);
        if path != "/dev/null" {
            std(&format!("write {path}"), fs::OpenOptions::new().write(true).open(path));
        }
    }
    std("remove our own program", fs::remove_file(&program));
    std("rename our own program", fs::rename(&program, env::temp_dir().join("mine")));
    std("link our own program", fs::hard_link(&program, env::temp_dir().join("mine")));
}

/// Descriptors that we may have been left: none but the standard ones and the reply channel.
fn handles(_: &Aims) {
    let reply: i64 =
        env::args().nth(1).and_then(|number| number.parse().ok()).expect("the number of the reply channel");
    for descriptor in 3..1024_i64 {
        if descriptor != reply && call(72, &[descriptor as u64, 1]).is_ok() {
            tried(&format!("descriptor {descriptor}"), Ok::<_, i32>("is open"));
        }
    }
    for descriptor in [0, 1, 2, reply as u64] {
        let way = format!("/proc/self/fd/{descriptor}");
        if descriptor == reply as u64 {
            std("open the reply channel once more", fs::OpenOptions::new().write(true).open(way));
        }
        probe(&format!("list descriptor {descriptor}"), 217, &[descriptor, at(&[0_u8; 256]), 256]);
        probe(&format!("change the folder to descriptor {descriptor}"), 81, &[descriptor]);
    }
    for (name, _) in env::vars().filter(|(name, _)| name != "TMPDIR") {
        tried(&format!("variable {name}"), Ok::<_, i32>("is set"));
    }
    println!("blocked handles: 0");
}
