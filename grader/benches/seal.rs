//! What the seal and the observer cost: the same program started plainly and as a submission is, turn by turn in one run, and
//! the same for the compiler; and how long what has no end is let. Prints medians; decides nothing.
//!
//! ```text
//! cargo bench -p grader --bench seal [-- ROUNDS]
//! ```

#![expect(clippy::unwrap_used, reason = "what fails here fails the benchmark")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use grader::sandbox::{Files, Launcher, Limits, Plan, Reach, Schedule, Seal, Watched};
use nix::sys::resource::{Usage, UsageWho, getrusage};

const SUBJECT: &str = r#"
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.last().map(String::as_str) {
        Some("burn") => {
            let mut state = 1u64;
            for step in 0..2_000_000_000u64 {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(step);
            }
            println!("{state}");
        }
        _ => println!("done"),
    }
}
"#;

/// What would use up the machine.
const HOGS: &str = r#"
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.last().map(String::as_str) {
        Some("processes") => loop {
            let _ = std::process::Command::new(&arguments[0]).arg("processes").spawn();
        },
        Some("threads") => loop {
            std::mem::forget(std::thread::Builder::new().spawn(|| std::thread::park()));
        },
        Some("memory") => {
            let mut kept = Vec::new();
            loop {
                kept.push(vec![1u8; 1 << 20]);
            }
        }
        Some("disk") => {
            for number in 0.. {
                let _ = std::fs::write(std::env::temp_dir().join(format!("file{number}")), vec![1; 1 << 20]);
            }
        }
        Some("output") => loop {
            println!("and on and on and on");
        },
        _ => {}
    }
}
"#;

fn main() {
    let rounds = env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(200);
    let folder = tempfile::tempdir().unwrap();
    let subject = compiled(folder.path(), "driver", SUBJECT);
    let launcher = Launcher::probe(Path::new(env!("CARGO_BIN_EXE_grader"))).unwrap();
    println!("level {}, {}", launcher.seal().level(), launcher.seal());
    let open = Launcher::sealed(
        env!("CARGO_BIN_EXE_grader"),
        Seal { files: Files::Open, calls: false, uid: None, ..*launcher.seal() },
    );
    runs("a program that prints a line", rounds, &subject, "done", &[("observed", &open), ("sealed", &launcher)]);
    runs("a program that computes", rounds.div_ceil(10), &subject, "burn", &[("sealed", &launcher)]);
    hogs(&compiled(folder.path(), "hogs", HOGS), &launcher);
    compiling(rounds.div_ceil(5), folder.path(), &[("observed", &open), ("sealed", &launcher)]);
}

fn runs(what: &str, rounds: usize, subject: &Path, mode: &str, launchers: &[(&str, &Launcher)]) {
    let plan = Plan { arguments: vec![mode.to_owned()], ..Plan::of_driver(subject) };
    let mut plain = Vec::new();
    let mut others = vec![Vec::new(); launchers.len()];
    for _ in 0..rounds {
        plain.push(timed(|| drop(Command::new(subject).arg(mode).stdin(Stdio::null()).output().unwrap())));
        for ((_, launcher), times) in launchers.iter().zip(&mut others) {
            times.push(timed(|| drop(launcher.run(&plan).unwrap())));
        }
    }
    let base = told(what, "plain", &plain, None);
    for ((name, _), times) in launchers.iter().zip(&others) {
        told(what, name, times, Some(base));
    }
}

