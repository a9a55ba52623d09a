//! Submissions whose schedules are explored, in a small course of their own: compiled with the real compiler, explored with
//! the real explorer, in processes that are shut in as well as this machine can.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use grader::{
    build::Build,
    course::{Course, Exercise},
    explore::{Asked, Ended, Exploration, NoAnswer, Nonce, Way, answer, scenarios},
    judge::{Explored, Finding, Seen, Verdict, ends_well, explored},
    observe::Observation,
    sandbox::{Launcher, Seal},
};
use small_course::launcher;
use tempfile::TempDir;

#[path = "support/small_course.rs"]
mod small_course;

const EXERCISE: &str = r#"format_version = 1
title = "Count"
chapter = "count.md"
files = ["src/**/*.rs"]
required = ["src/lib.rs"]

[explored]
closed = ["sync::Mutex", "sync::mpsc"]

[[checks]]
id = "counts"
sentence = "it counts"
weight = 1
next = "count"
"#;

const SCENARIOS: &str = r#"
use controlled::Counter;
use weave::thread;

fn main() {
    let mut scenarios = exploring::open();
    scenarios.explore("two hits", || {
        let counter = Counter::new();
        thread::scope(|scope| {
            scope.spawn(|| counter.hit());
            counter.hit();
        });
        counter.hits()
    });
    scenarios.explore("a hit is seen", || {
        let counter = Counter::new();
        thread::scope(|scope| {
            scope.spawn(|| counter.hit());
        });
        let hits = counter.hits();
        assert!(hits == 1, "one hit was made, but {hits} are counted");
    });
    scenarios.close();
}
"#;

/// A counter whose `hit` is this.
fn counter(hit: &str) -> String {
    format!(
        "use std::sync::atomic::{{AtomicU64, Ordering}};\n\
         pub struct Counter {{ hits: AtomicU64 }}\n\
         impl Counter {{\n\
         pub fn new() -> Counter {{ Counter {{ hits: AtomicU64::new(0) }} }}\n\
         pub fn hit(&self) {{\n{hit}\n}}\n\
         pub fn hits(&self) -> u64 {{ self.hits.load(Ordering::Relaxed) }}\n\
         }}\n"
    )
}

const RIGHT: &str = "self.hits.fetch_add(1, Ordering::Relaxed);";
/// The line of `hit`.
const LINE: u32 = 6;
const LOSES: &str = "self.hits.store(self.hits.load(Ordering::Relaxed) + 1, Ordering::Relaxed);";

/// A course whose one exercise is explored.
fn course() -> &'static Course {
    static COURSE: OnceLock<(TempDir, Course)> = OnceLock::new();
    let stub = counter("todo!()");
    let files = small_course::Files {
        exercise: EXERCISE,
        scenarios: Some(SCENARIOS),
        driver: "fn main() { ex90::Counter::new().hit(); }",
        stub: &stub,
    };
    &COURSE.get_or_init(|| small_course::of("ex90_count", &files)).1
}

fn exercise() -> &'static Exercise {
    course().exercise("ex90").unwrap()
}

fn built(library: &str) -> Build {
    small_course::built(course(), exercise(), library)
}

#[track_caller]
fn driver(library: &str) -> PathBuf {
    match built(library) {
        Build::Ready(program) => program.scenarios.unwrap(),
        Build::Refused(finding) => panic!("refused: {finding:#?}"),
    }
}

#[track_caller]
fn refusal(library: &str) -> Finding {
    match built(library) {
        Build::Refused(finding) => *finding,
        Build::Ready(_) => panic!("built: {library}"),
    }
}

fn run(launcher: &Launcher, driver: &Path, scenario: &str, way: Way) -> (Observation, Result<Exploration, NoAnswer>) {
    let nonce = Nonce::fresh().unwrap();
    let observation = launcher.run(&Asked { scenario: scenario.into(), way }.plan(driver, &nonce)).unwrap();
    let answered = answer(&observation, &nonce, scenario);
    (observation, answered)
}

