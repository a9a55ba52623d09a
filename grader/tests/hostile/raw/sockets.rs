//! Reaching for others by sockets.

use std::{
    env,
    os::{
        fd::AsRawFd,
        unix::{fs::symlink, net::UnixStream},
    },
};

use super::{
    call::{at, call},
    say::{Aims, probe, std, tried},
};

pub const PARTS: &[super::Part] = &[("families", families), ("datagrams", datagrams), ("connections", connections)];

const KINDS: [(&str, u64); 4] = [("stream", 1), ("datagram", 2), ("raw", 3), ("sequence", 5)];

/// Every family of sockets but Unix's, of which only datagrams are shut.
fn families(_: &Aims) {
    for family in (2..46).filter(|family| *family != 1) {
        for (kind, number) in KINDS {
            probe(&format!("a socket of family {family}, {kind}"), 41, &[family, number, 0]);
            probe(&format!("a pair of family {family}, {kind}"), 53, &[family, number, 0, at(&[0_i32; 2])]);
        }
    }
    probe("a socket for datagrams", 41, &[1, 2, 0]);
    probe("a raw socket", 41, &[1, 3, 0]);
}

/// An address of a Unix socket by its path, and the address's length.
fn address(path: &str) -> (Vec<u8>, u64) {
    let address = [&1_u16.to_ne_bytes()[..], path.as_bytes(), b"\0"].concat();
    let length = address.len() as u64;
    (address, length)
}

fn abstract_address(name: &str) -> (Vec<u8>, u64) {
    let address = [&1_u16.to_ne_bytes()[..], b"\0", name.as_bytes()].concat();
    let length = address.len() as u64;
    (address, length)
}

/// A socket of a pair can send to others than its peer, if it is one for datagrams.
fn datagrams(aims: &Aims) {
    let pair = [-1_i32; 2];
    if call(53, &[1, 2, 0, at(&pair)]).is_err() {
        return println!("blocked a pair for datagrams: 0");
    }
    let one = std::hint::black_box(pair)[0] as u64;
    let content = [at(b"secrets"), 7];
    for path in [aims.get("datagram"), "/run/systemd/notify", "/dev/log"] {
        let (address, length) = address(path);
        let message = [at(&*address), length, at(&content), 1, 0, 0, 0];
        probe(&format!("sendto {path}"), 44, &[one, at(b"secrets"), 7, 0, at(&*address), length]);
        probe(&format!("sendmsg {path}"), 46, &[one, at(&message), 0]);
        let messages = [message.as_slice(), &[0]].concat();
        probe(&format!("sendmmsg {path}"), 307, &[one, at(&*messages), 1, 0]);
        probe(&format!("connect a datagram socket to {path}"), 42, &[one, at(&*address), length]);
    }
    let (address, length) = abstract_address(aims.get("abstract"));
    let message = [at(&*address), length, at(&content), 1, 0, 0, 0];
    probe("sendmsg to an abstract socket", 46, &[one, at(&message), 0]);
}

fn connections(aims: &Aims) {
    let outside = aims.get("outside");
    let stream = format!("{outside}/stream");
    let Ok(socket) = call(41, &[1, 1, 0]) else { return println!("blocked a socket: 0") };
    let socket = socket as u64;
    let own = env::temp_dir();
    symlink(&stream, own.join("link")).expect("a link in our own folder");
    symlink(outside, own.join("folder")).expect("a link in our own folder");
    let climbing = format!("{}/../../../../../../..{stream}", own.display());
    let by_link = own.join("link").display().to_string();
    let by_folder = own.join("folder/stream").display().to_string();
    let by_proc = format!("/proc/self/root{stream}");
    for path in
        [&stream, &climbing, &by_link, &by_folder, &by_proc, "/var/run/docker.sock", "/run/dbus/system_bus_socket"]
    {
        let (address, length) = address(path);
        probe(&format!("connect to {path}"), 42, &[socket, at(&*address), length]);
    }
    env::set_current_dir(outside).expect("a folder that may be entered");
    for path in ["stream", "./stream", "folder/../stream"] {
        let (address, length) = address(path);
        probe(&format!("connect to {path} from elsewhere"), 42, &[socket, at(&*address), length]);
    }
    env::set_current_dir(&own).expect("our own folder");
    let (address, length) = abstract_address(aims.get("abstract"));
    probe("connect to an abstract socket", 42, &[socket, at(&*address), length]);
    races(&stream, &own);
    let (address, length) = self::address(&format!("{outside}/mine"));
    probe("bind a socket outside", 49, &[socket, at(&*address), length]);
    std("connect by std", UnixStream::connect(&stream));
}

/// Another thread moves a link and a folder back and forth between our own and what is outside, while we connect.
fn races(stream: &str, own: &std::path::Path) {
    use std::sync::atomic::{AtomicBool, Ordering};
    let listener = std::os::unix::net::UnixListener::bind(own.join("real")).expect("a socket of our own");
    let over = AtomicBool::new(false);
    let reached = std::thread::scope(|scope| {
        scope.spawn(|| {
            let way = own.join("way");
            while !over.load(Ordering::Relaxed) {
                let _ = std::fs::rename(own.join("real"), &way);
                let _ = std::fs::rename(&way, own.join("real"));
                let _ = symlink(stream, &way);
                let _ = std::fs::remove_file(&way);
            }
        });
        let connected = (0..300).filter_map(|_| UnixStream::connect(own.join("way")).ok());
        let strange = connected.filter(|stream| {
            let name = stream.peer_addr().ok().and_then(|address| address.as_pathname().map(ToOwned::to_owned));
            name.is_none_or(|name| !name.starts_with(own))
        });
        let strange = strange.count();
        over.store(true, Ordering::Relaxed);
        strange
    });
    tried("connect while a link is moved", if reached == 0 { Err(0) } else { Ok(reached) });
    let _ = listener.as_raw_fd();
}
