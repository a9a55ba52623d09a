//! Changing what may be done with a file, in the run's place: with files in the folders that it may write to, and with no
//! others. A descriptor of any file that can be read would do for it, also of the program, which is kept for the next run;
//! and a folder that its owner may not enter could be neither counted nor removed.

use std::{
    fs,
    os::fd::{AsRawFd, OwnedFd},
};

use nix::{
    libc,
    sys::stat::{Mode, fchmod},
};

use super::{connect::descriptor_of, tracer::Tracer};

impl Tracer<'_> {
    /// What `fchmod` with these arguments comes to, as an error number, and what it is about.
    pub(super) fn change_mode(&self, tid: i32, arguments: [u64; 6]) -> (Result<(), i32>, String) {
        let [number, mode, ..] = arguments;
        let pid = self.live.get(&tid).map_or(tid, |live| live.pid);
        let Ok(file) = descriptor_of(pid, number as i32) else { return (Err(libc::EBADF), String::new()) };
        let path = fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).unwrap_or_default();
        let about = path.display().to_string();
        let mode = Mode::from_bits_truncate(mode as libc::mode_t);
        if !self.disk.folders().iter().any(|folder| path.starts_with(folder)) || (shuts_out(mode) && is_folder(&file)) {
            return (Err(libc::EPERM), about);
        }
        (fchmod(&file, mode).map_err(|error| error as i32), about)
    }
}

fn shuts_out(mode: Mode) -> bool {
    !mode.contains(Mode::S_IRWXU)
}

fn is_folder(file: &OwnedFd) -> bool {
    file.try_clone().and_then(|file| fs::File::from(file).metadata()).is_ok_and(|data| data.is_dir())
}
