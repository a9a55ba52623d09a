//! The layer of the seal that says which files a run can reach: a Landlock ruleset of its plan. Everything that has no rule
//! is out of reach, whoever owns it: <https://docs.kernel.org/userspace-api/landlock.html>.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, Scope,
};

use super::{Files, Plan};

/// Where a program finds a sink, as `Stdio::null` does.
const NULL: &str = "/dev/null";

/// A ruleset and what may be reached in spite of it, not yet in force.
pub(super) struct Rules(RulesetCreated);

/// The rules of `plan`, as strict as `files` says; `None` where that is not at all.
///
/// # Errors
/// The kernel lacks what `files` asks for, or a path of the plan is not there.
pub(super) fn rules(files: Files, plan: &Plan, folder: &Path) -> Result<Option<Rules>, String> {
    let Some(mut rules) = empty(files).map_err(|error| error.to_string())? else { return Ok(None) };
    let reach = &plan.reach;
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let execute = read | AccessFs::Execute;
    let libraries = Libraries::ours();
    rules = rules.allow(&plan.program, AccessFs::ReadFile | AccessFs::Execute)?;
    for path in &libraries.loaders {
        rules = rules.allow(path, AccessFs::ReadFile | AccessFs::Execute)?;
    }
    for path in &libraries.folders {
        rules = rules.allow(path, AccessFs::ReadFile.into())?;
    }
    rules = rules.allow_if_there("/etc/ld.so.cache".as_ref(), AccessFs::ReadFile.into())?;
    rules = rules.allow_if_there(NULL.as_ref(), AccessFs::ReadFile | AccessFs::WriteFile)?;
    for path in &reach.read {
        rules = rules.allow(path, read)?;
    }
    for path in &reach.execute {
        rules = rules.allow(path, execute)?;
    }
    let own = reach.folder.is_none().then_some(folder);
    for path in reach.write.iter().map(PathBuf::as_path).chain(own) {
        rules = rules.allow(path, written())?;
    }
    Ok(Some(rules))
}

/// A ruleset without rules.
pub(super) fn empty(files: Files) -> Result<Option<Rules>, RulesetError> {
    let ruleset = Ruleset::default();
    let created = match files {
        Files::Open => return Ok(None),
        Files::Shut => {
            let least = ruleset.set_compatibility(CompatLevel::HardRequirement);
            let least = least.handle_access(AccessFs::from_all(ABI::V1))?;
            let more = least.set_compatibility(CompatLevel::BestEffort);
            more.handle_access(AccessFs::from_all(ABI::V5))?.handle_access(AccessNet::from_all(ABI::V4))?.create()?
        }
        Files::Scoped => {
            let least = ruleset.set_compatibility(CompatLevel::HardRequirement);
            let least = least.handle_access(AccessFs::from_all(ABI::V6))?;
            let least = least.handle_access(AccessNet::from_all(ABI::V6))?.scope(Scope::from_all(ABI::V6))?;
            least.create()?
        }
    };
    Ok(Some(Rules(created)))
}

/// All that can be done in a folder but execute its files and make devices.
fn written() -> BitFlags<AccessFs> {
    AccessFs::from_all(ABI::V5) & !(AccessFs::Execute | AccessFs::MakeBlock | AccessFs::MakeChar | AccessFs::IoctlDev)
}

impl Rules {
    fn allow(self, path: &Path, access: BitFlags<AccessFs>) -> Result<Rules, String> {
        let failed = |error: String| format!("{}: {error}", path.display());
        let file = fs::metadata(path).map_err(|error| failed(error.to_string()))?;
        let access = if file.is_dir() { access } else { access & AccessFs::from_file(ABI::V5) };
        let opened = PathFd::new(path).map_err(|error| failed(error.to_string()))?;
        let added = self.0.set_compatibility(CompatLevel::BestEffort).add_rule(PathBeneath::new(opened, access));
        added.map(Rules).map_err(|error| failed(error.to_string()))
    }

    fn allow_if_there(self, path: &Path, access: BitFlags<AccessFs>) -> Result<Rules, String> {
        if path.exists() { self.allow(path, access) } else { Ok(self) }
    }

    /// Puts the rules in force for this thread and all that comes from it, for ever.
    ///
    /// # Errors
    /// The kernel does not let us.
    pub(super) fn enforce(self) -> Result<(), String> {
        self.0.restrict_self().map(drop).map_err(|error| error.to_string())
    }
}

/// The shared libraries of our own program: a driver is linked with the same std and so with the same libraries.
struct Libraries {
    loaders: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl Libraries {
    fn ours() -> Libraries {
        let mut libraries = Libraries { loaders: BTreeSet::new(), folders: BTreeSet::new() };
        let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
        for path in maps.lines().filter_map(|line| line.find('/').map(|start| Path::new(&line[start..]))) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !name.contains(".so") {
                continue;
            }
            if name.starts_with("ld") {
                libraries.loaders.insert(path.to_owned());
            }
            libraries.folders.extend(path.parent().map(Path::to_owned));
        }
        libraries
    }
}
