//! One commit of a repository that nobody has looked at, without a work tree: git fetches it into an empty repository of its
//! own and gives its files as a tar stream, so that no hook, filter, submodule or link of it has any effect.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use super::{
    archive,
    handed_in::{NotOpened, folder},
};
use crate::Fault;

/// What git may use to fetch from.
const PROTOCOLS: &str = "file:https:http:ssh:git";

/// Unpacks `commit` of the repository at `url` into the folder `to`; gives the commit's full id.
///
/// # Errors
/// There is no such repository or commit, or there is no git.
pub(super) fn unpack(url: &str, commit: &str, to: &Path) -> Result<String, NotOpened> {
    if url.starts_with('-') || commit.starts_with('-') || commit.is_empty() {
        return Err(NotOpened::Problem(format!("`{}` is no URL and commit", format!("{url} {commit}").escape_debug())));
    }
    let repository = folder()?;
    git(repository.path(), &["init", "--quiet", "--bare"])?;
    // Only the commit where the server lets us ask for it; else all branches and tags, to find it among them.
    let asked = ["fetch", "--quiet", "--no-tags", "--depth=1", "--end-of-options", url, commit];
    if git(repository.path(), &asked).is_err() {
        let all =
            ["fetch", "--quiet", "--end-of-options", url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
        git(repository.path(), &all)?;
    } else {
        git(repository.path(), &["update-ref", "refs/heads/asked", "FETCH_HEAD"])?;
    }
    let names = ["refs/heads/asked".to_owned(), commit.to_owned()];
    let found = names.iter().find_map(|name| {
        git(repository.path(), &["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")]).ok()
    });
    let Some(id) = found.map(|id| id.trim().to_owned()) else {
        return Err(NotOpened::Problem(format!("has no commit `{}` on any branch or tag", commit.escape_debug())));
    };
    let mut archived = command(repository.path(), &["archive", "--format=tar", &id]);
    let mut child = archived.stdout(Stdio::piped()).spawn().map_err(no_git)?;
    let stream = child.stdout.take().ok_or_else(|| Fault::tool("git", "no standard output"))?;
    let unpacked = archive::unpack_tar(stream, to);
    let _ = child.kill(); // it has given all that was asked, or nobody asks for more
    child.wait().map_err(no_git)?;
    unpacked.map(|()| id)
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
