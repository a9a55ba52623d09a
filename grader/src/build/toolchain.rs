//! Which compiler builds submissions. How it is started is `rustc`'s concern.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use crate::Fault;

/// A compiler, by its own path rather than rustup's proxy, so that a submission cannot choose another.
#[derive(Debug, Clone)]
pub(super) struct Toolchain {
    /// The folder that holds `bin`, `lib`.
    pub(super) sysroot: PathBuf,
    /// All that `rustc -vV` says.
    pub(super) version: String,
}

impl Toolchain {
    /// The compiler that `course_root` asks for (rust-toolchain.toml). It is asked once in the life of this process.
    ///
    /// # Errors
    /// There is no `rustc`.
    pub(super) fn of(course_root: &Path) -> Result<&'static Toolchain, Fault> {
        static FOUND: OnceLock<Toolchain> = OnceLock::new();
        if let Some(toolchain) = FOUND.get() {
            return Ok(toolchain);
        }
        let sysroot = PathBuf::from(ask(Path::new("rustc"), &["--print", "sysroot"], course_root)?.trim());
        let version = ask(&sysroot.join("bin/rustc"), &["-vV"], course_root)?;
        Ok(FOUND.get_or_init(|| Toolchain { sysroot, version }))
    }

    pub(super) fn rustc(&self) -> PathBuf {
        self.sysroot.join("bin/rustc")
    }

    pub(super) fn cargo(&self) -> PathBuf {
        self.sysroot.join("bin/cargo")
    }

    /// `rustc 1.95.0`, for messages.
    pub(super) fn name(&self) -> String {
        self.version.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
    }
}

fn ask(rustc: &Path, arguments: &[&str], folder: &Path) -> Result<String, Fault> {
    let problem = |what: String| {
        let remedy = "install the toolchain of rust-toolchain.toml, as in `rustup toolchain install`";
        Fault::tool(rustc.display().to_string(), format!("{what}; {remedy}"))
    };
    let output = Command::new(rustc).args(arguments).current_dir(folder).output();
    let output = output.map_err(|error| problem(error.to_string()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(problem(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
    }
}
