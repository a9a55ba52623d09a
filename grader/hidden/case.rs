//! One case of a check: runs the driver of the submission that is graded, or explores a scenario with it, collects what does
//! not hold, and leaves a record. What must hold is the checks' concern, what it means the judge's.

use std::{
    fmt::Write as _,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{Arc, Mutex},
};

use draw::Picture;
use grader::{
    explore::{Asked, Exploration, NoAnswer, Site, Way},
    judge::{
        Covered, Explored, Fact, Finding, Lack, Outcome, Record, Seen, Trace, Verdict, ends, ends_well, joined,
        transcript, waits_without_asking,
    },
    observe::Observation,
    report::{of_explanation, of_trace, picture, schedule, timeline},
    sandbox::Seal,
    submission,
};

pub use crate::graded::Run;
use crate::graded::{Explores, Graded, graded, launcher, lock};

/// One case, while it is judged.
pub struct Case {
    record: Record,
    findings: Vec<Finding>,
    skipped: Option<String>,
    lack: Option<Lack>,
    graded: &'static Graded,
}

/// Judges one case of a check and leaves its record.
///
/// # Panics
/// When something does not hold, for the test runner; the verdict is in the record.
#[track_caller]
pub fn judge(stem: &str, check: &str, name: &str, body: impl FnOnce(&mut Case)) {
    let record = Record {
        stem: stem.to_owned(),
        check: check.to_owned(),
        case: name.to_owned(),
        seed: None,
        outcome: Outcome::Passed,
        timeline: Vec::new(),
        cpu_us: 0,
        covered: None,
        remark: None,
        drawn: None,
    };
    let graded = match graded(stem) {
        Ok(graded) => graded,
        Err(problem) => return leave(Record { outcome: Outcome::Fault(problem), ..record }),
    };
    let mut case = Case { record, findings: Vec::new(), skipped: None, lack: None, graded };
    let finished = catch_unwind(AssertUnwindSafe(|| body(&mut case)));
    let outcome = match finished {
        Ok(()) => outcome(case.findings, case.lack, case.skipped),
        Err(panic) => Outcome::Fault(message_of(panic.as_ref())),
    };
    leave(Record { outcome, ..case.record });
}

/// What was found counts, whatever else could not be judged.
fn outcome(findings: Vec<Finding>, lack: Option<Lack>, skipped: Option<String>) -> Outcome {
    match (lack, skipped) {
        _ if !findings.is_empty() => Outcome::Failed(findings),
        (Some(lack), _) => Outcome::Unjudged(lack),
        (None, Some(reason)) => Outcome::Skipped(reason),
        (None, None) => Outcome::Passed,
    }
}

impl Case {
    /// Runs the driver; the case is over where the run does not end well, or cannot be made on this machine.
    pub fn run(&mut self, run: &Run) -> Option<Arc<Observation>> {
        let observation = self.observe(run)?;
        self.all_hold(&observation, &[&ends_well()]).then_some(observation)
    }

    /// Runs the driver where a panic may be the right answer; the case is over where the run does not end at all.
    pub fn run_to_any_end(&mut self, run: &Run) -> Option<Arc<Observation>> {
        let observation = self.observe(run)?;
        self.all_hold(&observation, &[&ends()]).then_some(observation)
    }

    /// Runs the driver where this fact says what it means that all wait for ever.
    pub fn run_that_may_stop(&mut self, run: &Run, fact: &Fact) -> Option<Arc<Observation>> {
        let observation = self.observe(run)?;
        (self.all_hold(&observation, &[fact]) && self.all_hold(&observation, &[&ends_well()])).then_some(observation)
    }

    /// Says whether `run` ends well and these facts hold of it; skips this case where they do not, since a check of their
    /// own says so, and where this machine cannot tell.
    pub fn needs(&mut self, run: &Run, facts: &[&Fact]) -> bool {
        let Some(observation) = self.observe(run) else { return false };
        let ends_well = ends_well();
        let (findings, lack) = told(&observation, facts.iter().copied().chain([&ends_well]));
        let worst = Verdict::most_severe(findings.iter().map(|finding| finding.verdict));
        if worst != Verdict::Passed {
            self.skipped = Some(format!("the plain run is {worst}"));
        } else {
            self.lack = lack;
        }
        self.skipped.is_none() && self.lack.is_none()
    }

