//! The processes that come from this one, by what `/proc` tells of them: all that can be known of a run that nobody
//! observes. What they may use is `plain`'s concern.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
    process,
};

use rustix::param::{clock_ticks_per_second, page_size};

use crate::observe::Micros;

/// Our descendants at one moment, those that have ended and not been collected among them.
pub(super) struct Tree {
    pub(super) processes: HashMap<i32, Process>,
}

/// One of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Process {
    parent: i32,
    alive: bool,
    cpu_us: Micros,
    threads: usize,
    resident_bytes: u64,
}

impl Tree {
    /// Looks, and stops where more than `alive` have not ended or there are more than `most` in all: looking at very many
    /// takes as long as they need to become many more. A process that starts or ends meanwhile may be missed.
    pub(super) fn look(alive: usize, most: usize) -> Tree {
        let processes = match Path::new(&children_file(process::id() as i32, process::id() as i32)).exists() {
            true => by_children(alive, most),
            false => by_parents(),
        };
        Tree { processes }
    }

    /// Those that we are the parent of, by birth or because theirs has ended.
    pub(super) fn ours(&self) -> impl Iterator<Item = i32> {
        let us = process::id() as i32;
        self.processes.iter().filter(move |(_, process)| process.parent == us).map(|(pid, _)| *pid)
    }

    /// The numbers of all.
    pub(super) fn pids(&self) -> HashSet<i32> {
        self.processes.keys().copied().collect()
    }

    /// The numbers of those that have not ended.
    pub(super) fn pids_alive(&self) -> Vec<i32> {
        self.processes.iter().filter(|(_, process)| process.alive).map(|(pid, _)| *pid).collect()
    }

    /// How many have not ended.
    pub(super) fn alive(&self) -> usize {
        self.processes.values().filter(|process| process.alive).count()
    }

    /// Threads beside the first of each process.
    pub(super) fn threads(&self) -> usize {
        self.processes.values().map(|process| process.threads.saturating_sub(1)).sum()
    }

    /// Resident memory of all.
    pub(super) fn resident_bytes(&self) -> u64 {
        self.processes.values().map(|process| process.resident_bytes).sum()
    }

    /// The CPU time of the one that has used the most.
    pub(super) fn most_cpu_us(&self) -> Micros {
        self.processes.values().map(|process| process.cpu_us).max().unwrap_or(0)
    }
}

/// CPU time of a process with all its threads, also when it has ended and not been collected.
pub(super) fn cpu_us(pid: i32) -> Micros {
    process(pid).map_or(0, |process| process.cpu_us)
}

fn by_children(mut alive: usize, most: usize) -> HashMap<i32, Process> {
    let mut found = HashMap::new();
    let mut next = vec![process::id() as i32];
    while let Some(parent) = next.pop() {
        for pid in children(parent) {
            let Some(process) = process(pid) else { continue };
            let left = alive.checked_sub(usize::from(process.alive));
            if found.insert(pid, process).is_some() {
                continue;
            }
            next.push(pid);
            match left {
                Some(left) if found.len() <= most => alive = left,
                _ => return found,
            }
        }
    }
    found
}

fn children(pid: i32) -> Vec<i32> {
    let folder = format!("/proc/{pid}/task");
    let lists = numbers(&folder).map(|tid| fs::read_to_string(children_file(pid, tid)).unwrap_or_default());
    lists.flat_map(|list| list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<i32>>()).collect()
}

fn children_file(pid: i32, tid: i32) -> String {
    format!("/proc/{pid}/task/{tid}/children")
}

/// For kernels that list no children: all processes there are, and of those the ones that lead to us.
fn by_parents() -> HashMap<i32, Process> {
    let mut all: HashMap<i32, Process> = numbers("/proc").filter_map(|pid| Some((pid, process(pid)?))).collect();
    let mut found = HashMap::new();
    let mut next = vec![process::id() as i32];
    while let Some(parent) = next.pop() {
        let born: Vec<i32> = all.iter().filter(|(_, process)| process.parent == parent).map(|(pid, _)| *pid).collect();
        found.extend(born.iter().filter_map(|pid| all.remove_entry(pid)));
        next.extend(born);
    }
    found
}

fn numbers(folder: &str) -> impl Iterator<Item = i32> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

fn process(pid: i32) -> Option<Process> {
    parse(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
}

/// A line of `/proc/PID/stat`: <https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>. The name in brackets may hold
/// anything.
fn parse(stat: &str) -> Option<Process> {
    let fields: Vec<&str> = stat[stat.rfind(')')? + 1..].split_whitespace().collect();
    // The first field after the name is the third of the manual.
    let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
    Some(Process {
        alive: !matches!(*fields.first()?, "Z" | "X"),
        parent: i32::try_from(field(4)?).ok()?,
        cpu_us: (field(14)? + field(15)?) * 1_000_000 / clock_ticks_per_second(),
        threads: field(20)? as usize,
        resident_bytes: field(24)? * page_size() as u64,
    })
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_line_of_proc_is_read_whatever_the_process_calls_itself() {
        let rest = "S 7 9 9 0 -1 4194304 1 0 0 0 150 50 3 4 20 0 3 0 100 4096 2 18446744073709551615";
        let expected = Process {
            parent: 7,
            alive: true,
            cpu_us: 200 * 1_000_000 / clock_ticks_per_second(),
            threads: 3,
            resident_bytes: 2 * page_size() as u64,
        };
        for name in ["driver", "a b", ") R 1 1", ""] {
            assert_eq!(parse(&format!("42 ({name}) {rest}")).as_ref(), Some(&expected), "{name}");
        }
        assert!(!parse(&format!("42 (Z) {}", rest.replace('S', "Z"))).unwrap().alive);
        assert_eq!(parse("42 (driver) S 7"), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn a_child_and_its_child_are_found_by_either_way() {
        let mut shell = Command::new("/bin/sh");
        let mut shell = shell.args(["-c", "cat | cat"]).stdin(Stdio::piped()).spawn().unwrap();
        let pid = shell.id() as i32;
        let found = |processes: HashMap<i32, Process>| {
            let cat = processes.values().any(|process| process.parent == pid);
            cat && processes.get(&pid).is_some_and(|shell| shell.parent == process::id() as i32 && shell.threads == 1)
        };
        // The shell has started the others at some time.
        let all = || by_children(usize::MAX, usize::MAX);
        while !found(all()) || !found(by_parents()) {}
        assert_eq!(Tree { processes: by_children(0, usize::MAX) }.alive(), 1);
        assert_eq!(by_children(usize::MAX, 0).len(), 1);
        shell.kill().unwrap();
        drop(shell.stdin.take());
        shell.wait().unwrap();
        assert!(!by_parents().contains_key(&pid) && !all().contains_key(&pid));
    }
}
