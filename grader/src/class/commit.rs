//! One commit of a repository that nobody has looked at, without a work tree: git fetches it into an empty repository of its
//! own and gives its files as a tar stream, so that no hook, filter, submodule or link of it has any effect.

use std::{
    fs::File,
    path::Path,
    process::{Command, Stdio},
};

use super::{
    archive,
    handed_in::{NotOpened, folder},
};
use crate::{Fault, temporary::Temporary};

/// What git may use to fetch from.
const PROTOCOLS: &str = "file:https:http:ssh:git";

/// A commit that was fetched; gone when it is dropped.
#[derive(Debug)]
pub struct Fetched {
    repository: Temporary,
    id: String,
}

impl Fetched {
    /// Fetches `commit` (a full or short id, a tag or a branch) of the repository at `url`.
    ///
    /// # Errors
    /// There is no such repository or commit, or there is no git.
    pub fn of(url: &str, commit: &str) -> Result<Fetched, NotOpened> {
        if url.starts_with('-') || commit.starts_with('-') || commit.is_empty() {
            let told = format!("{url} {commit}");
            return Err(NotOpened::Problem(format!("`{}` is no URL and commit", told.escape_debug())));
        }
        let repository = folder()?;
        let git = |arguments: &[&str]| git(repository.path(), arguments);
        git(&["init", "--quiet", "--bare"])?;
        // Only the commit where the server lets us ask for it; else all branches and tags, to find it among them.
        let one = ["fetch", "--quiet", "--no-tags", "--depth=1", "--end-of-options", url, commit];
        let all =
            ["fetch", "--quiet", "--end-of-options", url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
        let name = match git(&one) {
            Ok(_) => "FETCH_HEAD",
            Err(_) => git(&all).map(|_| commit)?,
        };
        let found = git(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]);
        let id = found.map_err(|_| {
            NotOpened::Problem(format!("has no commit `{}` on any branch or tag", commit.escape_debug()))
        })?;
        let id = id.trim().to_owned();
        Ok(Fetched { repository, id })
    }

    /// The commit's full id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Unpacks its files into the folder `to`.
    ///
    /// # Errors
    /// It holds more than a submission may, or git fails.
    pub fn unpack(&self, to: &Path) -> Result<(), NotOpened> {
        let mut archive = command(self.repository.path(), &["archive", "--format=tar", &self.id]);
        let mut child = archive.stdout(Stdio::piped()).spawn().map_err(no_git)?;
        let stream = child.stdout.take().ok_or_else(|| Fault::tool("git", "no standard output"))?;
        let unpacked = archive::unpack_tar(stream, to);
        let _ = child.kill(); // it has given all that was asked, or nobody asks for more
        child.wait().map_err(no_git)?;
        unpacked
    }

    /// Writes its files to the archive `to`, a `.tar.gz`.
    ///
    /// # Errors
    /// The file cannot be written, or git fails.
    pub fn pack(&self, to: &Path) -> Result<(), NotOpened> {
        let file = File::create(to).map_err(Fault::file("create", to))?;
        let mut archive = command(self.repository.path(), &["archive", "--format=tar.gz", &self.id]);
        let status = archive.stdout(file).status().map_err(no_git)?;
        match status.success() {
            true => Ok(()),
            false => Err(NotOpened::Fault(Fault::tool("git archive", status.to_string()))),
        }
    }
}

fn git(repository: &Path, arguments: &[&str]) -> Result<String, NotOpened> {
    let output = command(repository, arguments).output().map_err(no_git)?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => {
            let said = String::from_utf8_lossy(&output.stderr);
            let line = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("git failed");
            Err(NotOpened::Problem(format!("cannot be fetched: {}", line.escape_debug())))
        }
    }
}

fn command(repository: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(repository).args(["-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never"]);
    command.args(arguments).stdin(Stdio::null());
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_ALLOW_PROTOCOL", PROTOCOLS).env("LC_ALL", "C");
    for inherited in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"] {
        command.env_remove(inherited);
    }
    command
}

fn no_git(error: std::io::Error) -> NotOpened {
    NotOpened::Fault(Fault::tool("git", format!("{error}: install git")))
}