    /// Leaves this case unjudged, for this reason that was seen of a run; or because this machine saw nothing of it.
    pub fn skip(&mut self, observation: &Observation, reason: &str) {
        match observation.unobserved {
            true => self.lack = Some(Lack::Sight),
            false => self.skipped = Some(reason.to_owned()),
        }
    }

    /// Every thread of `run` is joined, and nobody waits for one by asking; skipped where there is none, which a check of its
    /// own says.
    pub fn joins(&mut self, run: &Run) {
        let Some(seen) = self.run(run) else { return };
        if seen.threads().next().is_none() {
            return self.skip(&seen, "no thread was started");
        }
        self.all_hold(&seen, &[&joined(), &waits_without_asking()]);
    }

    /// A seed that nobody can guess before the submission is there.
    pub fn seed(&mut self) -> u64 {
        let seed = submission::seed(&self.graded.digest, &self.record.check, &self.record.case);
        self.record.seed = Some(seed);
        seed
    }

    /// Collects what does not hold, and whether this machine cannot tell; says whether all holds.
    pub fn all_hold(&mut self, observation: &Observation, facts: &[&Fact]) -> bool {
        let (findings, lack) = told(observation, facts.iter().copied());
        let hold = findings.is_empty() && lack.is_none();
        self.findings.extend(findings);
        self.lack = self.lack.or(lack);
        hold
    }

    /// Explores a scenario of `scenarios.rs`, and says whether what must hold of it does under every schedule. Several in one
    /// case add up.
    pub fn explore(&mut self, asked: &Explored) -> bool {
        let asked = &asked.clone().given(&self.graded.exercise.given);
        let of = |way| Asked { scenario: asked.scenario().to_owned(), way };
        let Some(full) = self.exploration(&of(Way::Explore)) else { return false };
        let (mut sequential, mut shown) = (None, None);
        if asked.may_be_memory(&full) {
            sequential = self.exploration(&of(Way::Sequential));
            if sequential.is_none() {
                return false;
            }
        }
        if let Some(schedule) = asked.unexplained(&full, sequential.as_deref()) {
            shown = self.exploration(&of(Way::Replay(schedule)));
            if shown.is_none() {
                return false;
            }
        }
        let seen = Seen { full: &full, sequential: sequential.as_deref(), shown: shown.as_deref() };
        let findings = asked.findings(seen).unwrap_or_else(|problem| panic!("{problem}"));
        let covered = Covered { schedules: full.schedules, all: full.complete };
        self.record.covered = Some(self.record.covered.map_or(covered, |before| before.and(covered)));
        let holds = findings.is_empty();
        if !holds && self.findings.is_empty() {
            let failing = seen.schedule().map(|failing| schedule(&of_explanation(&failing.explanation)));
            self.record.timeline = failing.unwrap_or_default();
        }
        if is_drawn() {
            self.draw(asked, &full, findings.first());
        }
        self.findings.extend(findings);
        holds
    }

    /// Keeps what happens in the schedule that fails; where none does, in the one that is easiest to follow.
    fn draw(&mut self, asked: &Explored, full: &Exploration, finding: Option<&Finding>) {
        let failing = finding.and_then(|finding| Some(finding.replay.as_ref()?.trace.clone()));
        let trace = match failing {
            Some(trace) => trace,
            None if !self.findings.is_empty() || self.record.drawn.is_some() => return,
            None => {
                let Some(plain) = full.outcomes.values().min_by_key(|outcome| outcome.replay.len()) else { return };
                let way = Way::Replay(plain.replay.clone());
                let shown = self.exploration(&Asked { scenario: asked.scenario().to_owned(), way });
                let Some(shown) = shown.as_ref().and_then(|shown| shown.failing.as_ref()) else { return };
                Trace::of(&shown.explanation, Site::is_theirs)
            }
        };
        let picture = Picture { schedule: of_trace(&trace), ..Picture::default() };
        self.record.drawn = Some(Box::new(picture));
    }

    /// Remarks on orderings that are stronger than a scenario needs, which is no fault; for one in which all holds.
    pub fn remark_on_orderings(&mut self, asked: &Explored) {
        let of = |way| Asked { scenario: asked.scenario().to_owned(), way };
        let Some(full) = self.exploration(&of(Way::Explore)) else { return };
        if full.seq_cst.iter().any(Site::is_theirs)
            && let Some(weaker) = self.exploration(&of(Way::Weaker))
        {
            self.record.remark = asked.remark(&full, &weaker);
        }
    }

