//! What only machine code can try: a program of ours is run by the launcher as a submission is, and tells of each probe
//! whether it was blocked. Where the tests run as root, everything is tried once more with a launcher that is not root.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use grader::{
    observe::{Ending, Limit, Observation, Stream},
    sandbox::Limits,
    submission::digest,
};
use libtest_mimic::{Failed, Trial};
use nix::unistd::Uid;

use super::{
    course::root,
    ground::{Ground, NOBODY},
    launched::{self, Asked, Launched},
    left,
    parts::{PARTS, Part},
    table,
};

/// A user who owns nothing, and is not the one that root's runs are made as.
const ORDINARY: u32 = 20_001;

/// What a run of the raw program may use.
const LIMITS: Limits = Limits {
    cpu_seconds: 5,
    wall_seconds: 60,
    memory_mib: 64,
    threads: 16,
    processes: 16,
    output_bytes: 1 << 20,
    files: 256,
    disk_mib: 64,
};

/// All parts, for each user that there is.
pub fn trials() -> Vec<Trial> {
    let users: &[Option<u32>] = if Uid::effective().is_root() { &[None, Some(ORDINARY)] } else { &[None] };
    let all = users.iter().flat_map(|user| PARTS.iter().map(move |part| (*part, *user)));
    all.map(|(part, user)| {
        let of = if user.is_some() { "raw-as-an-ordinary-user" } else { "raw" };
        let name = format!("{of}/{}", part.full_name());
        Trial::test(name.clone(), move || attempt(part, user, &name))
    })
    .collect()
}

fn attempt(part: Part, user: Option<u32>, name: &str) -> Result<(), Failed> {
    let ground = Ground::new(user.unwrap_or(NOBODY));
    let Launched { level, seen } = launch(part, user, &ground)?;
    let said = String::from_utf8_lossy(&seen.printed(Stream::Out)).into_owned();
    let mut problems: Vec<String> = said.lines().filter(|line| line.starts_with("BREACH")).map(str::to_owned).collect();
    if part.probes && !(said.contains("blocked ") && said.ends_with("done\n")) {
        problems.push("not all of its probes were made".to_owned());
    }
    if !part.ends.contains(&seen.ending) {
        problems.push(format!("it ended with {:?}, not with one of {:?}", seen.ending, part.ends));
    }
    if !["A", "B"].contains(&level.as_str()) {
        problems.push(format!("it was shut in at level {level}"));
    }
    let disturbances = ground.disturbances();
    let came_to = format!("{} after {} ms", table::told(&seen.ending), seen.wall_us / 1000);
    table::row(name, part.stopped_by, &came_to, disturbances.is_empty());
    problems.extend(disturbances);
    match problems.is_empty() {
        true => Ok(()),
        false => Err(format!("{}\n{said}\n{}", problems.join("\n"), complaints(&seen)).into()),
    }
}

fn complaints(seen: &Observation) -> String {
    String::from_utf8_lossy(&seen.printed(Stream::Err)).into_owned()
}

/// Launches a part in a process of its own, whose user is the one asked for.
fn launch(part: Part, user: Option<u32>, ground: &Ground) -> Result<Launched, Failed> {
    let aims =
        ["pid=@PID@", "outside=@OUTSIDE@", "bait=@BAIT@", "datagram=@DATAGRAM@", "abstract=@ABSTRACT@", "mark=@MARK@"];
    let arguments = [part.name].into_iter().chain(aims).map(|argument| ground.fill(argument)).collect();
    // Where this checkout lies, an ordinary user might not get to.
    let grader = reachable(ground, Path::new(env!("CARGO_BIN_EXE_grader")), "grader", user);
    let program = reachable(ground, program(), "program", user);
    // Whoever is to be ended by the clock need not be waited for long.
    let by_the_clock = part.ends.contains(&Ending::Limit(Limit::Wall));
    let limits = Limits { wall_seconds: if by_the_clock { 2 } else { LIMITS.wall_seconds }, ..LIMITS };
    let asked = Asked { grader, program, arguments, limits, sockets: part.sockets, user };
    let mut command = Command::new(std::env::current_exe()?);
    ground.surround(&mut command);
    command.arg(launched::ROLE).arg(serde_json::to_string(&asked)?);
    let output = left::output(&mut command);
    serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)).into())
}

fn reachable(ground: &Ground, program: &Path, name: &str, user: Option<u32>) -> PathBuf {
    let folder = ground.path("programs");
    let copy = folder.join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::copy(program, &copy).unwrap();
    for path in [&copy, &folder] {
        fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
        chown(path, user, user).unwrap();
    }
    copy
}

/// The parts that the program has, by its own word, beside the one that others execute to tell that they could.
pub fn all_there_are() -> Vec<String> {
    let output = left::output(Command::new(program()).args(["no-channel", "parts"]));
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().filter(|line| !["survived", "done"].contains(line)).map(str::to_owned).collect()
}

/// The raw program. It is kept by what it is made of, so that it is compiled once.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let source = root().join("grader/tests/hostile/raw");
        let mut files: Vec<PathBuf> = fs::read_dir(&source).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let texts: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
        let digest = digest(texts.iter().map(|text| ("", text.as_slice())));
        let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-raw-{}", &digest[..16]));
        if !program.exists() {
            compile(&source.join("main.rs"), &program);
        }
        program
    })
}

fn compile(source: &Path, program: &Path) {
    let unfinished = tempfile::tempdir_in(program.parent().unwrap()).unwrap();
    let output = unfinished.path().join("program");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    rustc.current_dir(root()).args(["--edition=2024", "-Dwarnings"]).arg(source).arg("-o").arg(&output);
    let compiled = left::output(&mut rustc);
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    fs::rename(output, program).unwrap();
}