#[track_caller]
fn explore(driver: &Path, scenario: &str, way: Way) -> Exploration {
    run(launcher(), driver, scenario, way).1.unwrap()
}

/// What is found when a library is asked for this, as a check finds it.
#[track_caller]
fn found(library: &str, asked: &Explored) -> Vec<Finding> {
    let driver = driver(library);
    let full = explore(&driver, asked.scenario(), Way::Explore);
    let again = |way| explore(&driver, asked.scenario(), way);
    let sequential = asked.may_be_memory(&full).then(|| again(Way::Sequential));
    let shown = asked.unexplained(&full, sequential.as_ref()).map(|schedule| again(Way::Replay(schedule)));
    asked.findings(Seen { full: &full, sequential: sequential.as_ref(), shown: shown.as_ref() }).unwrap()
}

fn two_hits() -> Explored {
    explored("two hits").outcomes(&["2"])
}

/// What is remarked of a right counter that is asked for two hits.
fn remark(hit: &str) -> Option<String> {
    let driver = driver(&counter(hit));
    let [full, weaker] = [Way::Explore, Way::Weaker].map(|way| explore(&driver, "two hits", way));
    two_hits().remark(&full, &weaker)
}

#[test]
fn who_uses_seq_cst_for_nothing_is_told_so_with_the_line() {
    let remarked = remark("self.hits.fetch_add(1, Ordering::SeqCst);").unwrap();
    assert!(remarked.starts_with(&format!("SeqCst at src/lib.rs:{LINE} is stronger")), "{remarked}");
    assert_eq!(remark(RIGHT), None);
}

#[test]
fn a_right_answer_holds_under_all_schedules_at_every_level() {
    let driver = driver(&counter(RIGHT));
    let mut explorations = Vec::new();
    for seal in [*launcher().seal(), Seal { observed: false, ..*launcher().seal() }, Seal::NONE] {
        let launcher = Launcher::sealed(env!("CARGO_BIN_EXE_grader"), seal);
        let (observation, exploration) = run(&launcher, &driver, "two hits", Way::Explore);
        assert_eq!(ends_well().findings(&observation).unwrap(), []);
        let exploration = exploration.unwrap();
        assert!(exploration.complete && exploration.schedules > 1, "{exploration:?}");
        assert_eq!(exploration.outcomes.keys().collect::<Vec<_>>(), ["2"]);
        explorations.push(exploration);
    }
    assert!(explorations.iter().all(|exploration| *exploration == explorations[0]));
    assert_eq!(found(&counter(RIGHT), &two_hits()), []);
}

#[test]
fn a_lost_update_is_a_race_that_can_be_replayed() {
    let findings = found(&counter(LOSES), &two_hits());
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    assert_eq!((finding.verdict, finding.expected.as_str()), (Verdict::Race, "2"));
    assert_eq!(finding.place.as_ref().unwrap().to_string(), format!("src/lib.rs:{LINE}"));
    let replay = finding.replay.clone().unwrap();
    let again = || explore(&driver(&counter(LOSES)), "two hits", Way::Replay(replay.schedule.clone()));
    let shown = again();
    assert_eq!(shown, again());
    let schedule = shown.failing.unwrap();
    assert_eq!(schedule.replay, replay.schedule);
    assert!(schedule.explanation.steps.iter().any(|step| step.at.file == "src/lib.rs" && step.at.line == LINE));
}

#[test]
fn what_holds_under_no_schedule_is_a_wrong_answer() {
    let findings = found(&counter("self.hits.fetch_add(2, Ordering::Relaxed);"), &two_hits());
    assert_eq!(findings.iter().map(|finding| finding.verdict).collect::<Vec<_>>(), [Verdict::WrongAnswer]);
}

