//! `grader watch` on a terminal of its own: whatever an exercise does, keys are heard, a new save ends what goes on, and when we
//! quit the terminal is as it was and nothing is left.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{
    fs::{self, File},
    io::{Read, Write},
    os::fd::{AsFd, OwnedFd},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use nix::{
    poll::{PollFd, PollFlags, poll},
    pty::{Winsize, openpty},
    sys::{
        signal::{Signal, kill},
        termios::{LocalFlags, tcgetattr},
    },
    unistd::Pid,
};
use student::Student;

#[path = "support/student.rs"]
mod student;

/// Nothing is judged by it: a test that would hang ends after this, and says what stood on the screen.
const PATIENCE: Duration = Duration::from_secs(300);

/// A screen of 24 rows and 80 columns.
struct Screen {
    terminal: File,
    ours: OwnedFd,
    watch: Child,
    parser: vt100::Parser,
    all: Vec<u8>,
    done: Arc<AtomicBool>,
}

impl Screen {
    fn open(student: &Student, exercise: &str, colours: bool) -> Screen {
        let size = Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
        let pty = openpty(&size, None).unwrap();
        let end = || Stdio::from(pty.slave.try_clone().unwrap());
        let mut command: Command = student.grader(&["watch", exercise]);
        command.env("TERM", "xterm-256color").stdin(end()).stdout(end()).stderr(end());
        if !colours {
            command.env("NO_COLOR", "1");
        }
        let watch = command.spawn().unwrap();
        drop(command);
        let done = Arc::new(AtomicBool::new(false));
        let (until, pid, over) = (Instant::now() + PATIENCE, Pid::from_raw(watch.id() as i32), done.clone());
        thread::spawn(move || {
            while !over.load(Ordering::Relaxed) && Instant::now() < until {
                thread::sleep(Duration::from_millis(100));
            }
            if !over.load(Ordering::Relaxed) {
                let _ = kill(pid, Signal::SIGKILL);
            }
        });
        let parser = vt100::Parser::new(24, 80, 0);
        Screen { terminal: File::from(pty.master), ours: pty.slave, watch, parser, all: Vec::new(), done }
    }

    /// Waits until this stands on the screen.
    #[track_caller]
    fn shows(&mut self, text: &str) {
        let mut bytes = [0; 4096];
        while !self.parser.screen().contents().contains(text) {
            if let Some(status) = self.watch.try_wait().unwrap() {
                panic!("{status}, and no {text:?} on the screen:\n{}", self.parser.screen().contents());
            }
            let mut polled = [PollFd::new(self.terminal.as_fd(), PollFlags::POLLIN)];
            // Whoever is gone says nothing more, though the terminal is there: so it is asked again.
            if poll(&mut polled, 100u16).unwrap() == 0 {
                continue;
            }
            let read = self.terminal.read(&mut bytes).unwrap();
            self.parser.process(&bytes[..read]);
            self.all.extend(&bytes[..read]);
        }
    }

