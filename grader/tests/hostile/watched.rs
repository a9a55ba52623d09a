//! A process that nobody may touch: this test binary once more, which takes note of every signal and does nothing else. A
//! signal that it blocks stays pending, and `/proc` tells which are.

use std::{
    fs,
    io::{self, Read},
    process::{Child, Command, Stdio},
};

use nix::sys::signal::SigSet;

use super::{launched::become_user, left};

/// The argument by which this binary knows that it is the watched process.
pub const ROLE: &str = "__watched";

/// Becomes that user, blocks all signals, and waits until standard input is closed.
pub fn wait(user: Option<u32>) {
    user.into_iter().for_each(become_user);
    SigSet::all().thread_block().unwrap();
    println!("ready");
    let _ = io::stdin().read(&mut [0]);
}

/// The process.
pub struct Watched(Option<Child>);

impl Watched {
    /// Starts one, for this user where it is not ours.
    pub fn new(user: Option<u32>) -> Watched {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg(ROLE).args(user.map(|user| user.to_string()));
        command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = left::spawn(&mut command);
        let mut ready = [0; 6];
        child.stdout.as_mut().unwrap().read_exact(&mut ready).unwrap();
        Watched(Some(child))
    }

    /// Its number.
    pub fn pid(&self) -> u32 {
        self.0.as_ref().unwrap().id()
    }

    /// What has happened to it.
    pub fn touched(&self) -> Option<String> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap_or_default();
        let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("none").trim();
        let signals = [field("SigPnd:"), field("ShdPnd:")];
        let untouched = field("State:").starts_with('S')
            && field("TracerPid:") == "0"
            && signals.iter().all(|pending| u64::from_str_radix(pending, 16) == Ok(0));
        (!untouched).then(|| format!("the watched process is {}, pending signals {signals:?}", field("State:")))
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.0.take().into_iter().for_each(left::end);
    }
}
