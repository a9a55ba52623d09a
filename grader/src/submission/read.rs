//! Reading one file of a submission so that neither a link, a pipe nor a device can be put in its place. What is read,
//! and whether it is text, is the caller's concern.

use std::{
    fs::{File, FileType, OpenOptions},
    io::{self, Read},
    os::unix::fs::{FileTypeExt, OpenOptionsExt},
    path::Path,
};

use nix::fcntl::OFlag;

use super::refusal::{FILE_BYTES, Refusal};

/// The bytes of the regular file at `path`, which is called `name` in what is said about it.
///
/// Opening waits for nobody and follows no link; what was opened is looked at once more, since the folder may have changed
/// after it was listed.
pub(super) fn read(path: &Path, name: &str) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: io::Error| Refusal::Unreadable(name.to_owned(), error.to_string());
    let file = open(path).map_err(|error| match error.raw_os_error() {
        Some(code) if code == nix::errno::Errno::ELOOP as i32 => Refusal::Link(name.to_owned()),
        _ => unreadable(error),
    })?;
    let file_type = file.metadata().map_err(unreadable)?.file_type();
    if !file_type.is_file() {
        return Err(irregular(file_type, name));
    }
    let mut bytes = Vec::new();
    file.take(FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match bytes.len() as u64 > FILE_BYTES {
        true => Err(Refusal::TooLarge(name.to_owned())),
        false => Ok(bytes),
    }
}

/// The refusal of what is neither a file nor a folder.
pub(super) fn irregular(file_type: FileType, name: &str) -> Refusal {
    let kind = match file_type {
        kind if kind.is_symlink() => return Refusal::Link(name.to_owned()),
        kind if kind.is_fifo() => "named pipe",
        kind if kind.is_socket() => "socket",
        kind if kind.is_char_device() || kind.is_block_device() => "device",
        _ => "folder",
    };
    Refusal::NotAFile(name.to_owned(), kind)
}

fn open(path: &Path) -> io::Result<File> {
    let flags = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK | OFlag::O_NOCTTY | OFlag::O_CLOEXEC;
    OpenOptions::new().read(true).custom_flags(flags.bits()).open(path)
}