    fn press(&mut self, keys: &str) {
        self.terminal.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits for the end; says whether it was by itself, and gives all that came over the terminal.
    fn ends(mut self) -> (Option<i32>, String, bool) {
        let status = self.watch.wait().unwrap();
        self.done.store(true, Ordering::Relaxed);
        let echoes = tcgetattr(&self.ours).unwrap().local_flags.contains(LocalFlags::ECHO | LocalFlags::ICANON);
        drop(self.ours);
        // What is still on its way; the end of it is an error.
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = self.terminal.read(&mut bytes) {
            self.all.extend(&bytes[..read]);
        }
        (status.code(), String::from_utf8_lossy(&self.all).into_owned(), echoes)
    }
}

/// Programs that are still running and were built in `root`, or work there.
fn left_in(root: &Path) -> Vec<String> {
    let root = root.canonicalize().unwrap();
    let processes = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    let is_there = |process: &Path, link: &str| fs::read_link(process.join(link)).is_ok_and(|to| to.starts_with(&root));
    let left = processes.filter(|process| is_there(process, "exe") || is_there(process, "cwd"));
    left.map(|process| fs::read_to_string(process.join("cmdline")).unwrap_or_default().replace('\0', " ")).collect()
}

const GIVEN_BACK: &str = "\x1b[?1049l";

#[test]
fn whatever_an_exercise_does_keys_are_heard_and_a_save_begins_anew() {
    let student = Student::new();
    let mut screen = Screen::open(&student, "ex01", true);
    screen.shows("unfinished, 0 of 10 points");
    student.answer("deadlock-locks_twice");
    screen.shows("deadlock, 0 of 10 points");
    // It spins, and we list, take a hint and go back meanwhile.
    student.answer("over-limit-loops_for_ever");
    screen.shows("checking");
    screen.press("l");
    screen.shows("> ex01_thread");
    screen.press("h");
    screen.shows("hint 1 of 3");
    // A save leaves what is read where it is, and says what came of it.
    student.answer("not-joined-never_joins");
    screen.shows("new: not-joined");
    screen.shows("hint 1 of 3");
    screen.press("\x1b");
    screen.shows("Enter again");
    screen.press("t");
    screen.shows("was started and never joined");
    screen.shows("Esc back");
    screen.press("\x1b");
    screen.shows("Enter again");
    student.answer("over-limit-prints_for_ever");
    screen.shows("over-limit, 0 of 10 points");
    student.answer("over-limit-starts_processes_for_ever");
    screen.shows("checking");
    screen.shows("over-limit, 0 of 10 points");
    student.answer("over-limit-loops_for_ever");
    screen.shows("checking");
    student.answer("solution");
    screen.shows("passed, 10 of 10 points");
    screen.shows("1 of 2 passed");
    screen.press("n");
    screen.shows("ex02_process");
    screen.press("q");
    let (code, said, echoes) = screen.ends();
    assert_eq!(code, Some(0));
    assert!(said.contains(GIVEN_BACK) && said.contains("\x1b[1m") && echoes);
    assert_eq!(left_in(student.root()), Vec::<String>::new());
}

#[test]
fn a_signal_gives_the_terminal_back_while_an_exercise_spins() {
    let student = Student::new();
    student.answer("over-limit-loops_for_ever");
    let mut screen = Screen::open(&student, "ex01", false);
    screen.shows("compiles");
    kill(Pid::from_raw(screen.watch.id() as i32), Signal::SIGTERM).unwrap();
    let (code, said, echoes) = screen.ends();
    assert_eq!(code, Some(0));
    assert!(said.contains(GIVEN_BACK) && echoes);
    assert!(!said.contains("\x1b[1m") && !said.contains("\x1b[32m"), "no colours were wanted");
    assert_eq!(left_in(student.root()), Vec::<String>::new());
}

#[test]
fn without_a_terminal_there_are_lines_and_letters() {
    let student = Student::new();
    let mut command = student.grader(&["watch", "ex01"]);
    let mut watch = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut keys: ChildStdin = watch.stdin.take().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(watch.stdout.take().unwrap()));
    let mut until = |word: &str| lines.by_ref().map(Result::unwrap).find(|line| line.contains(word)).unwrap();
    until("ex01: unfinished");
    until("Enter again");
    student.answer("solution");
    until("ex01: passed");
    // A new file, and one that has another name, are files of the exercise, too.
    student.put("exercises/ex01_thread/src/more.rs", "");
    until("ex01: passed");
    fs::rename(
        student.root().join("exercises/ex01_thread/src/more.rs"),
        student.root().join("exercises/ex01_thread/src/other.rs"),
    )
    .unwrap();
    until("ex01: passed");
    keys.write_all(b"h\n").unwrap();
    until("hint 1 of 3");
    keys.write_all(b"\n").unwrap();
    let line = until("ex01: ");
    assert!(!line.contains('\x1b'), "{line}");
    keys.write_all(b"q\n").unwrap();
    assert_eq!(watch.wait().unwrap().code(), Some(0));
    assert_eq!(left_in(student.root()), Vec::<String>::new());
}
