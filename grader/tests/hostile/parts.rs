//! The parts of the raw program: which there are, what stops each of them, and how it may end.

use grader::observe::{Ending, Exit, Limit};

/// A part of the raw program, and what must become of it.
#[derive(Clone, Copy)]
pub struct Part {
    pub name: &'static str,
    /// Whether its exercise is one with Unix sockets.
    pub sockets: bool,
    /// Whether it tells of probes, each of which must be blocked; what others do shows in how they end.
    pub probes: bool,
    /// The layers that stop it.
    pub stopped_by: &'static str,
    /// How it may end.
    pub ends: &'static [Ending],
}

impl Part {
    /// Its name, and whether sockets are part of it.
    pub fn full_name(&self) -> String {
        format!("{}{}", self.name, if self.sockets { "_with_sockets" } else { "" })
    }
}

const WELL: &[Ending] = &[Ending::Ended(Exit::Code(0))];
const AT_LAST: &[Ending] = &[Ending::Limit(Limit::Wall)];
const TOO_MANY: &[Ending] = &[Ending::Limit(Limit::Processes)];
const TOO_MUCH_DISK: &[Ending] = &[Ending::Limit(Limit::Disk)];
const KILLED: Exit = Exit::Signal(9);

const CALLS: &str = "list of system calls (seccomp)";
const LANDLOCK: &str = "Landlock";
const CALLS_AND_LANDLOCK: &str = "list of system calls (seccomp); Landlock";
const TREE: &str = "the tree is observed from its first instruction, and killed";
const LAST_RESORT: &str = "wall clock, the last resort";
const COUNTED: &str = "counted limits of the whole tree";
const BOUNDED: &str = "bounded replies";

pub const PARTS: &[Part] = &[
    probes("signals", "the tracer asks who is meant; list of system calls (seccomp); Landlock"),
    probes("priorities", CALLS),
    probes("memory_of_others", CALLS),
    probes("others_in_proc", LANDLOCK),
    probes("namespaces", CALLS),
    probes("users", CALLS),
    probes("controls", CALLS),
    probes("facilities", CALLS),
    probes("gates", CALLS),
    probes("opens", LANDLOCK),
    probes("names", CALLS_AND_LANDLOCK),
    probes("marks", CALLS),
    probes("own_program", "the tracer changes permissions in its place; list of system calls (seccomp); Landlock"),
    probes("handles", "no inherited descriptor; empty environment"),
    probes("families", CALLS),
    Part { sockets: true, ..probes("families", CALLS) },
    probes("datagrams", CALLS),
    Part { sockets: true, ..probes("datagrams", CALLS) },
    probes("connections", CALLS),
    Part { sockets: true, ..probes("connections", "the tracer connects in its place; Landlock") },
    probes("programs", "Landlock; only its own program"),
    ends("daemon", TREE, WELL),
    ends("daemon_that_holds_stdout", TREE, WELL),
    ends("child_of_the_launcher", TREE, WELL),
    ends("signals_ignored", LAST_RESORT, AT_LAST),
    ends("stops_itself", "the tracer lets nobody stay stopped", WELL),
    ends("stopped_child", TREE, WELL),
    ends("vfork_that_never_ends", LAST_RESORT, AT_LAST),
    ends("main_thread_leaves", LAST_RESORT, AT_LAST),
    ends("execs_from_a_thread", LAST_RESORT, AT_LAST),
    ends("traps", LAST_RESORT, AT_LAST),
    ends("forks_while_dying", COUNTED, TOO_MANY),
    ends("zombies", COUNTED, &[Ending::Ended(Exit::Code(0)), Ending::Limit(Limit::Processes)]),
    ends("forks", COUNTED, TOO_MANY),
    ends("shared_memory", COUNTED, &[Ending::Limit(Limit::Memory), Ending::Limit(Limit::Disk)]),
    ends("files_in_memory", COUNTED, TOO_MUCH_DISK),
    ends("files_in_memory_without_descriptors", COUNTED, TOO_MUCH_DISK),
    ends("removed_files_without_descriptors", COUNTED, TOO_MUCH_DISK),
    probes("files_on_their_way", "rlimits"),
    ends(
        "pipes",
        "rlimits; counted limits of the whole tree",
        &[Ending::Ended(Exit::Code(0)), Ending::Limit(Limit::Processes), Ending::Ended(KILLED)],
    ),
    probes("locked_memory", CALLS),
    ends("million_frames", BOUNDED, WELL),
    ends("frame_without_end", BOUNDED, WELL),
    ends("gigabyte", BOUNDED, WELL),
    ends("no_frames", BOUNDED, WELL),
];

const fn probes(name: &'static str, stopped_by: &'static str) -> Part {
    Part { name, sockets: false, probes: true, stopped_by, ends: WELL }
}

const fn ends(name: &'static str, stopped_by: &'static str, ends: &'static [Ending]) -> Part {
    Part { name, sockets: false, probes: false, stopped_by, ends }
}
