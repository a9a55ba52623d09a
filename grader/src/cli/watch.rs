//! `grader watch`: checks an exercise again whenever one of its files is saved, and listens to keys meanwhile. Each check is a
//! process of its own, so that a new save can end it with all that it has started, and nothing that an exercise does can keep a
//! key waiting.

mod files;
mod frame;
mod keys;
mod run;
mod terminal;
mod text;

use std::{
    io::{self, IsTerminal},
    sync::mpsc::{self, Receiver, Sender},
};

use files::Files;
use frame::{Shown, State, rows};
use keys::Key;
use run::{Orphans, Run, Shows};
use terminal::Terminal;
use text::Text;

use super::{ExitCode, Failure, arguments::Watch as Asked, output::Screen};
use crate::{
    judge::Verdict,
    practice::{NoPlace, Place, Progress, status},
    report::practice::fold,
};

/// What can happen.
enum Input {
    /// Somebody pressed a key.
    Key(Key),
    /// The terminal has another size.
    Resized,
    /// Files have changed; which of them is for `Files` to say.
    Saved,
    /// The run of that number said this line.
    Said(u64, String),
    /// It is over, and will say nothing more.
    Ended(u64),
    /// A signal asks us to end.
    Stop,
}

/// Watches until somebody quits.
///
/// # Errors
/// There are no exercises here, or the terminal cannot be written to.
pub(super) fn watch(asked: &Asked, screen: &Screen) -> Result<ExitCode, Failure> {
    let place = Place::find()?;
    let name = super::or_next(&place, asked.exercise.as_deref())?;
    let stem = &place.exercise(&name).map_err(NoPlace::from)?.stem;
    let at = place.course.exercises.iter().position(|one| one.stem == *stem).unwrap_or_default();
    let (to, from) = mpsc::channel();
    let full = io::stdout().is_terminal() && io::stdin().is_terminal() && !asked.plain && !terminal::is_dumb();
    keys::listen(full, &to);
    terminal::listen_to_signals(&to)
        .map_err(|error| Failure::Fault(format!("failed to listen to signals: {error}")))?;
    let files =
        Files::watch(&place, &to).map_err(|error| Failure::Fault(format!("failed to watch the files: {error}")))?;
    let view = match full {
        true => View::Full(Terminal::enter().map_err(lost)?),
        false => View::Plain,
    };
    let mut watch = Watch {
        place: &place,
        at,
        screen,
        to,
        files,
        view,
        check: None,
        spare: None,
        aside: None,
        count: 0,
        shown: Shown::default(),
        orphans: Orphans::adopt(),
    };
    watch.again()?;
    let ended = watch.follow(&from);
    watch.quit();
    ended.map(|()| ExitCode::Passed)
}

fn lost(error: io::Error) -> Failure {
    Failure::Fault(format!("failed to write to the terminal: {error}"))
}

enum View {
    Full(Terminal),
    Plain,
}

struct Watch<'a> {
    place: &'a Place,
    /// Which exercise.
    at: usize,
    screen: &'a Screen,
    to: Sender<Input>,
    files: Files,
    view: View,
    /// The check under way.
    check: Option<Run>,
    /// One that is ready and waits for its word.
    spare: Option<Run>,
    /// What else a key has asked for: a hint, a replay.
    aside: Option<Run>,
    count: u64,
    shown: Shown,
    orphans: Orphans,
}

