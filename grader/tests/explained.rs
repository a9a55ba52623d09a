//! The pages on the verdicts, held to what they say: the smallest program that has a fault gets that verdict from the real
//! rules, by a run that is observed or by all of its schedules, and the program of the smallest change does not.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::sync::OnceLock;

use grader::{
    build::{Build, Program},
    course::Course,
    explore::{Asked, Nonce, Way, answer},
    judge::{self as facts, Fact, Finding, Seen, Verdict, explored},
    observe::Lines,
    report,
    sandbox::{Files, Launcher, Limits, Plan, Reach, Seal},
};
use rstest::rstest;
use tempfile::TempDir;

#[path = "support/small_course.rs"]
mod small_course;

const EXERCISE: &str = r#"format_version = 1
title = "The program of a page"
chapter = "page.md"
files = ["src/**/*.rs"]
required = ["src/lib.rs"]

[[checks]]
id = "runs"
sentence = "it runs"
weight = 1
next = "run"
"#;

const DRIVER: &str = r#"
use harness::reply;

fn main() {
    reply::open().expect("started by the launcher");
    let _ = PACKAGE::main();
    reply::done();
}
"#;

const SCENARIOS: &str = r#"
fn main() {
    let mut scenarios = exploring::open();
    scenarios.explore_by(&exploring::explorer().polling(weave::Polling::Fail), "main", || controlled::ends_right());
    scenarios.close();
}
"#;

/// Put before a program whose schedules are explored: what an assertion says is an outcome there, of which more than one can
/// be seen, and no panic.
const OUTCOME: &str = r"
static RIGHT: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(true);
macro_rules! assert_eq {
    ($left:expr, $right:expr) => {
        if $left != $right {
            RIGHT.store(false, std::sync::atomic::Ordering::Relaxed);
        }
    };
}
pub fn ends_right() -> bool {
    main();
    RIGHT.load(std::sync::atomic::Ordering::Relaxed)
}
";

/// The programs of a page: with the fault, and without it.
#[track_caller]
fn programs(verdict: Verdict) -> [String; 2] {
    let page = report::explain::page(verdict);
    let mut blocks = page.split("```rust").skip(1).map(|block| {
        let (_, code) = block.split_once('\n').unwrap();
        code.split("```").next().unwrap().replace("fn main()", "pub fn main()")
    });
    [blocks.next().unwrap(), blocks.next().unwrap()]
}

fn course(is_explored: bool) -> &'static (TempDir, Course) {
    static COURSES: [OnceLock<(TempDir, Course)>; 2] = [const { OnceLock::new() }; 2];
    COURSES[usize::from(is_explored)].get_or_init(|| {
        let stem = if is_explored { "ex92_explored" } else { "ex91_observed" };
        let exercise = if is_explored { format!("{EXERCISE}\n[explored]\n") } else { EXERCISE.to_owned() };
        let driver = DRIVER.replace("PACKAGE", &stem[..4]);
        let scenarios = is_explored.then_some(SCENARIOS);
        small_course::of(stem, &small_course::Files { exercise: &exercise, scenarios, driver: &driver, stub: "" })
    })
}

#[track_caller]
fn built(is_explored: bool, library: &str) -> Program {
    let course = &course(is_explored).1;
    match small_course::built(course, &course.exercises[0], library) {
        Build::Ready(program) => program,
        Build::Refused(finding) => panic!("refused: {finding:#?}\n{library}"),
    }
}

/// What is found when the program is run as any other, but that no file is shut: it may start programs of the system.
fn observed(library: &str, fact: &Fact) -> Vec<Finding> {
    let program = built(false, library);
    let launcher =
        Launcher::sealed(env!("CARGO_BIN_EXE_grader"), Seal { files: Files::Open, ..*small_course::launcher().seal() });
    let limits = Limits { cpu_seconds: 1, ..Limits::default() };
    let reach = Reach { execute: vec!["/".into()], ..Reach::default() };
    let mut observation = launcher.run(&Plan { limits, reach, ..Plan::of_driver(&program.program) }).unwrap();
    Lines::of(&program.program).unwrap().resolve(&mut observation);
    fact.findings(&observation).unwrap()
}

/// What is found under all schedules of the program.
fn found(library: &str) -> Vec<Finding> {
    let driver = built(true, &format!("{OUTCOME}{library}")).scenarios.unwrap();
    let explore = |way| {
        let nonce = Nonce::fresh().unwrap();
        let asked = Asked { scenario: "main".into(), way };
        let observation = small_course::launcher().run(&asked.plan(&driver, &nonce)).unwrap();
        answer(&observation, &nonce, "main").unwrap()
    };
    let asked = explored("main").outcomes(&["true"]);
    let full = explore(Way::Explore);
    let sequential = asked.may_be_memory(&full).then(|| explore(Way::Sequential));
    let shown = asked.unexplained(&full, sequential.as_ref()).map(|schedule| explore(Way::Replay(schedule)));
    let seen = Seen { full: &full, sequential: sequential.as_ref(), shown: shown.as_ref() };
    let findings = asked.findings(seen).unwrap();
    assert!(full.complete || !findings.is_empty(), "not all schedules of\n{library}");
    findings
}

#[track_caller]
fn assert_told_apart(verdict: Verdict, of: impl Fn(&str) -> Vec<Finding>) {
    let [with, without] = programs(verdict).map(|program| of(&program));
    let verdicts: Vec<Verdict> = with.iter().map(|finding| finding.verdict).collect();
    assert!(!verdicts.is_empty() && verdicts.iter().all(|found| *found == verdict), "{verdict}: {with:#?}");
    assert!(with.iter().any(|finding| finding.place.is_some()) || lacks_something(verdict), "{verdict}: no line");
    assert_eq!(without, [], "{verdict}, mended");
}

/// What is missing is on no line.
fn lacks_something(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::NoThread | Verdict::NoProcess)
}

#[rstest]
#[case(Verdict::NotJoined, facts::joined())]
#[case(Verdict::NoThread, facts::threads(1))]
#[case(Verdict::NotBounded, facts::threads(4))]
#[case(Verdict::BusyWait, facts::waits_without_asking())]
#[case(Verdict::Orphan, facts::reaped())]
#[case(Verdict::Zombie, facts::reaped())]
#[case(Verdict::NoProcess, facts::children(1))]
#[case(Verdict::Stuck, facts::ends_well())]
#[case(Verdict::Panicked, facts::ends_well())]
#[case(Verdict::EndedEarly, facts::ends_well())]
#[case(Verdict::OverLimit, facts::ends_well())]
#[case(Verdict::Unfinished, facts::ends_well())]
fn a_run_of_the_program_has_the_fault_of_its_page(#[case] verdict: Verdict, #[case] fact: Fact) {
    assert_told_apart(verdict, |program| observed(program, &fact));
}

#[rstest]
#[case(Verdict::Race)]
#[case(Verdict::WrongOrdering)]
#[case(Verdict::Deadlock)]
#[case(Verdict::Stuck)]
#[case(Verdict::BusyWait)]
#[case(Verdict::Panicked)]
fn a_schedule_of_the_program_has_the_fault_of_its_page(#[case] verdict: Verdict) {
    assert_told_apart(verdict, found);
}
