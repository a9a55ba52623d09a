//! Facts that come back as JSON: the observation from the launcher, and the records from the hidden checks.

use grader::{
    judge::{
        Fact, Outcome, Writer, arguments, children, crosses_a_socket, ends, ends_well, joined, never_prints,
        numbers_by, pauses, prints, reaped, replies, threads, transcript, waits_without_asking, writes_no_file,
    },
    observe::{
        Action, Blocked, Channel, Ending, Event, Exit, Frame, Limit, Observation, Stack, Stream, Task, TaskKind, Wait,
    },
    pipeline::read_records,
    report::{picture, schedule, timeline},
};
use tempfile::NamedTempFile;

use super::{draw::Draw, place::folder};

/// Text is an observation or lines of records; all else is an observation that is drawn, as the tracer might tell it of a run
/// that does its worst.
pub fn check(bytes: &[u8]) {
    if let Ok(observation) = serde_json::from_slice::<Observation>(bytes) {
        assert_told_again(&observation);
    }
    check_records(bytes);
    let drawn = observation(&mut Draw(bytes));
    assert!(drawn.is_whole());
    assert_told_again(&drawn);
}

/// It survives being written and read, and is judged and drawn where it is whole.
fn assert_told_again(observation: &Observation) {
    let json = serde_json::to_vec(observation).unwrap();
    assert_eq!(&serde_json::from_slice::<Observation>(&json).unwrap(), observation);
    if !observation.is_whole() {
        return;
    }
    let picture = picture(observation);
    assert_eq!(schedule(&picture.schedule).iter().find(|row| row.chars().count() > 200), None);
    let _ = (draw::svg(&picture.timeline, "", "t"), draw::columns(&picture.schedule, "", "s"));
    assert_eq!(timeline(observation).iter().find(|row| row.chars().count() > 200), None);
    transcript(observation);
    for fact in facts() {
        for finding in fact.findings(observation).into_iter().flatten() {
            assert!(!finding.message.is_empty(), "{fact}: {finding:?}");
        }
    }
}

fn facts() -> Vec<Fact> {
    let values =
        [replies("a", "1"), prints("1\n2\n"), never_prints("1"), numbers_by(Writer::Main), numbers_by(Writer::Thread)];
    let counts = [threads(1), children(1), arguments(2), crosses_a_socket(8), pauses(5_000)];
    let rest = [ends(), ends_well(), joined(), reaped(), waits_without_asking(), writes_no_file()];
    values.into_iter().chain(counts).chain(rest).collect()
}

fn check_records(bytes: &[u8]) {
    let file = NamedTempFile::new_in(folder()).unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    match read_records(file.path(), "ex01_thread") {
        Ok(records) => {
            assert_eq!(records.len(), String::from_utf8_lossy(bytes).lines().count());
            assert!(records.iter().all(|record| record.stem == "ex01_thread"));
            let passed = records.iter().filter(|record| record.outcome == Outcome::Passed).count();
            assert!(passed <= records.len());
        }
        Err(fault) => assert!(fault.to_string().contains(file.path().to_str().unwrap()), "{fault}"),
    }
}

fn observation(draw: &mut Draw) -> Observation {
    let mut tasks = vec![Task { arguments: vec!["driver".into()], ..Task::default() }];
    for _ in 0..draw.below(12) {
        let task = task(&tasks, draw);
        tasks.push(task);
    }
    let ids = tasks.len();
    let events = (0..draw.below(40)).map(|_| event(ids, draw)).collect();
    let ending = match draw.byte() % 8 {
        0 => Ending::Stuck,
        1 => Ending::Limit(draw.of(&[Limit::Cpu, Limit::Wall, Limit::Memory, Limit::Output, Limit::Disk])),
        2 => Ending::Stopped,
        3 => Ending::Ended(Exit::Signal(draw.byte().into())),
        _ => Ending::Ended(Exit::Code(draw.byte().into())),
    };
    Observation { tasks, events, ending, wall_us: time(draw), unobserved: draw.byte() > 240, ..Observation::default() }
}

