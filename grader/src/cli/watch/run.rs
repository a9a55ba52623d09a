//! One call of our own program that says something, such as a check: starting it, hearing it line by line, and ending it with
//! everything that it has started.

use std::{
    io::{self, BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::Sender,
    thread,
    time::{Duration, Instant},
};

use nix::{
    sys::{
        prctl,
        signal::{Signal, killpg},
    },
    unistd::Pid,
};
use rustix::process::{WaitOptions, wait};

use super::{
    super::{check::WHEN_TOLD, output::COLUMNS},
    Input,
};
use crate::sandbox::OURSELVES;

/// For whom something is said, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shows {
    pub(super) columns: usize,
    pub(super) colours: bool,
    /// Not before `go`.
    pub(super) when_told: bool,
}

/// A call, and what is left of it when it is over.
pub(super) struct Run {
    number: u64,
    stem: String,
    columns: usize,
    child: Child,
    word: Option<ChildStdin>,
}

impl Run {
    /// Starts `grader ARGUMENTS` in `root`, in a process group of its own. What it says goes `to` whoever listens.
    pub(super) fn start(
        number: u64,
        root: &Path,
        arguments: &[&str],
        stem: &str,
        shows: Shows,
        to: &Sender<Input>,
    ) -> io::Result<Run> {
        let (said, ours) = io::pipe()?;
        let mut command = Command::new(OURSELVES);
        command.args(arguments).args(["--color", if shows.colours { "always" } else { "never" }]);
        command.env(COLUMNS, shows.columns.to_string()).current_dir(root);
        if shows.when_told {
            command.env(WHEN_TOLD, "1");
        }
        command.stdin(Stdio::piped()).stdout(ours.try_clone()?).stderr(ours).process_group(0);
        let mut child = command.spawn()?;
        // It holds the other end of the pipe.
        drop(command);
        let word = child.stdin.take();
        let to = to.clone();
        thread::spawn(move || {
            for line in BufReader::new(said).split(b'\n').map_while(Result::ok) {
                let _ = to.send(Input::Said(number, String::from_utf8_lossy(&line).into_owned()));
            }
            let _ = to.send(Input::Ended(number));
        });
        Ok(Run { number, stem: stem.to_owned(), columns: shows.columns, child, word })
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Whether it is a check of this exercise, for a screen of so many columns.
    pub(super) fn is_for(&self, stem: &str, columns: usize) -> bool {
        self.stem == stem && self.columns == columns
    }

    /// Gives one that waits its word.
    pub(super) fn go(&mut self) {
        if let Some(word) = &mut self.word {
            // One that is gone has said why.
            let _ = word.write_all(b"go\n");
        }
    }

    /// Waits for one that has said all, and says whether it passed; `None` where it was ended by somebody.
    pub(super) fn passed(mut self) -> Option<bool> {
        self.child.wait().ok()?.code().map(|code| code == 0)
    }

    /// Ends it, and the compilers and checks that it runs. What these have started ends with them: see `sandbox`.
    pub(super) fn end(mut self) {
        let _ = killpg(Pid::from_raw(self.child.id() as i32), Signal::SIGKILL);
        let _ = self.child.wait();
    }
}

/// How long it may take until all is gone. It takes milliseconds; but nobody who quits is kept waiting by us.
const PATIENCE: Duration = Duration::from_secs(5);

/// The processes that a run which was ended has left to us: those that see to the end of theirs.
pub(super) struct Orphans(());

impl Orphans {
    /// From now on they are ours.
    pub(super) fn adopt() -> Orphans {
        // Where that cannot be had, they are of whoever started the machine.
        let _ = prctl::set_child_subreaper(true);
        Orphans(())
    }

    /// Collects who is gone by now.
    pub(super) fn collect(&mut self) {
        while let Ok(Some(_)) = wait(WaitOptions::NOHANG) {}
    }

    /// Waits until none is left. No run of ours may be under way.
    pub(super) fn wait(&mut self) {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            match wait(WaitOptions::NOHANG) {
                Ok(Some(_)) => {}
                Ok(None) => thread::sleep(Duration::from_millis(2)),
                Err(_) => return,
            }
        }
    }
}
