//! What each layer is called, what it is good for, and how to get it where it is missing.

use crate::sandbox::{LayerKind, Surroundings};

/// Its name, in one word.
pub(super) fn name(layer: LayerKind) -> &'static str {
    match layer {
        LayerKind::Files => "files",
        LayerKind::Scopes => "scopes",
        LayerKind::Calls => "calls",
        LayerKind::Observed => "observed",
        LayerKind::User => "user",
    }
}

/// What it is good for, in a sentence for a teacher.
pub(super) fn protects(layer: LayerKind) -> &'static str {
    match layer {
        LayerKind::Files => "a submission reaches its own empty folder, and none of your files (Landlock)",
        LayerKind::Scopes => {
            "the kernel itself keeps a submission from TCP, from other programs' sockets, and from signals to them \
             (Landlock's scopes); without it the list of calls does that alone"
        }
        LayerKind::Calls => "a submission makes only the system calls that the exercises need (seccomp)",
        LayerKind::Observed => {
            "every thread and process is seen, and what it waits for, which is what most checks are about; and all \
             of them end with the grader (ptrace)"
        }
        LayerKind::User => "a submission runs as a user who owns nothing, though you are root",
    }
}

/// How to get it.
pub(super) fn remedy(layer: LayerKind, surroundings: &Surroundings) -> String {
    let remedies = match layer {
        LayerKind::Files => landlock(surroundings, (5, 13)),
        LayerKind::Scopes => landlock(surroundings, (6, 12)),
        LayerKind::Calls => calls(surroundings),
        LayerKind::Observed => ptrace(surroundings),
        LayerKind::User => user(surroundings),
    };
    remedies.join("; or ")
}

fn landlock(surroundings: &Surroundings, (major, minor): (u32, u32)) -> Vec<String> {
    let mut remedies = Vec::new();
    if surroundings.version().is_some_and(|version| version < (major, minor)) {
        let update = if surroundings.is_wsl() { ", by `wsl --update` in Windows" } else { "" };
        return vec![format!("use a kernel from Linux {major}.{minor} on{update}: this is {}", surroundings.kernel)];
    }
    match &surroundings.modules {
        Some(modules) if !modules.iter().any(|module| module == "landlock") => {
            let list = ["landlock"].into_iter().chain(modules.iter().map(String::as_str)).collect::<Vec<_>>().join(",");
            remedies.push(format!("the kernel starts without Landlock: add `lsm={list}` to its boot line"));
        }
        None => {
            remedies.push("if the kernel starts without Landlock, add it to the list `lsm=` of its boot line".into())
        }
        Some(_) => {}
    }
    remedies.push(container(surroundings, "--security-opt seccomp=unconfined"));
    remedies
}

fn calls(surroundings: &Surroundings) -> Vec<String> {
    vec![format!(
        "use a kernel that was built with CONFIG_SECCOMP_FILTER, on x86_64 or aarch64: this is {} on {}",
        surroundings.kernel, surroundings.processor
    )]
}

fn ptrace(surroundings: &Surroundings) -> Vec<String> {
    match surroundings.yama {
        Some(3..) => vec!["Yama forbids it until the next boot: take `kernel.yama.ptrace_scope=3` out of /etc/sysctl.d \
             and boot again"
            .to_owned()],
        Some(2) => vec![
            "Yama forbids it: `sudo sysctl kernel.yama.ptrace_scope=1`, and the same in a file of /etc/sysctl.d so that \
             it lasts"
                .to_owned(),
        ],
        _ => vec![
            container(surroundings, "--cap-add SYS_PTRACE --security-opt seccomp=unconfined"),
            "look for a security module that denies ptrace (SELinux: `sudo setsebool deny_ptrace 0`), and for a tracer \
             such as strace around the grader"
                .to_owned(),
        ],
    }
}

fn user(surroundings: &Surroundings) -> Vec<String> {
    vec![
        "run the grader as an ordinary user".to_owned(),
        container(surroundings, "--cap-add SYS_PTRACE")
            + ", without which root observes nobody else, and do not drop \
            SETUID, SETGID and CHOWN",
    ]
}

fn container(surroundings: &Surroundings, options: &str) -> String {
    let whether = if surroundings.container { "" } else { "if this is a container, " };
    format!("{whether}start the container with `{options}`")
}