    /// The case is over where the process did not end well, or gave no answer.
    fn exploration(&mut self, asked: &Asked) -> Option<Arc<Exploration>> {
        let Explores(observation, exploration) =
            self.graded.explore(asked).unwrap_or_else(|problem| panic!("{problem}"));
        self.record.cpu_us += observation.tasks.iter().map(|task| task.cpu_us).sum::<u64>();
        if !self.all_hold(&observation, &[&ends_well()]) {
            return None;
        }
        match exploration {
            Ok(exploration) => Some(exploration),
            Err(problem @ (NoAnswer::Unknown(_) | NoAnswer::NoSchedule(_))) => panic!("{problem}"),
            Err(problem) => {
                let finding = Finding::new(Verdict::EndedEarly, "the exploration of your code gave no answer");
                self.findings.push(finding.contrast("an answer for each scenario", problem.to_string()));
                None
            }
        }
    }

    /// Tells something that is no fault, and no matter of the verdict.
    pub fn remark(&mut self, remark: Option<String>) {
        self.record.remark = remark;
    }

    /// The value that came back is the one asked for.
    pub fn equal<T: PartialEq + std::fmt::Debug + ?Sized>(&mut self, what: &str, expected: &T, seen: &T) {
        if expected != seen {
            let finding = Finding::new(Verdict::WrongAnswer, format!("{what}: not the value asked for"));
            self.findings.push(finding.contrast(shortened(expected), shortened(seen)));
        }
    }

    /// A wrong answer that no comparison says well.
    pub fn wrong(&mut self, message: &str, expected: impl Into<String>, seen: impl Into<String>) {
        self.findings.push(Finding::new(Verdict::WrongAnswer, message).contrast(expected, seen));
    }

    /// The transcript is the one in the snapshot of that name. It names who printed each line, so it differs between right
    /// answers where the exercise leaves that open; use it where it does not.
    pub fn matches_snapshot(&mut self, name: &str, observation: &Observation) {
        if observation.unobserved {
            self.lack = Some(Lack::Sight);
            return;
        }
        let seen = transcript(observation);
        let folder = self.graded.exercise.hidden.join("snapshots");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let asserted = settings.bind(|| catch_unwind(|| insta::assert_snapshot!(name, seen)));
        if asserted.is_err() {
            let expected = snapshot(&folder.join(format!("{name}.snap")));
            let finding = Finding::new(Verdict::WrongOutput, "who printed what is not as asked for");
            self.findings.push(finding.contrast(expected, transcript(observation)));
        }
    }

    /// `None` where this machine cannot make such a run; it is then not made.
    fn observe(&mut self, run: &Run) -> Option<Arc<Observation>> {
        let seal = launcher().unwrap_or_else(|problem| panic!("{problem}")).seal();
        if let Some(lack) = lack(seal, self.graded.exercise.sockets, run) {
            self.lack = Some(lack);
            return None;
        }
        let observation = self.graded.observe(run).unwrap_or_else(|problem| panic!("{problem}"));
        self.record.timeline = timeline(&observation);
        if is_drawn() {
            self.record.drawn = Some(Box::new(picture(&observation)));
        }
        self.record.cpu_us = observation.tasks.iter().map(|task| task.cpu_us).sum();
        Some(observation)
    }
}

/// Somebody wants to see what is done in each case.
fn is_drawn() -> bool {
    std::env::var_os("GRADER_DRAWN").is_some()
}

/// What a machine that shuts runs in like this lacks for such a run.
fn lack(seal: &Seal, sockets: bool, run: &Run) -> Option<Lack> {
    match run.failing_write {
        _ if sockets && !seal.connects() => Some(Lack::Seal),
        Some(_) if !seal.observed => Some(Lack::Hand),
        _ => None,
    }
}

/// What does not hold of a run, and what kept the rest from being told.
fn told<'a>(observation: &Observation, facts: impl Iterator<Item = &'a Fact>) -> (Vec<Finding>, Option<Lack>) {
    let (mut findings, mut lack) = (Vec::new(), None);
    for fact in facts {
        match fact.findings(observation) {
            Ok(found) => findings.extend(found),
            Err(lacking) => lack = Some(lacking),
        }
    }
    (findings, lack)
}