fn task(earlier: &[Task], draw: &mut Draw) -> Task {
    let (ids, id) = (earlier.len() + 1, earlier.len());
    let parent = draw.below(earlier.len());
    let kind = draw.of(&[TaskKind::Thread, TaskKind::Process]);
    let start_us = time(draw);
    Task {
        kind,
        parent: Some(parent),
        process: if kind == TaskKind::Thread { earlier[parent].process } else { id },
        name: draw.text(),
        arguments: (0..draw.byte() % 4).map(|_| draw.text()).collect(),
        started_at: stack(draw),
        scoped: draw.flag(),
        start_us,
        end_us: draw.flag().then(|| start_us + time(draw)),
        exit: draw.flag().then(|| Exit::Code(draw.byte().into())),
        cpu_us: time(draw),
        joined: draw.flag().then(|| (draw.below(ids), time(draw))),
        reaped: draw.flag().then(|| (draw.below(ids), time(draw))),
        left_behind: draw.flag(),
        never_ran: draw.flag(),
        blocked: draw.flag().then(|| Blocked { on: wait(ids, draw), stack: stack(draw) }),
        ..Task::default()
    }
}

fn event(ids: usize, draw: &mut Draw) -> Event {
    let at_us = time(draw);
    let until_us = draw.flag().then(|| at_us + time(draw));
    Event { at_us, until_us, task: draw.below(ids), action: action(ids, draw), stack: stack(draw) }
}

fn action(ids: usize, draw: &mut Draw) -> Action {
    let over = draw.of(&[Channel::Pipe, Channel::Socket]);
    match draw.byte() % 12 {
        0 | 1 => {
            let stream = draw.of(&[Stream::Out, Stream::Err]);
            let bytes = if draw.flag() { draw.bytes() } else { draw.of(&[&b"1\n"[..], b"2\n", b"\n", b"12"]).to_vec() };
            Action::Print { stream, bytes, failed: draw.byte() > 240 }
        }
        2 => Action::Sleep { asked_us: asked(draw), cut: draw.flag() },
        3 | 4 => Action::Wait { on: wait(ids, draw), timed: draw.flag() },
        5 => Action::Spin,
        6 => Action::Poll { found: draw.flag().then(|| draw.below(ids)) },
        7 => Action::Send { over, bytes: time(draw) },
        8 => Action::Receive { over, bytes: time(draw) },
        9 => Action::File { path: draw.text() },
        10 => Action::Refused { call: draw.text(), about: draw.text() },
        _ => draw.of(&[&Action::Exit, &Action::Pair(Channel::Pipe)]).clone(),
    }
}

fn wait(ids: usize, draw: &mut Draw) -> Wait {
    match draw.byte() % 8 {
        0 | 1 => Wait::Join(draw.below(ids)),
        2 => Wait::Child(draw.flag().then(|| draw.below(ids))),
        _ => draw.of(&[Wait::Scope, Wait::Lock, Wait::Condvar, Wait::Channel, Wait::Park, Wait::Read, Wait::Poll]),
    }
}

fn stack(draw: &mut Draw) -> Stack {
    let frame = |draw: &mut Draw| Frame {
        function: draw.text(),
        place: grader::judge::Place { file: draw.of(&["src/lib.rs", "src/a.rs"]).to_owned(), line: draw.byte().into() },
        student: draw.flag(),
    };
    let frames = (0..draw.byte() % 3).map(|_| frame(draw)).collect();
    Stack { addresses: Vec::new(), frames }
}

/// Whoever wants to may ask for a sleep without an end.
fn asked(draw: &mut Draw) -> u64 {
    if draw.byte() > 200 { u64::MAX } else { time(draw) }
}

fn time(draw: &mut Draw) -> u64 {
    draw.below(60_000) as u64
}
