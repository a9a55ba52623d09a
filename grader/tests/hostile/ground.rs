//! What lies around a run: a bait that it must not read, a folder that it must not change, sockets that it must not reach,
//! a process that it must not touch, and secrets in the environment of the grader. Nothing of it is protected by its
//! permissions: whoever runs as the run's user could do all of that, were it not shut in.

use std::{
    fs::{self, Permissions},
    net::{TcpListener, UdpSocket},
    os::{
        linux::net::SocketAddrExt,
        unix::{
            fs::{PermissionsExt, chown},
            net::{SocketAddr, UnixDatagram, UnixListener},
        },
    },
    path::{Path, PathBuf},
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use nix::unistd::Uid;
use tempfile::TempDir;

use super::{course, left, snapshot::Snapshot, watched::Watched};

/// The user of runs where the grader is root.
pub const NOBODY: u32 = 65_534;

/// Folders that everybody may write to, and in which nothing with our mark may appear.
const PUBLIC: [&str; 4] = ["/tmp", "/var/tmp", "/dev/shm", "/run/lock"];

/// The surroundings of one run.
pub struct Ground {
    /// Part of every name and secret here, and of no others.
    pub mark: String,
    folder: TempDir,
    streams: [UnixListener; 2],
    datagrams: UnixDatagram,
    tcp: TcpListener,
    udp: UdpSocket,
    watched: Watched,
    before: Snapshot,
}

impl Ground {
    /// Everything belongs to the user that runs are made as: `owner`, where this is root.
    pub fn new(owner: u32) -> Ground {
        let owner = Uid::effective().is_root().then_some(owner);
        let open = |mode| Permissions::from_mode(mode);
        let folder = tempfile::Builder::new().prefix("forkjoin-hostile-").permissions(open(0o711)).tempdir().unwrap();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let mark = format!("mark{}x{}", now.as_nanos(), std::process::id());
        let path = |name: &str| folder.path().join(name);
        for name in ["outside", "outside/folder", "temporary", "scratch"] {
            fs::create_dir(path(name)).unwrap();
        }
        fs::write(path("bait"), format!("bait-{mark}\n")).unwrap();
        for name in ["note.txt", "folder/inner.txt", "github_output", "github_env"] {
            fs::write(path("outside").join(name), format!("{name}\n")).unwrap();
        }
        let streams = [
            UnixListener::bind(path("outside/stream")).unwrap(),
            UnixListener::bind_addr(&SocketAddr::from_abstract_name(&mark).unwrap()).unwrap(),
        ];
        let datagrams = UnixDatagram::bind(path("outside/datagram")).unwrap();
        for entry in walkdir::WalkDir::new(folder.path()).min_depth(1) {
            let entry = entry.unwrap();
            let mode = if entry.file_type().is_dir() { 0o777 } else { 0o666 };
            fs::set_permissions(entry.path(), open(mode)).unwrap();
            chown(entry.path(), owner, owner).unwrap();
        }
        let ground = Ground {
            mark,
            streams,
            datagrams,
            tcp: TcpListener::bind("127.0.0.1:0").unwrap(),
            udp: UdpSocket::bind("127.0.0.1:0").unwrap(),
            watched: Watched::new(owner),
            before: Snapshot::of(&folder.path().join("outside")),
            folder,
        };
        ground.never_wait();
        ground
    }

    fn never_wait(&self) {
        self.streams.iter().for_each(|listener| listener.set_nonblocking(true).unwrap());
        self.datagrams.set_nonblocking(true).unwrap();
        self.tcp.set_nonblocking(true).unwrap();
        self.udp.set_nonblocking(true).unwrap();
    }

    /// A path in the folder around everything.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts what is there in place of what stands for it.
    pub fn fill(&self, text: &str) -> String {
        let path = |name: &str| self.path(name).display().to_string();
        let port = |address: std::io::Result<std::net::SocketAddr>| address.unwrap().port().to_string();
        [
            ("@BAIT@", path("bait")),
            ("@OUTSIDE@", path("outside")),
            ("@SOCKET@", path("outside/stream")),
            ("@DATAGRAM@", path("outside/datagram")),
            ("@ABSTRACT@", self.mark.clone()),
            ("@PID@", self.watched.pid().to_string()),
            ("@PORT@", port(self.tcp.local_addr())),
            ("@UDP@", port(self.udp.local_addr())),
            ("@HIDDEN@", course::root().join("grader/hidden").display().to_string()),
            ("@BUILDS@", path("scratch/builds")),
            ("@TEMPORARY@", path("temporary")),
            ("@MARK@", self.mark.clone()),
        ]
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    /// Values that nobody but the grader knows.
    fn secrets(&self) -> [(&'static str, String); 3] {
        ["GITHUB_TOKEN", "ACTIONS_RUNTIME_TOKEN", "FORKJOIN_KEY"]
            .map(|name| (name, format!("{name}-{}-secret", self.mark)))
    }

    /// Gives a command the secrets, and places for what it leaves for a while.
    pub fn surround(&self, command: &mut Command) {
        command
            .envs(self.secrets())
            .env("TMPDIR", self.path("temporary"))
            .env("FORKJOIN_SCRATCH", self.path("scratch"));
        command.env("GITHUB_OUTPUT", self.path("outside/github_output"));
        command.env("GITHUB_ENV", self.path("outside/github_env"));
    }

    /// The secrets that stand in a text.
    pub fn told_secrets(&self, text: &str) -> Vec<String> {
        let secrets = self.secrets().map(|(_, secret)| secret).into_iter().chain([format!("bait-{}", self.mark)]);
        secrets.filter(|secret| text.contains(secret)).map(|secret| format!("the report tells {secret}")).collect()
    }

    /// Everything that is not as it was before.
    pub fn disturbances(&self) -> Vec<String> {
        let mut all = left::strangers();
        all.extend(self.watched.touched());
        all.extend(self.before.differences(&Snapshot::of(&self.path("outside"))));
        if fs::read_to_string(self.path("bait")).ok() != Some(format!("bait-{}\n", self.mark)) {
            all.push("the bait was changed".to_owned());
        }
        for (index, name) in ["the socket", "the abstract socket"].into_iter().enumerate() {
            all.extend(self.streams[index].accept().is_ok().then(|| format!("{name} was connected to")));
        }
        let received = [
            ("the datagram socket", self.datagrams.recv(&mut [0; 64]).is_ok()),
            ("the TCP port", self.tcp.accept().is_ok()),
            ("the UDP port", self.udp.recv(&mut [0; 64]).is_ok()),
        ];
        all.extend(received.iter().filter(|(_, reached)| *reached).map(|(name, _)| format!("{name} was reached")));
        all.extend(names(&self.path("temporary")).map(|name| format!("{name} was left in the temporary folder")));
        all.extend(names(&self.path("scratch/work")).map(|name| format!("{name} was left in the work folder")));
        for public in PUBLIC.map(Path::new) {
            let ours = names(public).filter(|name| name.contains(&self.mark));
            all.extend(ours.map(|name| format!("{name} was left in {}", public.display())));
        }
        all.extend(course::changes());
        all
    }
}

fn names(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned())
}
