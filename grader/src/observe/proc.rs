//! Reading `/proc` and the memory of a tracee. A task that is gone answers nothing, which is no error: they end at any time.

use std::{fs, io::IoSliceMut};

use nix::{
    sys::uio::{RemoteIoVec, process_vm_readv},
    unistd::Pid,
};

/// The state letter of a thread: `R` runs or could, `S` sleeps, `t` is stopped by us, `Z` has ended.
pub(super) fn state(tid: i32) -> Option<char> {
    let stat = read(&format!("/proc/{tid}/stat"))?;
    stat[stat.rfind(')')? + 1..].trim_start().chars().next()
}

/// The threads of a process.
pub(super) fn tasks(pid: i32) -> Vec<i32> {
    let entries = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// Microseconds on a core, and microseconds ready to run without one.
pub(super) fn cpu_us(tid: i32) -> (u64, u64) {
    let schedstat = fs::read_to_string(format!("/proc/{tid}/schedstat")).unwrap_or_default();
    let mut fields = schedstat.split_whitespace().map(|field| field.parse::<u64>().unwrap_or(0) / 1000);
    (fields.next().unwrap_or(0), fields.next().unwrap_or(0))
}

/// The scheduler's own line on a thread; it changes whenever the thread has run.
pub(super) fn schedule(tid: i32) -> String {
    fs::read_to_string(format!("/proc/{tid}/schedstat")).unwrap_or_default()
}

/// What a descriptor refers to: `pipe:[42]`, `socket:[43]`, or a path.
pub(super) fn descriptor(tid: i32, number: u64) -> String {
    let link = fs::read_link(format!("/proc/{tid}/fd/{number}"));
    link.map(|target| target.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The process that a thread belongs to.
pub(super) fn process_of(tid: i32) -> Option<i32> {
    let status = read(&format!("/proc/{tid}/status"))?;
    status.lines().find_map(|line| line.strip_prefix("Tgid:"))?.trim().parse().ok()
}

/// The arguments of a process, its program first.
pub(super) fn arguments(pid: i32) -> Vec<String> {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let mut arguments: Vec<String> =
        line.split(|byte| *byte == 0).map(|part| String::from_utf8_lossy(part).into()).collect();
    arguments.pop();
    arguments
}

/// The program that a process executes.
pub(super) fn program(pid: i32) -> Option<std::path::PathBuf> {
    fs::read_link(format!("/proc/{pid}/exe")).ok()
}

/// The working folder of a process.
pub(super) fn folder(pid: i32) -> Option<std::path::PathBuf> {
    fs::read_link(format!("/proc/{pid}/cwd")).ok()
}

/// The name of a thread, as it set it itself.
pub(super) fn name(tid: i32) -> String {
    read(&format!("/proc/{tid}/comm")).unwrap_or_default().trim_end().to_owned()
}

/// Resident memory of a process, in KiB.
pub(super) fn resident_kib(pid: i32) -> u64 {
    let statm = fs::read_to_string(format!("/proc/{pid}/statm")).unwrap_or_default();
    statm.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * 4
}

/// The most resident memory that a process has had since it executed its program, in KiB (`VmHWM`, proc(5)).
pub(super) fn peak_kib(pid: i32) -> u64 {
    let status = read(&format!("/proc/{pid}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The system call in which a thread is blocked, with its arguments; `None` while it runs or is stopped elsewhere.
pub(super) fn system_call(tid: i32) -> Option<(i64, [u64; 6])> {
    let line = fs::read_to_string(format!("/proc/{tid}/syscall")).ok()?;
    let mut fields = line.split_whitespace();
    let number = fields.next()?.parse().ok()?;
    let mut arguments = [0; 6];
    for argument in &mut arguments {
        *argument = u64::from_str_radix(fields.next()?.trim_start_matches("0x"), 16).ok()?;
    }
    Some((number, arguments))
}

/// The files that a process has mapped.
pub(super) fn maps(pid: i32) -> String {
    read(&format!("/proc/{pid}/maps")).unwrap_or_default()
}

/// Names in it are the run's to choose, and the kernel cuts them where a letter may not end.
fn read(path: &str) -> Option<String> {
    let bytes = fs::read(path).ok()?;
    Some(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// Copies memory of a tracee from `address` on, and says how many bytes could be had.
pub(super) fn memory(tid: i32, address: u64, buffer: &mut [u8]) -> usize {
    let remote = [RemoteIoVec { base: address as usize, len: buffer.len() }];
    process_vm_readv(Pid::from_raw(tid), &mut [IoSliceMut::new(buffer)], &remote).unwrap_or(0)
}

/// The 64-bit word at `address` of a tracee.
pub(super) fn word(tid: i32, address: u64) -> Option<u64> {
    let mut bytes = [0; 8];
    (memory(tid, address, &mut bytes) == 8).then(|| u64::from_ne_bytes(bytes))
}

/// The text at `address` of a tracee up to its NUL, at most 255 bytes of it.
pub(super) fn text(tid: i32, address: u64) -> String {
    let mut bytes = [0; 255];
    // A read that crosses into an unmapped page yields nothing, so the end of the page is a bound too.
    let page_left = 4096 - (address % 4096) as usize;
    let first = page_left.min(bytes.len());
    let mut length = memory(tid, address, &mut bytes[..first]);
    if length == first && first < bytes.len() {
        length += memory(tid, address.wrapping_add(first as u64), &mut bytes[first..]);
    }
    let end = bytes[..length].iter().position(|byte| *byte == 0).unwrap_or(length);
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}