#[test]
fn whoever_gives_no_answer_does_not_pass() {
    for (hit, verdict) in [
        (
            "fn deep(n: u64) -> u64 { if n == 0 { 0 } else { deep(n + 1) + 1 } } self.hits.store(deep(1), Ordering::Relaxed);",
            Verdict::EndedEarly,
        ),
        ("std::mem::forget(vec![1u8; 1 << 33]);", Verdict::OverLimit),
    ] {
        let (observation, answered) = run(launcher(), &driver(&counter(hit)), "two hits", Way::Explore);
        let mut findings = ends_well().findings(&observation).unwrap();
        if let Ok(full) = answered {
            assert_ne!(full.verdict, Ended::Passed, "{hit}");
            let seen = Seen { full: &full, sequential: None, shown: None };
            findings.extend(explored("two hits").findings(seen).unwrap());
        }
        assert_eq!(findings.first().map(|finding| finding.verdict), Some(verdict), "{hit}: {findings:#?}");
    }
}

#[test]
fn what_is_printed_is_no_answer() {
    let forged = r#"println!("exploration"); let forged = 1; self.hits.store(forged, Ordering::Relaxed);"#;
    let exploration = explore(&driver(&counter(forged)), "two hits", Way::Explore);
    assert_eq!(exploration.outcomes.keys().collect::<Vec<_>>(), ["1"]);
}

#[test]
fn scenarios_are_listed_and_what_is_none_is_our_mistake() {
    let driver = driver(&counter(RIGHT));
    let nonce = Nonce::fresh().unwrap();
    let list = Asked { scenario: String::new(), way: Way::List };
    let listed = scenarios(&launcher().run(&list.plan(&driver, &nonce)).unwrap(), &nonce);
    assert_eq!(listed.unwrap(), ["two hits", "a hit is seen"]);
    let unknown = run(launcher(), &driver, "three hits", Way::Explore).1;
    assert_eq!(unknown, Err(NoAnswer::Unknown("three hits".into())));
    let no_schedule = run(launcher(), &driver, "two hits", Way::Replay("three".into())).1;
    assert!(matches!(no_schedule, Err(NoAnswer::NoSchedule(_))), "{no_schedule:?}");
}

#[test]
fn what_does_not_compile_with_the_real_std_is_told_as_ever() {
    let finding = refusal(&counter("self.hits += 1;"));
    assert_eq!((finding.verdict, finding.place.unwrap().line), (Verdict::DoesNotCompile, LINE));
}

#[test]
fn what_reaches_out_of_the_program_is_forbidden_by_name() {
    for (hit, name) in [
        ("std::process::exit(0);", "process"),
        ("std::fs::write(\"x\", \"y\").unwrap();", "fs"),
        ("if std::env::args().count() > 9 { return; }", "env"),
        ("std::panic::set_hook(Box::new(|_| {}));", "set_hook"),
        ("let _ = std::net::TcpStream::connect(\"localhost:1\");", "net"),
        ("let _ = std::sync::Mutex::new(1);", "Mutex"),
        ("let (_, _) = std::sync::mpsc::channel::<u8>();", "mpsc"),
        ("let _ = option_env!(\"HOME\");", "option_env"),
    ] {
        let finding = refusal(&counter(hit));
        assert_eq!(finding.verdict, Verdict::Forbidden, "{hit}: {finding:#?}");
        assert!(finding.message.contains(name) && finding.message.contains("closed"), "{hit}: {}", finding.message);
        assert_eq!(finding.place.unwrap().to_string(), format!("src/lib.rs:{LINE}"), "{hit}");
    }
}

#[test]
fn atomics_of_core_are_explored_too() {
    let library = counter(LOSES).replace("std::sync::atomic", "core::sync::atomic");
    let findings = found(&library, &two_hits());
    assert_eq!(findings.iter().map(|finding| finding.verdict).collect::<Vec<_>>(), [Verdict::Race]);
}

#[test]
fn the_explorer_is_out_of_the_submissions_reach() {
    for code in ["extern crate weave;", "extern crate controlled;", "extern crate weave_std;"] {
        let finding = refusal(&format!("{}{code}", counter(RIGHT)));
        assert_eq!(finding.verdict, Verdict::DoesNotCompile, "{code}");
    }
}
