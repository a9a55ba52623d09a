//! Writes the gradebook of a class that was made up, with the exercises of this course:
//!
//! ```sh
//! cargo run -q -p grader --example gradebook_sample -- 40 > gradebook.html      # of 40 students
//! cargo run -q -p grader --example gradebook_sample -- own > own_page.html      # what one of them reads
//! ```

use std::{collections::BTreeMap, env};

use grader::{
    class::{Hundredths, Lateness, Mark},
    course::{Course, Exercise},
    judge::{self, Finding, Outcome, Place, Record, Replay, Trace, TraceStep, Verdict},
    report::{
        Fate, Graded, Report,
        class::{Class, Column, Student, gradebook, own_page},
    },
    sandbox::Level,
};

const NAMES: [&str; 8] = [
    "Ada Lovelace",
    "Edsger Dijkstra",
    "Barbara Liskov",
    "Tony Hoare",
    "Per Brinch Hansen",
    "Wolfeschlegelsteinhausenbergerdorff-Ngũgĩ",
    "Leslie Lamport",
    "<script>alert(\"x\")</script>'\u{202e}",
];

const SOURCE: &str = r"//! Counts from many threads.
use std::{
    sync::{Arc, Mutex},
    thread,
};

/// Counts.
pub fn count(threads: usize) -> u64 {
    let total = Arc::new(Mutex::new(0));
    for _ in 0..threads {
        let total = Arc::clone(&total);
        thread::spawn(move || *total.lock().unwrap() += 1); // and a comment that is wider than most screens are
    }
    *total.lock().unwrap()
}
";

const COMPILER: &str = r"error[E0382]: use of moved value: `total`
  --> src/lib.rs:14:6
   |
14 |     *total.lock().unwrap()
   |      ^^^^^ value used here after move
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = env::args().nth(1).unwrap_or_else(|| "40".to_owned());
    let course = Course::load(&Course::locate()?)?;
    let is_own = asked == "own";
    let students = if is_own { 12 } else { asked.parse()? };
    let class = class(&course.exercises, students)?;
    let own = class.students.get(6).filter(|_| is_own);
    println!("{}", own.map_or_else(|| gradebook(&class), |student| own_page(&class, student)));
    Ok(())
}

fn class(exercises: &[Exercise], students: usize) -> Result<Class, String> {
    let column = |exercise: &Exercise| Column {
        stem: exercise.stem.clone(),
        package: exercise.package.clone(),
        title: exercise.title.clone(),
        max: exercise.checks.iter().map(|check| check.weight).sum(),
    };
    Ok(Class {
        title: "Concurrency 101, autumn".to_owned(),
        at: 1_764_144_000,
        columns: exercises.iter().map(column).collect(),
        students: (0..students).map(|number| student(exercises, number)).collect::<Result<_, _>>()?,
    })
}

fn student(exercises: &[Exercise], number: usize) -> Result<Student, String> {
    let id = format!("{number:04}");
    let graded: Vec<Graded> = exercises
        .iter()
        .enumerate()
        .map(|(at, exercise)| graded(exercise, &id, number, at))
        .collect::<Result<_, _>>()?;
    let level = if number == 3 { Level::C } else { Level::A };
    let report = Report::new(format!("class/{id}").as_ref(), Some(level), &graded);
    let marks =
        report.exercises.iter().enumerate().map(|(at, one)| mark(one.score, one.max_score, number + at)).collect();
    Ok(Student {
        name: Some(NAMES[number % NAMES.len()].to_owned()),
        email: Some(format!("student{id}@university.example")),
        commit: Some(format!("{:040x}", 0x5eed_0000_u64 + number as u64)),
        handed_in: Some(1_764_000_000 + 977 * number as u64),
        problem: (number == 5).then(|| "the archive ends before its last file does".to_owned()),
        id,
        report,
        marks,
    })
}

fn mark(score: u32, max: u32, number: usize) -> Mark {
    if !number.is_multiple_of(9) || score == 0 {
        return Mark::in_time(score, max);
    }
    let taken_off = Hundredths(20 * max);
    let told = format!("2 days late: 20 % of {max} points");
    let mark = Hundredths((100 * score).saturating_sub(taken_off.0));
    Mark { lateness: Some(Lateness { seconds: 172_800, taken_off, told }), mark, ..Mark::in_time(score, max) }
}

