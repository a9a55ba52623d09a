//! Using more than a run may, in ways that no limit of the kernel for a process counts.

use std::{env, fs, io::Write, os::fd::AsRawFd, os::unix::net::UnixStream};

use super::{
    call::{at, call, text, touch},
    say::{Aims, end, fork, tried},
};

pub const PARTS: &[super::Part] = &[
    ("forks", forks),
    ("shared_memory", shared_memory),
    ("files_in_memory", files_in_memory),
    ("files_in_memory_without_descriptors", files_in_memory_without_descriptors),
    ("removed_files_without_descriptors", removed_files_without_descriptors),
    ("files_on_their_way", files_on_their_way),
    ("pipes", pipes),
    ("locked_memory", locked_memory),
];

/// What a hog stops at, so that a machine survives where nothing else stops it.
const ENOUGH: usize = 1 << 30;
const BLOCK: usize = 16 << 20;

/// Mapped for reading and writing: shared, or shared and of no file.
const SHARED: u64 = 1;
const SHARED_AND_ANONYMOUS: u64 = 0x21;

fn map(length: usize, how: u64, descriptor: u64) -> Result<i64, i32> {
    call(9, &[0, length as u64, 3, how, descriptor, 0])
}

fn forks(_: &Aims) {
    loop {
        fork();
    }
}

fn shared_memory(_: &Aims) {
    for _ in 0..ENOUGH / BLOCK {
        let Ok(address) = map(BLOCK, SHARED_AND_ANONYMOUS, u64::MAX) else { return };
        touch(address, BLOCK);
    }
    tried("a GiB of shared memory", Ok::<_, i32>(()));
}

fn file_in_memory() -> Result<u64, i32> {
    let name = text("x");
    let descriptor = call(319, &[at(&*name), 0])? as u64;
    let block = vec![1_u8; BLOCK];
    call(1, &[descriptor, at(&*block), BLOCK as u64])?;
    Ok(descriptor)
}

fn files_in_memory(_: &Aims) {
    for _ in 0..ENOUGH / BLOCK {
        if file_in_memory().is_err() {
            return;
        }
    }
    tried("a GiB of files in memory", Ok::<_, i32>(()));
}

/// A mapping keeps a file that has neither a name nor a descriptor; its pages belong to nobody who has not touched them.
fn files_in_memory_without_descriptors(_: &Aims) {
    for _ in 0..ENOUGH / BLOCK {
        let Ok(descriptor) = file_in_memory() else { return };
        if map(BLOCK, SHARED, descriptor).is_err() {
            return;
        }
        let _ = call(3, &[descriptor]);
    }
    tried("a GiB of files in memory without descriptors", Ok::<_, i32>(()));
}

fn removed_files_without_descriptors(_: &Aims) {
    let path = env::temp_dir().join("file");
    for _ in 0..ENOUGH / BLOCK {
        let Ok(mut file) = fs::OpenOptions::new().create_new(true).read(true).write(true).open(&path) else { return };
        let _ = fs::remove_file(&path);
        if file.write_all(&vec![7; BLOCK]).is_err() || map(BLOCK, SHARED, file.as_raw_fd() as u64).is_err() {
            return;
        }
    }
    tried("a GiB of removed files without descriptors", Ok::<_, i32>(()));
}

/// A descriptor that was sent and not received keeps its file, and is in nobody's table: the kernel lets a user have no
/// more of them than descriptors.
fn files_on_their_way(_: &Aims) {
    let mut kept = Vec::new();
    let mut sent = 0;
    for _ in 0..100 {
        let (Ok(descriptor), Ok(pair)) = (call(319, &[at(b"x\0"), 0]), UnixStream::pair()) else { break };
        while send(pair.0.as_raw_fd(), descriptor as u64).is_ok() {
            sent += 1;
        }
        let _ = call(3, &[descriptor as u64]);
        kept.push(pair);
    }
    tried("more files on their way than descriptors", if sent > 257 { Ok(sent) } else { Err(sent) });
}

fn send(socket: i32, descriptor: u64) -> Result<i64, i32> {
    let content = [at(b"x"), 1];
    // A control message: its length, the level and kind of descriptors (1, 1), and one descriptor.
    let control = [20_u64, 1 | 1 << 32, descriptor];
    let message = [0, 0, at(&content), 1, at(&control), 24, 0];
    // Without waiting.
    call(46, &[socket as u64, at(&message), 0x40])
}

fn pipes(_: &Aims) {
    let mut kept = Vec::new();
    let mut bytes = 0;
    for _ in 0..16 {
        if fork() == 0 {
            break;
        }
    }
    while let Ok((reader, mut writer)) = std::io::pipe() {
        let _ = call(72, &[writer.as_raw_fd() as u64, 1031, 1 << 20]);
        let _ = call(72, &[writer.as_raw_fd() as u64, 4, 0o4000]);
        while let Ok(count) = writer.write(&[1; 65536]) {
            bytes += count;
        }
        kept.push((reader, writer));
    }
    tried("256 MiB in pipes", if bytes > 256 << 20 { Ok(bytes) } else { Err(0) });
    if kept.is_empty() {
        end(0);
    }
}

fn locked_memory(_: &Aims) {
    tried("mlockall", call(151, &[3]));
    tried("MAP_LOCKED", map(ENOUGH, 0x2022, u64::MAX).and_then(|address| call(149, &[address as u64, ENOUGH as u64])));
}
