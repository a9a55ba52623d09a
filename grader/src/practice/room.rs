//! Whether something can be done beside what is waited for. That decides when it is done, and nothing else.

use std::{fs, thread};

/// What is left of the machine beside one compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Room {
    /// Nothing: whoever gave way here would wait for as long as the machine is busy.
    None,
    /// A core that the compiler wants for moments: for whoever gives way.
    Little,
    /// A core of its own, whatever the compiler does.
    Plenty,
}

impl Room {
    /// As it is at this moment.
    pub(super) fn now() -> Room {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Room::of(cores, fs::read_to_string("/proc/loadavg").ok().as_deref())
    }

    /// The fourth field of `load` says how many tasks run or want to, whoever reads it among them (proc_loadavg(5)).
    fn of(cores: usize, load: Option<&str>) -> Room {
        let running = load.and_then(|load| load.split_whitespace().nth(3)?.split_once('/')?.0.parse::<usize>().ok());
        match (cores, running) {
            (3.., _) => Room::Plenty,
            (2, Some(running)) if running <= cores => Room::Little,
            _ => Room::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_of_two_cores_has_room_while_nobody_waits_for_one() {
        let load = |running: usize| format!("0.50 1.21 1.78 {running}/512 4711\n");
        assert_eq!(Room::of(2, Some(&load(1))), Room::Little);
        assert_eq!(Room::of(2, Some(&load(2))), Room::Little);
        assert_eq!(Room::of(2, Some(&load(3))), Room::None);
        assert_eq!(Room::of(1, Some(&load(1))), Room::None);
        assert_eq!(Room::of(4, Some(&load(9))), Room::Plenty);
    }

    #[test]
    fn what_cannot_be_read_is_no_room_to_spare() {
        for load in [None, Some(""), Some("0.50 1.21 1.78"), Some("0.50 1.21 1.78 many/512 4711")] {
            assert_eq!(Room::of(2, load), Room::None, "{load:?}");
        }
    }
}