fn compiling(rounds: usize, folder: &Path, launchers: &[(&str, &Launcher)]) {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output().unwrap().stdout;
    let sysroot = PathBuf::from(String::from_utf8(sysroot).unwrap().trim());
    let (laid, out) = (folder.join("laid"), folder.join("out"));
    for folder in [&laid, &out] {
        fs::create_dir(folder).unwrap();
    }
    fs::write(laid.join("subject.rs"), SUBJECT).unwrap();
    let output = out.join("subject");
    let arguments: Vec<String> =
        ["--edition=2024", "-Cdebuginfo=line-tables-only", "-Ccodegen-units=1", "subject.rs", "-o"]
            .into_iter()
            .map(str::to_owned)
            .chain([output.to_str().unwrap().to_owned()])
            .collect();
    let path = env::var("PATH").unwrap();
    let environment = vec![("PATH".to_owned(), path), ("TMPDIR".to_owned(), out.to_str().unwrap().to_owned())];
    let system = ["/usr/bin", "/usr/lib", "/usr/lib64", "/usr/libexec", "/lib", "/lib64"].map(PathBuf::from);
    let plan = Plan {
        arguments: arguments.clone(),
        limits: Limits { threads: 256, memory_mib: 2048, disk_mib: 512, files: 1024, ..Limits::default() },
        schedule: Schedule::FREE,
        watched: Watched::Tasks,
        reach: Reach {
            folder: Some(laid.clone()),
            read: [laid.clone()].into_iter().chain(MEMORY.map(PathBuf::from)).collect(),
            execute: system.into_iter().chain([sysroot.clone()]).filter(|folder| folder.exists()).collect(),
            write: vec![out],
            environment: environment.clone(),
            sockets: false,
        },
        ..Plan::of_driver(sysroot.join("bin/rustc"))
    };
    let mut plain = Vec::new();
    let mut others = vec![Vec::new(); launchers.len()];
    for _ in 0..rounds {
        let mut rustc = Command::new(sysroot.join("bin/rustc"));
        rustc.args(&arguments).current_dir(&laid).env_clear().envs(environment.clone()).stdin(Stdio::null());
        plain.push(timed(|| assert!(rustc.output().unwrap().status.success())));
        for ((_, launcher), times) in launchers.iter().zip(&mut others) {
            let _ = fs::remove_file(&output);
            times.push(timed(|| drop(launcher.run(&plan).unwrap())));
            assert!(output.exists(), "the compiler made nothing");
        }
    }
    let base = told("compiling it", "plain", &plain, None);
    for ((name, _), times) in launchers.iter().zip(&others) {
        told("compiling it", name, times, Some(base));
    }
}

/// What the compiler may read of the kernel, here as where submissions are compiled.
const MEMORY: [&str; 2] = ["/proc/sys/vm/overcommit_memory", "/sys/kernel/mm/transparent_hugepage/enabled"];

/// How long what has no end is let: from the first instruction of the program to its end.
fn hogs(subject: &Path, launcher: &Launcher) {
    for hog in ["processes", "threads", "memory", "disk", "output"] {
        let plan = Plan { arguments: vec![hog.to_owned()], schedule: Schedule::FREE, ..Plan::of_driver(subject) };
        let mut runs: Vec<_> = (0..5).map(|_| launcher.run(&plan).unwrap()).collect();
        runs.sort_by_key(|seen| seen.wall_us);
        let times: Vec<u64> = runs.iter().map(|seen| seen.wall_us / 1000).collect();
        println!("{hog} without end: {:?}, ended after {times:?} ms", runs[2].ending);
    }
}

/// Wall-clock and CPU time.
type Times = (Duration, Duration);

fn timed(body: impl FnOnce()) -> Times {
    let cpu = || {
        let used: Usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
        let time = |value: nix::sys::time::TimeVal| {
            Duration::from_secs(value.tv_sec() as u64) + Duration::from_micros(value.tv_usec() as u64)
        };
        time(used.user_time()) + time(used.system_time())
    };
    let (before, began) = (cpu(), std::time::Instant::now());
    body();
    (began.elapsed(), cpu() - before)
}

fn told(what: &str, how: &str, times: &[Times], base: Option<Times>) -> Times {
    let median = |pick: fn(&Times) -> Duration| {
        let mut sorted: Vec<Duration> = times.iter().map(pick).collect();
        sorted.sort();
        sorted[sorted.len() / 2]
    };
    let (wall, cpu) = (median(|times| times.0), median(|times| times.1));
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let against = base.map_or(String::new(), |(base_wall, base_cpu)| {
        let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
        let (more_wall, more_cpu) = (ms(wall) - ms(base_wall), ms(cpu) - ms(base_cpu));
        let (wall_ratio, cpu_ratio) = (ratio(wall, base_wall), ratio(cpu, base_cpu));
        format!("  +{more_wall:.2} ms, {wall_ratio:.3} times; CPU +{more_cpu:.2} ms, {cpu_ratio:.3} times")
    });
    println!("{what}, {how}: median of {} {:.2} ms, CPU {:.2} ms{against}", times.len(), ms(wall), ms(cpu));
    (wall, cpu)
}

fn compiled(folder: &Path, name: &str, text: &str) -> PathBuf {
    let source = folder.join(name).with_extension("rs");
    fs::write(&source, text).unwrap();
    let program = folder.join(name);
    let rustc = Command::new("rustc").args(["--edition=2024", "-O"]).arg(&source).arg("-o").arg(&program).status();
    assert!(rustc.unwrap().success());
    program
}
