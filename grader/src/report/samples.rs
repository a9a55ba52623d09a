//! Hand-made results of each kind, for the tests of the formats.

use std::collections::BTreeMap;

use super::{Fate, Graded, Report};
use crate::{
    course::{Check, Exercise, Visibility},
    judge::{self, CheckResult, ExerciseResult, Finding, Lack, Outcome, Place, Record, Verdict},
    sandbox::{Level, Limits},
};

/// What a submission may print to fool whoever reads the report.
pub(super) const HOSTILE: &str = "\x1b[2J::error::x\n##[error]y\n````\n<script>@everyone</script>| a |\u{202e}";

const SOURCE: &str =
    "use std::thread;\n\n/// Runs it.\npub fn run() {\n\tthread::spawn(num);\n    println!(\"done\");\n}\n";

/// An exercise with these checks: id and sentence; each is worth two points, and `late` needs `joins`.
pub(super) fn exercise(stem: &str, checks: &[(&str, &str)]) -> Exercise {
    let check = |&(id, sentence): &(&str, &str)| Check {
        id: id.to_owned(),
        sentence: sentence.to_owned(),
        weight: 2,
        visibility: if id == "late" { Visibility::Hidden } else { Visibility::Visible },
        needs: if id == "late" { vec!["joins".to_owned()] } else { Vec::new() },
        next: format!("look at `{id}` again"),
    };
    Exercise {
        stem: stem.to_owned(),
        package: stem.split('_').next().unwrap_or(stem).to_owned(),
        title: "Spawn and join a thread".to_owned(),
        minutes: 20,
        chapter: "thread.md".to_owned(),
        files: vec!["src/**/*.rs".to_owned()],
        given: vec!["src/main.rs".to_owned()],
        required: vec!["src/lib.rs".to_owned()],
        crates: Vec::new(),
        sockets: false,
        limits: Limits::default(),
        explored: None,
        checks: checks.iter().map(check).collect(),
        hidden: stem.into(),
        fault: None,
    }
}

/// The exercise that the samples below are results of.
pub(super) fn three_checks() -> Exercise {
    exercise(
        "ex01_thread",
        &[
            ("prints", "the numbers 1 to 10 are printed, each on a line of its own and flushed at once"),
            ("joins", "the main thread waits by joining"),
            ("late", "nothing is printed after the last line"),
        ],
    )
}

/// A record of one case.
pub(super) fn record(exercise: &Exercise, check: &str, outcome: Outcome) -> Record {
    Record {
        stem: exercise.stem.clone(),
        check: check.to_owned(),
        case: "pause=5ms".to_owned(),
        seed: Some(42),
        outcome,
        timeline: Vec::new(),
        cpu_us: 0,
        covered: None,
        remark: None,
        drawn: None,
    }
}

/// The fate that `records` lead to.
pub(super) fn judged(exercise: &Exercise, records: &[Record]) -> Fate {
    Fate::Judged(judge::score(exercise, records).unwrap())
}

/// An exercise that was handed in.
pub(super) fn graded(exercise: &Exercise, fate: Fate) -> Graded<'_> {
    let folder = format!("work/alice/exercises/{}", exercise.stem).into();
    let files = BTreeMap::from([("src/lib.rs".to_owned(), SOURCE.to_owned())]);
    Graded { exercise, folder, files, digest: Some("5eed".to_owned()), fate }
}

/// The report of one exercise.
pub(super) fn report(graded: Graded) -> Report {
    report_at(Level::A, graded)
}

/// The report of one exercise that was graded at this level.
pub(super) fn report_at(level: Level, graded: Graded) -> Report {
    Report::new("work/alice".as_ref(), Some(level), &[graded])
}

/// Nothing failed, but two checks need what nobody saw.
pub(super) fn unobserved(exercise: &Exercise) -> Fate {
    let outcomes = [("prints", Outcome::Passed), ("joins", Outcome::Unjudged(Lack::Sight)), ("late", Outcome::Passed)];
    judged(exercise, &outcomes.map(|(check, outcome)| record(exercise, check, outcome)))
}

/// This machine could judge nothing of it.
pub(super) fn blind(exercise: &Exercise) -> Fate {
    judged(exercise, &["prints", "joins", "late"].map(|id| record(exercise, id, Outcome::Unjudged(Lack::Seal))))
}

/// Everything passed.
pub(super) fn all_passed(exercise: &Exercise) -> Fate {
    let records: Vec<_> = exercise.checks.iter().map(|check| record(exercise, &check.id, Outcome::Passed)).collect();
    judged(exercise, &records)
}

/// One check passes, one fails with a line, one is skipped for it.
pub(super) fn not_joined(exercise: &Exercise) -> Fate {
    let finding = Finding::new(Verdict::NotJoined, "thread 1 was never joined")
        .contrast("every thread joined before `run` returns", "thread 1 still running when `run` returned")
        .at(Some(Place { file: "src/lib.rs".to_owned(), line: 5 }));
    let timeline = vec!["main     |==|".to_owned(), "thread 1  |======".to_owned()];
    judged(
        exercise,
        &[
            record(exercise, "prints", Outcome::Passed),
            Record { timeline, ..record(exercise, "joins", Outcome::Failed(vec![finding.clone()])) },
            record(exercise, "late", Outcome::Failed(vec![finding])),
        ],
    )
}

/// All checks find the same deadlock, with two further lines.
pub(super) fn stuck(exercise: &Exercise) -> Fate {
    let place = |line| Place { file: "src/lib.rs".to_owned(), line };
    let finding = Finding {
        also: vec![
            ("thread 1 waits for a lock".to_owned(), place(5)),
            ("thread 2 waits for thread 1".to_owned(), place(6)),
        ],
        ..Finding::new(Verdict::Deadlock, "main and thread 1 wait for each other").at(Some(place(6)))
    };
    let failed = || Outcome::Failed(vec![finding.clone()]);
    judged(exercise, &["prints", "joins", "late"].map(|check| record(exercise, check, failed())))
}

