//! What a run asked for and the seal refused. It got nothing by it; that it asked is told, with the line.

use super::{Finding, Verdict};
use crate::observe::{Action, Event, Observation};

/// Files that std and libc look at by themselves, in calls that a student may well make; all go on without.
const LOOKED_AT: [&str; 8] = [
    "/proc/self/maps",
    "/proc/self/cgroup",
    "/proc/self/mountinfo",
    "/proc/stat",
    "/proc/cpuinfo",
    "/proc/sys/vm/overcommit_memory",
    "/sys/fs/cgroup/",
    "/sys/devices/system/cpu",
];

/// The first thing outside of the run that the student's code asked for.
pub(super) fn refused(observation: &Observation) -> Option<Finding> {
    let mut refused = observation.events.iter().filter_map(|event| Some((event, told(event)?)));
    let (event, seen) = refused.next()?;
    let finding = Finding::new(Verdict::Forbidden, "asks for something that does not belong to the run");
    let asked = "its own folder, its own threads and processes, and what joins those";
    // A child that is to become another program has a stack of its own.
    let place = event.stack.place().or_else(|| observation.tasks[event.task].started_at.place());
    Some(finding.contrast(asked, seen).at(place))
}

fn told(event: &Event) -> Option<String> {
    let Action::Refused { call, about } = &event.action else { return None };
    let told = match call.as_str() {
        "open" if event.stack.place().is_none() => return None,
        "open" if LOOKED_AT.iter().any(|path| about.starts_with(path)) => return None,
        "open" => format!("opens {about}"),
        "socket" => "opens a network socket".to_owned(),
        "execve" => format!("runs {about}"),
        "fchmod" => format!("changes what may be done with {about}"),
        "connect" => format!("connects to {about}"),
        "kill" | "tkill" | "tgkill" => format!("sends a signal to a process that is not of the run: {call}({about})"),
        _ => format!("calls {call}({about})"),
    };
    Some(format!("{told}, which was refused"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::{
        ends, ends_well,
        run::{Run, accepts, refuses},
    };

    fn asks(call: &str, about: &str) -> Run {
        Run::new().does(0, 7, Action::Refused { call: call.to_owned(), about: about.to_owned() })
    }

    #[test]
    fn what_is_asked_for_outside_is_told_with_its_line() {
        for fact in [ends_well(), ends()] {
            refuses(
                &fact,
                [
                    ("a file", asks("open", "/etc/passwd"), Verdict::Forbidden, Some(7)),
                    ("a network socket", asks("socket", "2, 1, 0"), Verdict::Forbidden, Some(7)),
                    ("a socket", asks("connect", "/run/docker.sock"), Verdict::Forbidden, Some(7)),
                    ("a signal", asks("kill", "1, 9, 0"), Verdict::Forbidden, Some(7)),
                    ("another program", asks("execve", "/lib64/ld.so"), Verdict::Forbidden, Some(7)),
                    ("permissions", asks("fchmod", "/usr/bin/x"), Verdict::Forbidden, Some(7)),
                    ("anything else", asks("mount", "1, 2, 3"), Verdict::Forbidden, Some(7)),
                ],
            );
        }
    }

    #[test]
    fn what_std_looks_at_by_itself_is_nobodys_fault() {
        let by_the_runtime = Run::new().does(0, 0, Action::Refused { call: "open".into(), about: "/etc/x".into() });
        accepts(
            &ends_well(),
            [
                ("cores", asks("open", "/sys/fs/cgroup/cpu.max")),
                ("the stack", asks("open", "/proc/self/maps")),
                ("memory that is given back", asks("open", "/proc/sys/vm/overcommit_memory")),
                ("no line of the student's", by_the_runtime),
            ],
        );
    }
}
