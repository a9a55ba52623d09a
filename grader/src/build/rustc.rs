//! The one place where the compiler is started on a student's code: with nothing of our environment, and bounded. What
//! its messages mean is `diagnostic`'s and `refusal`'s concern.

use std::{
    env,
    ffi::OsString,
    fs,
    io::Read,
    os::fd::AsFd,
    path::Path,
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use crate::Fault;

/// What one call of the compiler may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// CPU time of all its threads.
    pub(super) cpu: Duration,
    /// The last resort.
    pub(super) wall: Duration,
    /// Resident memory, in MiB.
    pub(super) memory_mib: u64,
    /// Bytes of messages.
    pub(super) messages: usize,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds { cpu: Duration::from_secs(20), wall: Duration::from_secs(180), memory_mib: 2048, messages: 4 << 20 }
    }
}

/// How a call of the compiler ended.
#[derive(Debug)]
pub(super) struct Ended {
    /// Success, failure, or which bound was passed.
    pub(super) how: How,
    /// All that it wrote to standard error, bounded.
    pub(super) messages: String,
}

/// See [`Ended`].
#[derive(Debug)]
pub(super) enum How {
    Exited(ExitStatus),
    /// It was ended by us: what it used too much of, "more than 20 s of CPU time".
    Over(String),
}

/// Runs the compiler in `folder` and waits for it. It sees `PATH` (to find the linker) and a place for temporary files, and
/// nothing else of our environment.
///
/// # Errors
/// It cannot be started or watched.
pub(super) fn start(rustc: &Path, folder: &Path, arguments: &[OsString], bounds: &Bounds) -> Result<Ended, Fault> {
    let fault = |error: std::io::Error| Fault::tool(rustc.display().to_string(), error.to_string());
    let mut child = Command::new(rustc)
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", env::var_os("PATH").unwrap_or_default())
        .env("TMPDIR", folder)
        .env("RUSTC_ICE", "0") // no report files when it crashes
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(fault)?;
    let mut messages = Vec::new();
    let over = watch(&mut child, bounds, &mut messages);
    if !matches!(over, Ok(None)) {
        child.kill().map_err(fault)?;
    }
    let status = child.wait().map_err(fault)?;
    let how = over.map_err(fault)?.map_or(How::Exited(status), How::Over);
    Ok(Ended { how, messages: String::from_utf8_lossy(&messages).into_owned() })
}

/// How often what the compiler uses is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Reads `messages` until the compiler closes them or passes a bound; says which.
fn watch(child: &mut Child, bounds: &Bounds, messages: &mut Vec<u8>) -> std::io::Result<Option<String>> {
    let Some(mut stderr) = child.stderr.take() else { return Ok(None) };
    let start = Instant::now();
    let mut next_look = start + LOOK;
    loop {
        if readable(&stderr)? && read(&mut stderr, messages)? == 0 {
            return Ok(None);
        }
        if messages.len() > bounds.messages {
            return Ok(Some(format!("more than {} bytes of messages", bounds.messages)));
        }
        if Instant::now() >= next_look {
            next_look = Instant::now() + LOOK;
            if let Some(over) = passed(child.id(), start.elapsed(), bounds) {
                return Ok(Some(over));
            }
        }
    }
}

fn readable(stderr: &ChildStderr) -> std::io::Result<bool> {
    let mut waiting = [PollFd::new(stderr.as_fd(), PollFlags::POLLIN)];
    match poll(&mut waiting, PollTimeout::from(LOOK.as_millis() as u16)) {
        Ok(ready) => Ok(ready > 0),
        Err(nix::errno::Errno::EINTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn read(stderr: &mut ChildStderr, messages: &mut Vec<u8>) -> std::io::Result<usize> {
    let mut chunk = [0; 1 << 16];
    let count = stderr.read(&mut chunk)?;
    messages.extend_from_slice(&chunk[..count]);
    Ok(count)
}

fn passed(pid: u32, wall: Duration, bounds: &Bounds) -> Option<String> {
    let seconds = |time: Duration| format!("{} s", time.as_secs_f64());
    if cpu(pid).is_some_and(|cpu| cpu > bounds.cpu) {
        return Some(format!("more than {} of CPU time", seconds(bounds.cpu)));
    }
    if memory_mib(pid).is_some_and(|memory| memory > bounds.memory_mib) {
        return Some(format!("more than {} MiB of memory", bounds.memory_mib));
    }
    (wall > bounds.wall).then(|| format!("more than {}", seconds(bounds.wall)))
}

/// CPU time from `/proc/PID/stat`, whose unit is 10 ms on every architecture of Linux that Rust's std supports.
fn cpu(pid: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks()? + ticks()?)))
}

fn memory_mib(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str, bounds: Bounds) -> Ended {
        let arguments = ["-c".into(), script.into()];
        start(Path::new("/bin/sh"), Path::new("/tmp"), &arguments, &bounds).unwrap()
    }

    #[test]
    fn each_bound_ends_the_call_and_is_named() {
        let cpu = Bounds { cpu: Duration::from_millis(60), ..Bounds::default() };
        let wall = Bounds { wall: Duration::from_millis(60), ..Bounds::default() };
        let memory = Bounds { memory_mib: 64, ..Bounds::default() };
        let messages = Bounds { messages: 1000, ..Bounds::default() };
        for (script, bounds, what) in [
            ("while :; do :; done", cpu, "more than 0.06 s of CPU time"),
            ("exec sleep 60", wall, "more than 0.06 s"),
            ("x=0123456789abcdef; while :; do x=$x$x; done", memory, "more than 64 MiB of memory"),
            ("while :; do echo message >&2; done", messages, "more than 1000 bytes of messages"),
        ] {
            match sh(script, bounds).how {
                How::Over(over) => assert_eq!(over, what),
                How::Exited(status) => panic!("{script}: {status}"),
            }
        }
    }

    #[test]
    fn nothing_of_our_environment_is_passed_on() {
        let ended = sh("env | cut -d= -f1 >&2; exit 3", Bounds::default());
        let of_the_shell = ["PWD", "OLDPWD", "SHLVL", "_"];
        let mut names: Vec<&str> = ended.messages.lines().filter(|name| !of_the_shell.contains(name)).collect();
        names.sort_unstable();
        assert_eq!(names, ["PATH", "RUSTC_ICE", "TMPDIR"]);
        assert!(matches!(ended.how, How::Exited(status) if status.code() == Some(3)));
    }

    #[test]
    fn a_compiler_that_is_not_there_is_our_fault() {
        let fault = start(Path::new("/nowhere/rustc"), Path::new("/tmp"), &[], &Bounds::default()).unwrap_err();
        assert!(fault.to_string().contains("/nowhere/rustc"), "{fault}");
    }
}