/// The output differs, and is hostile.
pub(super) fn hostile(exercise: &Exercise) -> Fate {
    let finding = Finding::new(Verdict::WrongOutput, format!("printed {HOSTILE}"))
        .contrast("1\n2\n3\n", format!("1\n{HOSTILE}\n"))
        .at(Some(Place { file: "src/\x1b[31m.rs".to_owned(), line: 1 }));
    judged(
        exercise,
        &[
            record(exercise, "prints", Outcome::Failed(vec![finding])),
            record(exercise, "joins", Outcome::Passed),
            record(exercise, "late", Outcome::Skipped(HOSTILE.to_owned())),
        ],
    )
}

/// It does not compile.
pub(super) fn refused(exercise: &Exercise) -> Fate {
    let finding = Finding::new(Verdict::DoesNotCompile, "the compiler refuses src/lib.rs")
        .contrast("a crate that compiles", "error[E0425]: cannot find value `num`\n --> src/lib.rs:5:19\n")
        .at(Some(Place { file: "src/lib.rs".to_owned(), line: 5 }));
    Fate::Judged(judge::refused(exercise, finding))
}

/// We failed.
pub(super) fn fault() -> Fate {
    Fate::Fault("failed to run the hidden checks: no record of `joins`\nthread 'x' panicked\n".to_owned())
}

/// One check with each verdict, one that was skipped.
pub(super) fn every_verdict(exercise: &Exercise) -> Fate {
    let checks = exercise.checks.iter().zip(Verdict::SEVERITY).map(|(check, verdict)| CheckResult {
        id: check.id.clone(),
        sentence: check.sentence.clone(),
        visibility: check.visibility,
        verdict: Some(verdict),
        skipped: None,
        lack: None,
        score: if verdict == Verdict::Passed { check.weight } else { 0 },
        max_score: check.weight,
        finding: (verdict != Verdict::Passed).then(|| Finding::new(Verdict::NotJoined, "all alike")),
        case: None,
        seed: None,
        timeline: Vec::new(),
        covered: None,
        remark: None,
    });
    let last = exercise.checks.last().unwrap();
    let skipped = judge::refused(exercise, Finding::new(Verdict::Stuck, "")).checks.pop().unwrap();
    assert_eq!(last.id, skipped.id);
    Fate::Judged(ExerciseResult {
        stem: exercise.stem.clone(),
        verdict: Some(Verdict::Forbidden),
        refusal: None,
        checks: checks.chain([skipped]).collect(),
        seconds: 1.5,
    })
}

/// Words that no student may read in what [`secretive`] is shown as.
pub(super) const SECRETS: [&str; 12] = [
    "late",
    "prints late",
    "look at `late`",
    "secret-case",
    "0x5ec2e7",
    "secret-message",
    "secret-expected",
    "secret-seen",
    "secret-timeline",
    "secret-fault",
    "/srv/",
    "/opt/",
];

/// A report in which every kind of thing is that students must not read: hidden checks and what they found, absolute paths,
/// the text of a fault.
pub(super) fn secretive() -> Report {
    let (first, second) = (with_a_hidden_need("ex01_thread"), with_a_hidden_need("ex02_process"));
    let hidden = Finding {
        also: vec![("secret-message".to_owned(), Place { file: "src/secret-seen.rs".to_owned(), line: 7 })],
        replay: Some(Box::new(judge::Replay {
            scenario: "secret-case".to_owned(),
            schedule: "3:1".to_owned(),
            trace: judge::Trace::default(),
        })),
        ..Finding::new(Verdict::Deadlock, "secret-message").contrast("secret-expected", "secret-seen")
    };
    let shown = Finding {
        replay: Some(Box::new(judge::Replay {
            scenario: "two_threads".to_owned(),
            schedule: "2:1".to_owned(),
            trace: judge::Trace::default(),
        })),
        ..Finding::new(Verdict::Panicked, "panicked at /opt/forkjoin/scratch/src/lib.rs:5")
            .contrast("no panic in /srv/course/x", "one in `/opt/a/b`")
            .at(Some(Place { file: "src/lib.rs".to_owned(), line: 5 }))
    };
    let failed = |check: &str, finding, case: &str, seed, timeline: &str| Record {
        case: case.to_owned(),
        seed: Some(seed),
        timeline: vec![timeline.to_owned()],
        ..record(&first, check, Outcome::Failed(vec![finding]))
    };
    let records = [
        record(&first, "prints", Outcome::Passed),
        failed("late", hidden, "secret-case", 0x005e_c2e7, "secret-timeline"),
        failed("joins", shown, "pause=5ms", 42, "main |==| /srv/course/program"),
        record(&first, "ends", Outcome::Passed),
    ];
    let mut judged = graded(&first, judged(&first, &records));
    judged.folder = "/srv/course/submissions/alice/exercises/ex01_thread".into();
    let fault = Fate::Fault("secret-fault in /srv/course/grader/hidden".to_owned());
    Report::new("/srv/course/submissions/alice".as_ref(), Some(Level::A), &[judged, graded(&second, fault)])
}

/// A visible check needs the hidden one.
fn with_a_hidden_need(stem: &str) -> Exercise {
    let checks = [
        ("prints", "ten numbers are printed"),
        ("late", "nothing prints late"),
        ("joins", "it joins"),
        ("ends", "it ends"),
    ];
    let mut exercise = exercise(stem, &checks);
    exercise.checks[1].needs = Vec::new();
    exercise.checks[3].needs = vec!["late".to_owned()];
    exercise
}
