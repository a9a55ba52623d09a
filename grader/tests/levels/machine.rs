//! A machine that offers less than this one: a command under a filter. What it is asked is the others' concern.

use std::{collections::BTreeMap, env, ffi::OsString, fmt, os::unix::process::CommandExt, process::Command};

use grader::sandbox::{Level, Surroundings};
use nix::{
    libc,
    unistd::{Gid, Uid, setgroups, setresgid, setresuid},
};
use rustix::thread::{CapabilitySet, capabilities, remove_capability_from_bounding_set, set_capabilities};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};

/// The first argument of this binary where it becomes another machine; the second says which, the rest is the command.
const ON: &str = "__on";

/// A machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Machine {
    /// This one.
    Whole,
    /// It claims Landlock's scopes, but a signal from inside to outside is not refused.
    Unscoped,
    /// It lets nobody trace: Yama, or a container.
    Blind,
    /// It has no Landlock: an older kernel, or a container.
    Open,
    /// Neither of the two.
    Bare,
    /// This one, for a user who is not root.
    Ordinary,
    /// This one, for a root who may not look at what others do, as in a container. There has to be a root.
    Caged,
}

impl Machine {
    const ALL: [Machine; 7] = [
        Machine::Whole,
        Machine::Unscoped,
        Machine::Blind,
        Machine::Open,
        Machine::Bare,
        Machine::Ordinary,
        Machine::Caged,
    ];

    /// Those that can be made here.
    pub fn all() -> impl Iterator<Item = Machine> {
        Machine::ALL.into_iter().filter(|machine| *machine != Machine::Caged || Uid::effective().is_root())
    }

    /// The level that it offers.
    pub fn level(self) -> Level {
        match self {
            _ if self.is_whole() && Surroundings::here().version() < Some((6, 12)) => Level::B,
            Machine::Whole | Machine::Ordinary | Machine::Caged => Level::A,
            Machine::Unscoped => Level::B,
            Machine::Blind => Level::C,
            Machine::Open | Machine::Bare => Level::D,
        }
    }

    fn is_whole(self) -> bool {
        matches!(self, Machine::Whole | Machine::Ordinary | Machine::Caged)
    }

    /// The layers that it lacks.
    pub fn lacks(self) -> &'static [&'static str] {
        match self {
            Machine::Caged if self.level() == Level::B => &["scopes", "user"],
            Machine::Caged => &["user"],
            _ if self.is_whole() && self.level() == Level::B => &["scopes"],
            Machine::Whole | Machine::Ordinary => &[],
            Machine::Unscoped => &["scopes"],
            Machine::Blind => &["observed"],
            Machine::Open => &["files", "scopes"],
            Machine::Bare => &["files", "scopes", "observed"],
        }
    }

    /// A command on it.
    pub fn command(self, program: &str) -> Command {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args([ON, &self.to_string(), program]);
        command
    }

    /// Leaves this process on it for good.
    fn enter(self) {
        let none = [].as_slice();
        let landlock =
            [libc::SYS_landlock_create_ruleset, libc::SYS_landlock_add_rule, libc::SYS_landlock_restrict_self];
        for (calls, errno) in match self {
            Machine::Whole | Machine::Ordinary | Machine::Caged => [(none, 0), (none, 0)],
            Machine::Unscoped => return put(&filter([(libc::SYS_kill, vec![no_signal()])].into(), 0)),
            Machine::Blind => [([libc::SYS_ptrace].as_slice(), libc::EPERM), (none, 0)],
            Machine::Open => [(landlock.as_slice(), libc::ENOSYS), (none, 0)],
            Machine::Bare => [([libc::SYS_ptrace].as_slice(), libc::EPERM), (landlock.as_slice(), libc::ENOSYS)],
        } {
            if !calls.is_empty() {
                put(&filter(calls.iter().map(|call| (*call, Vec::new())).collect(), errno as u32));
            }
        }
        if self == Machine::Caged {
            let mut capabilities = capabilities(None).unwrap();
            capabilities.permitted -= CapabilitySet::SYS_PTRACE;
            capabilities.effective -= CapabilitySet::SYS_PTRACE;
            remove_capability_from_bounding_set(CapabilitySet::SYS_PTRACE).unwrap();
            set_capabilities(None, capabilities).unwrap();
        }
        if self == Machine::Ordinary && Uid::effective().is_root() {
            let (user, group) = (Uid::from_raw(ORDINARY), Gid::from_raw(ORDINARY));
            setgroups(&[]).unwrap();
            setresgid(group, group, group).unwrap();
            setresuid(user, user, user).unwrap();
        }
    }
}

/// A user who owns nothing.
const ORDINARY: u32 = 65_534;

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Machine::Whole => "whole",
            Machine::Unscoped => "without_scopes",
            Machine::Blind => "without_ptrace",
            Machine::Open => "without_landlock",
            Machine::Bare => "without_either",
            Machine::Ordinary => "not_root",
            Machine::Caged => "without_capability",
        })
    }
}

/// Executes the command that this binary was called with on another machine; comes back where it was called otherwise, or
/// with what went wrong.
pub fn executed() -> Option<String> {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let [on, name, program, rest @ ..] = arguments.as_slice() else { return None };
    if on != ON {
        return None;
    }
    let machine = Machine::ALL.into_iter().find(|machine| machine.to_string().as_str() == name)?;
    machine.enter();
    Some(Command::new(program).args(rest).exec().to_string())
}

/// The calls of `rules` come back with `errno`, or as if they had been made where that is 0.
fn filter(rules: BTreeMap<i64, Vec<SeccompRule>>, errno: u32) -> BpfProgram {
    let architecture = TargetArch::try_from(env::consts::ARCH).unwrap();
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, SeccompAction::Errno(errno), architecture);
    filter.unwrap().try_into().unwrap()
}

/// The second argument is 0: whether the signal could be sent is asked.
fn no_signal() -> SeccompRule {
    let zero = SeccompCondition::new(1, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, 0).unwrap();
    SeccompRule::new(vec![zero]).unwrap()
}

fn put(filter: &BpfProgram) {
    seccompiler::apply_filter(filter).unwrap();
}