impl Watch<'_> {
    fn follow(&mut self, from: &Receiver<Input>) -> Result<(), Failure> {
        loop {
            self.draw()?;
            let Ok(input) = from.recv() else { return Ok(()) };
            match input {
                Input::Stop | Input::Key(Key::Quit) => return Ok(()),
                Input::Key(key) => self.key(key)?,
                Input::Resized => {}
                Input::Saved if self.files.changed(&self.place.folder(self.exercise())) => self.saved()?,
                Input::Saved => {}
                Input::Said(number, line) => self.said(number, line)?,
                Input::Ended(number) => self.ended(number)?,
            }
        }
    }

    fn exercise(&self) -> &crate::course::Exercise {
        &self.place.course.exercises[self.at]
    }

    fn key(&mut self, key: Key) -> Result<(), Failure> {
        let package = self.exercise().package.clone();
        match key {
            Key::Again => self.again(),
            Key::Next => self.next(),
            Key::Hint => self.ask(&["hint", &package]),
            Key::List => self.ask(&["status"]),
            Key::Open => self.ask(&["open", &package]),
            Key::Replay => self.replay(&package),
            Key::Trace => self.ask(&["trace", &package]),
            Key::Back => {
                self.end_aside();
                self.shown.go_back();
                Ok(())
            }
            Key::Scroll(scroll) => {
                self.shown.scroll(scroll, self.height());
                Ok(())
            }
            Key::Quit => Ok(()),
        }
    }

    /// Checks anew; what a key has asked for stays in front of it, where that is a place of its own.
    fn saved(&mut self) -> Result<(), Failure> {
        let (run, text) = match self.view {
            View::Full(_) => (self.aside.take(), self.shown.aside.take()),
            View::Plain => (None, None),
        };
        self.again()?;
        (self.aside, self.shown.aside) = (run, text);
        Ok(())
    }

    /// Ends the check that is under way, and begins one anew.
    fn again(&mut self) -> Result<(), Failure> {
        self.end_check();
        self.end_aside();
        self.files.changed(&self.place.folder(self.exercise()));
        let wanted = self.exercise().stem.clone();
        let spare = self.spare.take().filter(|spare| spare.is_for(&wanted, self.columns()));
        let mut run = match spare {
            Some(spare) => spare,
            None => self.start(&["check", &wanted], &wanted, false)?,
        };
        run.go();
        let title = format!("{}  {}", wanted, self.exercise().title);
        self.shown = Shown::new(title, self.passed());
        self.check = Some(run);
        if matches!(self.view, View::Plain) {
            self.screen.write("\n")?;
        }
        Ok(())
    }

    /// The next exercise that has not passed, or the next of all.
    fn next(&mut self) -> Result<(), Failure> {
        let standing = status(self.place).exercises;
        let of = standing.len();
        let others: Vec<usize> = (1..of).map(|step| (self.at + step) % of).collect();
        let next = others.iter().find(|at| !standing[**at].passed).or(others.first());
        self.at = next.copied().unwrap_or(self.at);
        self.again()
    }

    fn replay(&mut self, package: &str) -> Result<(), Failure> {
        let progress = Progress::read(&self.place.course.root);
        let trace = progress.exercises.get(package).and_then(|reached| reached.trace.clone());
        match trace.filter(|trace| !trace.schedule.is_empty()) {
            Some(trace) => self.ask(&["replay", package, &trace.schedule, "exercises", "--scenario", &trace.scenario]),
            None => self.tell("There is no schedule to replay: the last check found none that fails."),
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), Failure> {
        self.end_aside();
        match self.view {
            View::Full(_) => {
                self.shown.aside = Some(Text::of(text));
                Ok(())
            }
            View::Plain => self.screen.write(&format!("{text}\n")),
        }
    }

    fn ask(&mut self, arguments: &[&str]) -> Result<(), Failure> {
        self.end_aside();
        let mut run = self.start(arguments, "", false)?;
        run.go();
        self.aside = Some(run);
        self.shown.aside = Some(Text::default());
        Ok(())
    }

    fn start(&mut self, arguments: &[&str], stem: &str, when_told: bool) -> Result<Run, Failure> {
        self.count += 1;
        let shown = Shows { columns: self.columns(), colours: self.screen.colours(), when_told };
        let run = Run::start(self.count, &self.place.course.root, arguments, stem, shown, &self.to);
        run.map_err(|error| Failure::Fault(format!("failed to start a check: {error}")))
    }

    fn said(&mut self, number: u64, line: String) -> Result<(), Failure> {
        let (is_check, is_aside) = (is(&self.check, number), is(&self.aside, number));
        match (&self.view, is_check, is_aside) {
            (_, false, false) => Ok(()),
            (View::Plain, ..) => self.screen.write(&format!("{line}\n")),
            (View::Full(_), true, _) => {
                self.shown.said(&line, self.columns());
                Ok(())
            }
            (View::Full(_), false, true) => {
                let width = self.columns();
                let aside = self.shown.aside.get_or_insert_default();
                fold(&line, width).into_iter().for_each(|row| aside.push(row));
                Ok(())
            }
        }
    }

    fn ended(&mut self, number: u64) -> Result<(), Failure> {
        if is(&self.aside, number) {
            self.end_aside();
        }
        if !is(&self.check, number) {
            return Ok(());
        }
        let passed = self.check.take().and_then(Run::passed);
        self.orphans.collect();
        self.shown.state = State::Done { passed: passed == Some(true), verdict: self.verdict() };
        self.shown.is_news = self.shown.aside.is_some();
        self.shown.passed = self.passed();
        self.shown.show_findings(passed == Some(true), self.height());
        let stem = self.exercise().stem.clone();
        // It gets ready while nobody waits for it.
        self.spare = Some(self.start(&["check", &stem], &stem, true)?);
        match self.view {
            View::Plain => self.screen.write(&format!("{}\n", frame::KEYS)),
            View::Full(_) => Ok(()),
        }
    }

    /// How many exercises have passed.
    fn passed(&self) -> String {
        let exercises = status(self.place).exercises;
        format!("{} of {}", exercises.iter().filter(|one| one.passed).count(), exercises.len())
    }

    fn verdict(&self) -> String {
        let progress = Progress::read(&self.place.course.root);
        let reached = progress.exercises.get(&self.exercise().package).filter(|_| self.place.hidden);
        reached.map_or_else(String::new, |reached| {
            let verdict = reached.verdict.map_or("not fully judged", Verdict::name);
            format!("{verdict}, {} of {} points", reached.score, reached.max_score)
        })
    }

    fn end_check(&mut self) {
        self.check.take().into_iter().for_each(Run::end);
        self.orphans.collect();
    }

    fn end_aside(&mut self) {
        self.aside.take().into_iter().for_each(Run::end);
    }

    fn quit(&mut self) {
        for run in [self.check.take(), self.spare.take(), self.aside.take()].into_iter().flatten() {
            run.end();
        }
        self.view = View::Plain;
        self.orphans.wait();
    }

    fn columns(&self) -> usize {
        match self.view {
            View::Full(_) => terminal::size().0.clamp(40, 120),
            View::Plain => self.screen.width(),
        }
    }

    fn height(&self) -> usize {
        terminal::size().1
    }

    fn draw(&mut self) -> Result<(), Failure> {
        let colours = self.screen.colours();
        match &mut self.view {
            View::Full(terminal) => {
                let (width, height) = terminal::size();
                terminal.draw(&rows(&self.shown, width, height), colours).map_err(lost)
            }
            View::Plain => Ok(()),
        }
    }
}

fn is(run: &Option<Run>, number: u64) -> bool {
    run.as_ref().is_some_and(|run| run.number() == number)
}
