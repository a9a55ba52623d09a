//! Which compiler builds submissions. How it is started is `rustc`'s concern.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use crate::Fault;

/// What tells the compiler of submissions from every other one.
///
/// # Errors
/// There is no `rustc`.
pub fn compiler(course_root: &Path) -> Result<&'static str, Fault> {
    Toolchain::of(course_root).map(|toolchain| toolchain.identity.as_str())
}

/// A compiler, by its own path rather than rustup's proxy, so that a submission cannot choose another.
#[derive(Debug, Clone)]
pub(super) struct Toolchain {
    /// The folder that holds `bin`, `lib`.
    pub(super) sysroot: PathBuf,
    /// What tells it from every other compiler.
    pub(super) identity: String,
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
        let sysroot = match chosen() {
            Some(sysroot) => sysroot,
            None => PathBuf::from(ask(Path::new("rustc"), &["--print", "sysroot"], course_root)?.trim()),
        };
        let identity = match identity(&sysroot) {
            Some(identity) => identity,
            None => ask(&sysroot.join("bin/rustc"), &["-vV"], course_root)?,
        };
        Ok(FOUND.get_or_init(|| Toolchain { sysroot, identity }))
    }

    pub(super) fn rustc(&self) -> PathBuf {
        self.sysroot.join("bin/rustc")
    }

    pub(super) fn cargo(&self) -> PathBuf {
        self.sysroot.join("bin/cargo")
    }

    /// `rustc 1.95.0`, for messages.
    pub(super) fn name(&self) -> String {
        let version = ask(&self.rustc(), &["-V"], Path::new("/")).unwrap_or_default();
        version.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
    }
}

/// The toolchain that rustup has chosen for us already: it tells whatever it starts. To ask it again would take longer than
/// all else that is done before a submission is run.
fn chosen() -> Option<PathBuf> {
    let home = env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".rustup")))?;
    let sysroot = home.join("toolchains").join(env::var_os("RUSTUP_TOOLCHAIN")?).canonicalize().ok()?;
    sysroot.join("bin/rustc").is_file().then_some(sysroot)
}

/// The name of the compiler's own library holds a hash of all that it was made of.
fn identity(sysroot: &Path) -> Option<String> {
    let libraries = fs::read_dir(sysroot.join("lib")).ok()?.flatten();
    let mut names = libraries.filter_map(|entry| entry.file_name().into_string().ok());
    names.find(|name| name.starts_with("librustc_driver-"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiler_is_told_by_its_own_library_and_by_nothing_else() {
        let sysroot = tempfile::TempDir::new().unwrap();
        assert_eq!(identity(sysroot.path()), None);
        fs::create_dir(sysroot.path().join("lib")).unwrap();
        fs::write(sysroot.path().join("lib/libstd-0123.so"), "").unwrap();
        assert_eq!(identity(sysroot.path()), None);
        fs::write(sysroot.path().join("lib/librustc_driver-4567.so"), "").unwrap();
        assert_eq!(identity(sysroot.path()).as_deref(), Some("librustc_driver-4567.so"));
    }
}