fn graded<'a>(exercise: &'a Exercise, id: &str, number: usize, at: usize) -> Result<Graded<'a>, String> {
    let fate = match (number * 31 + at * 17 + number / 7) % 23 {
        _ if number == 5 => return Ok(Graded::absent(exercise)),
        0 => return Ok(Graded::absent(exercise)),
        1 if number.is_multiple_of(4) => {
            Fate::Fault("the hidden checks: no record of `joins`\nthread 'x' panicked".to_owned())
        }
        2 => Fate::Judged(judge::refused(exercise, does_not_compile())),
        kind @ 3..8 => Fate::Judged(judge::score(exercise, &records(exercise, kind))?),
        _ => Fate::Judged(judge::score(exercise, &records(exercise, 0))?),
    };
    let files = BTreeMap::from([("src/lib.rs".to_owned(), SOURCE.to_owned())]);
    let folder = format!("class/{id}/exercises/{}", exercise.stem).into();
    Ok(Graded { exercise, folder, files, digest: Some("5eed".to_owned()), fate })
}

/// All checks pass, but for the last ones where something is wrong.
fn records(exercise: &Exercise, kind: usize) -> Vec<Record> {
    let passing = exercise.checks.len().saturating_sub(kind.min(3));
    let record = |(index, check): (usize, &grader::course::Check)| Record {
        stem: exercise.stem.clone(),
        check: check.id.clone(),
        case: "threads=4".to_owned(),
        seed: Some(0x5eed),
        outcome: if index < passing { Outcome::Passed } else { Outcome::Failed(vec![finding(kind + index % 2)]) },
        timeline: if index < passing { Vec::new() } else { timeline() },
        cpu_us: 0,
        covered: None,
        remark: None,
        drawn: None,
    };
    exercise.checks.iter().enumerate().map(record).collect()
}

fn finding(kind: usize) -> Finding {
    let place = |line| Some(Place { file: "src/lib.rs".to_owned(), line });
    let numbers = |end: u32| (1..=end).map(|number| format!("{number}\n")).collect::<String>();
    match kind {
        3 => Finding::new(Verdict::NotJoined, "thread 1 was never joined")
            .contrast("every thread joined before `count` returns", "thread 1 still running when `count` returned")
            .at(place(12)),
        4 => Finding {
            also: place(14).map(|place| ("thread 2 waits to lock Mutex #0".to_owned(), place)).into_iter().collect(),
            ..Finding::new(Verdict::Deadlock, "main and thread 2 wait for each other").at(place(9))
        },
        5 => Finding::new(Verdict::WrongOutput, "the output is not what was asked for")
            .contrast(numbers(40), numbers(30)),
        6 => {
            let replay = Replay { scenario: "two_hits".to_owned(), schedule: "2:1".to_owned(), trace: trace() };
            Finding {
                replay: Some(Box::new(replay)),
                ..Finding::new(Verdict::Race, "the result depends on which thread comes first").at(place(12))
            }
        }
        _ => Finding::new(Verdict::BusyWait, "main asked 4000 times whether it was done").at(place(14)),
    }
}

fn does_not_compile() -> Finding {
    Finding::new(Verdict::DoesNotCompile, "the compiler refuses src/lib.rs")
        .contrast("a crate that compiles", COMPILER)
        .at(Some(Place { file: "src/lib.rs".to_owned(), line: 14 }))
}

/// An update is lost, and somebody waits for whoever lost it.
fn trace() -> Trace {
    let step = |thread, action: &str, line, waits_for| TraceStep {
        thread,
        action: action.to_owned(),
        place: Some(Place { file: "src/lib.rs".to_owned(), line }),
        waits_for,
    };
    Trace {
        message: "an update is lost".to_owned(),
        threads: vec!["main".to_owned(), "thread 1".to_owned()],
        steps: vec![
            step(0, "spawns thread 1", 9, None),
            step(1, "loads 0 from atomic #1", 12, None),
            step(0, "loads 0 from atomic #1", 12, None),
            step(0, "stores 1 in atomic #1", 13, None),
            step(1, "stores 1 in atomic #1", 13, None),
            step(0, "waits to join thread 1", 14, Some(vec![1])),
        ],
        left_out: 0,
    }
}

fn timeline() -> Vec<String> {
    [
        "    main |=========jjjjjjjjjjjjjjjjjjjjjj=================| exit code 0",
        "thread 1 |         ==P======P===========                  | joined",
        "thread 2 |           =====..........========PPP==========x| left behind",
        "          = alive  j joins  w waits for a process  z sleeps  . waits  P prints  x cut off",
    ]
    .map(str::to_owned)
    .to_vec()
}
