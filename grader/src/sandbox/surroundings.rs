//! What this machine says of itself: for words alone. What can be had of it is `probe`'s to find out, by trying.

use std::{fs, path::Path};

use nix::{sys::utsname::uname, unistd::Uid};
use serde::Serialize;

/// What a machine says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Surroundings {
    /// The kernel's release: `6.8.0-41-generic`.
    pub kernel: String,
    /// The processor: `x86_64`.
    pub processor: String,
    /// The user that the grader runs as.
    pub user: u32,
    /// Yama's `ptrace_scope`, where the kernel has Yama: 2 and 3 let nobody trace.
    pub yama: Option<u32>,
    /// The security modules that were started, where that can be read.
    pub modules: Option<Vec<String>>,
    /// It looks like a container.
    pub container: bool,
}

impl Surroundings {
    /// Those of this process.
    pub fn here() -> Surroundings {
        let name = uname().ok();
        let text = |text: Option<&std::ffi::OsStr>| text.unwrap_or_default().to_string_lossy().into_owned();
        let modules = fs::read_to_string("/sys/kernel/security/lsm").ok();
        let containers = ["/.dockerenv", "/run/.containerenv"];
        Surroundings {
            kernel: text(name.as_ref().map(|name| name.release())),
            processor: text(name.as_ref().map(|name| name.machine())),
            user: Uid::effective().as_raw(),
            yama: fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope")
                .ok()
                .and_then(|text| text.trim().parse().ok()),
            modules: modules.map(|text| text.trim().split(',').map(str::to_owned).collect()),
            container: containers.iter().any(|path| Path::new(path).exists()),
        }
    }

    /// The kernel's version: `(6, 8)`.
    pub fn version(&self) -> Option<(u32, u32)> {
        let mut numbers = self.kernel.split(|c: char| !c.is_ascii_digit());
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    }

    /// It is the Windows Subsystem for Linux.
    pub fn is_wsl(&self) -> bool {
        self.kernel.to_lowercase().contains("microsoft")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_two_numbers_of_the_release() {
        for (kernel, version) in [
            ("6.8.0-41-generic", Some((6, 8))),
            ("5.15.153.1-microsoft-standard-WSL2", Some((5, 15))),
            ("6.12-rc3", Some((6, 12))),
            ("", None),
            ("next", None),
        ] {
            let machine = Surroundings { kernel: kernel.to_owned(), ..Surroundings::default() };
            assert_eq!((machine.version(), machine.is_wsl()), (version, kernel.contains("microsoft")), "{kernel}");
        }
        assert!(Surroundings::here().version().is_some());
    }
}
