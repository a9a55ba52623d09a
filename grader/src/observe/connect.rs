//! Connecting a socket of the run in its place: to a name in a folder that the run may write to, and to no other. Landlock
//! does not say which sockets may be connected to before its ABI 9, and a check of an address that the run can still change
//! says nothing; so the address is copied once, opened beneath the folder, and connected to by us.

use std::{
    os::fd::{AsFd, AsRawFd, OwnedFd},
    path::{Path, PathBuf},
};

use nix::{
    errno::Errno,
    fcntl::{FcntlArg, OFlag, OpenHow, ResolveFlag, fcntl, open, openat2},
    libc,
    sys::{
        socket::{UnixAddr, connect},
        stat::Mode,
    },
};
use rustix::process::{Pid, PidfdFlags, PidfdGetfdFlags, pidfd_getfd, pidfd_open};

use super::{proc, tracer::Tracer};

/// The bytes of an address before its path: the family.
const FAMILY: usize = 2;
/// The longest address: the family and 108 bytes of path (unix(7)).
const LONGEST: usize = FAMILY + 108;

impl Tracer<'_> {
    /// What `connect` with these arguments comes to, as an error number, and the path that it is about.
    pub(super) fn connect(&self, tid: i32, arguments: [u64; 6]) -> (Result<(), i32>, String) {
        let [descriptor, address, length, ..] = arguments;
        let Some(path) = path_at(tid, address, length as usize) else {
            return (Err(libc::EPERM), "an address that is no path".to_owned());
        };
        let about = path.display().to_string();
        let path = if path.is_absolute() { path } else { proc::folder(tid).unwrap_or_default().join(path) };
        let Some((folder, name)) = self.beneath(&path) else { return (Err(libc::EPERM), about) };
        let pid = self.live.get(&tid).map_or(tid, |live| live.pid);
        let connected = opened(folder, name).and_then(|peer| connect_to(pid, descriptor as i32, &peer));
        (connected.map_err(|error| error as i32), about)
    }

    fn beneath<'a>(&'a self, path: &'a Path) -> Option<(&'a Path, &'a Path)> {
        let folders = self.disk.folders().iter();
        folders.map(PathBuf::as_path).find_map(|folder| Some((folder, path.strip_prefix(folder).ok()?)))
    }
}

fn path_at(tid: i32, address: u64, length: usize) -> Option<PathBuf> {
    let mut bytes = [0; LONGEST];
    let bytes = bytes.get_mut(..length).filter(|bytes| bytes.len() > FAMILY)?;
    if proc::memory(tid, address, bytes) != length {
        return None;
    }
    let (family, path) = bytes.split_at(FAMILY);
    let end = path.iter().position(|byte| *byte == 0).unwrap_or(path.len());
    let unix = family == (libc::AF_UNIX as u16).to_ne_bytes();
    (unix && end > 0).then(|| std::str::from_utf8(&path[..end]).ok().map(PathBuf::from))?
}

/// The file of that name beneath `folder`, whatever the run puts in its way.
fn opened(folder: &Path, name: &Path) -> nix::Result<OwnedFd> {
    let folder = open(folder, OFlag::O_PATH | OFlag::O_DIRECTORY | OFlag::O_CLOEXEC, Mode::empty())?;
    let how = OpenHow::new().flags(OFlag::O_PATH | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC);
    openat2(folder, name, how.resolve(ResolveFlag::RESOLVE_BENEATH | ResolveFlag::RESOLVE_NO_SYMLINKS))
}

/// Connects descriptor `number` of the process `pid`. Where a listener has no room, it is as for a socket that does not
/// block: we must not wait in the run's place.
fn connect_to(pid: i32, number: i32, peer: &OwnedFd) -> nix::Result<()> {
    let socket = descriptor_of(pid, number)?;
    let flags = OFlag::from_bits_truncate(fcntl(socket.as_fd(), FcntlArg::F_GETFL)?);
    fcntl(socket.as_fd(), FcntlArg::F_SETFL(flags | OFlag::O_NONBLOCK))?;
    let name = format!("/proc/self/fd/{}", peer.as_raw_fd());
    let connected = UnixAddr::new(name.as_str()).and_then(|address| connect(socket.as_raw_fd(), &address));
    fcntl(socket.as_fd(), FcntlArg::F_SETFL(flags))?;
    connected
}

/// The very descriptor `number` of the process `pid`, whatever the run puts in its place meanwhile.
pub(super) fn descriptor_of(pid: i32, number: i32) -> nix::Result<OwnedFd> {
    let error = |error: rustix::io::Errno| Errno::from_raw(error.raw_os_error());
    let process = pidfd_open(Pid::from_raw(pid).ok_or(Errno::ESRCH)?, PidfdFlags::empty()).map_err(error)?;
    pidfd_getfd(&process, number, PidfdGetfdFlags::empty()).map_err(error)
}