/// Writes the record where the grader reads it, and fails the test where there is something to say.
#[track_caller]
fn leave(record: Record) {
    static WRITING: Mutex<()> = Mutex::new(());
    if let Some(path) = std::env::var_os("GRADER_RECORDS") {
        let _one = lock(&WRITING);
        let line = serde_json::to_string(&record).expect("a record is plain data");
        let file = std::fs::OpenOptions::new().append(true).create(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(format!("{line}\n").as_bytes()));
        written.unwrap_or_else(|error| panic!("failed to write the record to {}: {error}", path.display()));
    }
    match record.outcome {
        Outcome::Passed => {}
        Outcome::Skipped(reason) => println!("skipped: {reason}"),
        Outcome::Unjudged(lack) => println!("skipped: {lack}"),
        Outcome::Fault(problem) => panic!("a fault of ours: {problem}"),
        Outcome::Failed(findings) => panic!("{}", failure(&findings, &record.timeline)),
    }
}

fn failure(findings: &[Finding], timeline: &[String]) -> String {
    let mut text = String::new();
    for finding in findings {
        let place = finding.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        let _ = write!(
            text,
            "\n{}: {}{place}\n  asked: {}\n  seen:  {}\n",
            finding.verdict, finding.message, finding.expected, finding.seen
        );
    }
    format!("{text}\n{}", timeline.join("\n"))
}

fn message_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a check panicked").to_owned()
}

fn shortened<T: std::fmt::Debug + ?Sized>(value: &T) -> String {
    const LENGTH: usize = 400;
    let text = format!("{value:?}");
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{} … ({} characters in all)", &text[..end], text.len()),
        None => text,
    }
}

/// What a snapshot file holds below its header.
fn snapshot(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.splitn(3, "---\n").nth(2).unwrap_or_default().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use grader::{judge::threads, sandbox::Files};

    use super::*;

    #[test]
    fn what_was_found_counts_whatever_else_could_not_be_judged() {
        let found = || vec![Finding::new(Verdict::Panicked, "a panic")];
        let skipped = || Some("why".to_owned());
        for (findings, lack, reason, expected) in [
            (Vec::new(), None, None, Outcome::Passed),
            (Vec::new(), None, skipped(), Outcome::Skipped("why".to_owned())),
            (Vec::new(), Some(Lack::Sight), None, Outcome::Unjudged(Lack::Sight)),
            (Vec::new(), Some(Lack::Sight), skipped(), Outcome::Unjudged(Lack::Sight)),
            (found(), None, None, Outcome::Failed(found())),
            (found(), Some(Lack::Sight), skipped(), Outcome::Failed(found())),
        ] {
            assert_eq!(outcome(findings, lack, reason), expected);
        }
    }

    #[test]
    fn a_run_is_made_only_where_the_machine_can_do_its_part() {
        let whole = Seal { files: Files::Scoped, calls: true, observed: true, uid: None };
        let (blind, open) = (Seal { observed: false, ..whole }, Seal::NONE);
        let (plain, failing) = (Run::of("run"), Run::of("run").failing_write(1));
        for (seal, sockets, run, expected) in [
            (whole, true, &failing, None),
            (blind, false, &plain, None),
            (blind, false, &failing, Some(Lack::Hand)),
            (blind, true, &plain, Some(Lack::Seal)),
            (blind, true, &failing, Some(Lack::Seal)),
            (open, true, &plain, None),
            (open, true, &failing, Some(Lack::Hand)),
        ] {
            assert_eq!(lack(&seal, sockets, run), expected, "{seal} {sockets} {run:?}");
        }
    }

    #[test]
    fn of_a_run_that_nobody_saw_only_its_end_is_told() {
        let unobserved = Observation { unobserved: true, ..Observation::default() };
        let (findings, lack) = told(&unobserved, [&ends_well(), &threads(1)].into_iter());
        assert_eq!(findings.iter().map(|finding| finding.verdict).collect::<Vec<_>>(), [Verdict::EndedEarly]);
        assert_eq!(lack, Some(Lack::Sight));
        assert!(told(&Observation::default(), [&threads(0)].into_iter()) == (Vec::new(), None));
    }
}
