//! Descriptors on their way through a socket, which std cannot send.

use std::{
    ffi::{c_int, c_void},
    mem, ptr,
    os::{fd::AsRawFd, unix::net::UnixStream},
    thread,
    time::Duration,
};

pub const PARTS: &[super::Part] =
    &[("hoard_descriptors", hoard_descriptors), ("pass_a_descriptor", pass_a_descriptor)];

/// msghdr and cmsghdr of Linux on 64 bits, recvmsg(2) and cmsg(3).
#[repr(C)]
struct Message {
    name: *mut c_void,
    name_length: u32,
    parts: *mut Part,
    part_count: usize,
    control: *mut c_void,
    control_length: usize,
    flags: c_int,
}

#[repr(C)]
struct Part {
    base: *mut c_void,
    length: usize,
}

#[repr(C)]
struct Control<const N: usize> {
    length: usize,
    level: c_int,
    kind: c_int,
    descriptors: [c_int; N],
}

unsafe extern "C" {
    fn sendmsg(socket: c_int, message: *const Message, flags: c_int) -> isize;
}

/// Sends `N` times a descriptor of the standard input.
fn send<const N: usize>(socket: &UnixStream) -> bool {
    const SOCKET: c_int = 1;
    const RIGHTS: c_int = 1;
    let mut control = Control {
        length: mem::size_of::<[usize; 2]>() + N * mem::size_of::<c_int>(),
        level: SOCKET,
        kind: RIGHTS,
        descriptors: [0; N],
    };
    let mut byte = 0_u8;
    let mut part = Part { base: ptr::from_mut(&mut byte).cast(), length: 1 };
    let message = Message {
        name: ptr::null_mut(),
        name_length: 0,
        parts: &mut part,
        part_count: 1,
        control_length: control.length,
        control: ptr::from_mut(&mut control).cast(),
        flags: 0,
    };
    // SAFETY: all that the message points to is alive and as long as it says.
    unsafe { sendmsg(socket.as_raw_fd(), &message, 0) == 1 }
}

/// As many as there may be, and holds on to them; its thread says that they are there.
fn hoard_descriptors() {
    let (near, _far) = UnixStream::pair().unwrap();
    let sent = (0..40).filter(|_| send::<50>(&near)).count();
    assert!((1..40).contains(&sent), "{sent} times: there is no limit");
    thread::spawn(|| thread::sleep(Duration::from_secs(3600)));
    thread::sleep(Duration::from_secs(3600));
}

fn pass_a_descriptor() {
    let (near, _far) = UnixStream::pair().unwrap();
    assert!(send::<1>(&near), "{}", std::io::Error::last_os_error());
}
