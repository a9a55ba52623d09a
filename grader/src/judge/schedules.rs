//! Rules on explorations: what must hold of a scenario under every schedule, and what its failing one is called. Which
//! schedules there are was found out by `explore`.

use super::{Finding, Place, Replay, Trace, Verdict};
use crate::explore::{Ended, Explanation, Exploration, Outcome, Schedule, Site, Standing};

/// What must hold of a scenario under every schedule; see [`explored`].
#[derive(Debug, Clone)]
pub struct Explored {
    scenario: String,
    outcomes: Option<Vec<String>>,
    wrong: Verdict,
    waits: Option<Verdict>,
    given: Vec<String>,
}

/// All that was seen of a scenario.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its exploration.
    pub full: &'a Exploration,
    /// The same with a memory that all threads see alike, where it was asked for.
    pub sequential: Option<&'a Exploration>,
    /// The schedule that shows what is wrong, where it was asked for.
    pub shown: Option<&'a Exploration>,
}

/// The scenario of that name ends well under every schedule: nobody panics or waits for ever, no thread is left, and no
/// assertion in it fails.
pub fn explored(scenario: &str) -> Explored {
    Explored { scenario: scenario.to_owned(), outcomes: None, wrong: Verdict::Race, waits: None, given: Vec::new() }
}

impl<'a> Seen<'a> {
    /// The schedule that shows what is wrong; one without old values, if it goes wrong in the same way.
    pub fn schedule(self) -> Option<&'a Schedule> {
        let plain = self.sequential.filter(|sequential| sequential.verdict == self.full.verdict);
        let explorations = [self.shown, plain, Some(self.full)];
        explorations.into_iter().flatten().find_map(|exploration| exploration.failing.as_ref())
    }
}

impl Explored {
    /// And it returns one of these values, as `{:?}` writes them.
    #[must_use]
    pub fn outcomes(mut self, outcomes: &[&str]) -> Explored {
        self.outcomes = Some(outcomes.iter().map(|outcome| (*outcome).to_owned()).collect());
        self
    }

    /// What it is called when another value comes back, or an assertion of the scenario fails: only whoever wrote the
    /// scenario knows. [`Verdict::Race`] unless told. It is [`Verdict::WrongOrdering`] where no schedule fails if loads read
    /// no old values; and in place of a race [`Verdict::WrongAnswer`] where it takes no particular schedule.
    #[must_use]
    pub fn wrong(mut self, verdict: Verdict) -> Explored {
        self.wrong = verdict;
        self
    }

    /// What it is called when threads of the scenario wait for ever, where that is no matter of a circle or of a wake-up: one
    /// that must not wait for another waits for it, say. [`Verdict::Deadlock`] or [`Verdict::Stuck`] unless told.
    #[must_use]
    pub fn waits(mut self, verdict: Verdict) -> Explored {
        self.waits = Some(verdict);
        self
    }

    /// Files beside the student's own that the exercise gives: whatever goes wrong in them, no line of theirs is to blame.
    #[must_use]
    pub fn given(mut self, files: &[String]) -> Explored {
        self.given = files.to_vec();
        self
    }

    /// The scenario's name.
    pub fn scenario(&self) -> &str {
        &self.scenario
    }

    /// Whether something is wrong with a scenario that an old value may explain: then its
    /// [sequential](crate::explore::Way::Sequential) exploration says whether one is needed for it.
    pub fn may_be_memory(&self, full: &Exploration) -> bool {
        match &full.verdict {
            Ended::Passed => self.wrong_outcome(full).is_some(),
            Ended::Failed(fault) => depends_on_memory(fault),
            Ended::Inconclusive => false,
        }
    }

    /// What can be said of a scenario in which all holds: that it needs no `SeqCst`, if all schedules were run without it.
    pub fn remark(&self, full: &Exploration, weaker: &Exploration) -> Option<String> {
        let holds = weaker.complete && self.holds(weaker);
        let theirs: Vec<String> =
            full.seq_cst.iter().filter(|site| site.is_theirs()).map(ToString::to_string).collect();
        (holds && !theirs.is_empty()).then(|| {
            format!("SeqCst at {} is stronger than needed here: Acquire and Release are enough", theirs.join(", "))
        })
    }

    /// The schedule, as a replay string, that has to be [run again](crate::explore::Way::Replay) to show what is wrong with an
    /// outcome.
    pub fn unexplained(&self, full: &Exploration, sequential: Option<&Exploration>) -> Option<String> {
        let (_, outcome) = self.wrong_outcome(self.plainest(full, sequential))?;
        (full.verdict == Ended::Passed).then(|| outcome.replay.clone())
    }

    /// What does not hold of a scenario; empty where all does.
    ///
    /// # Errors
    /// The explorer says something that this grader does not know.
    pub fn findings(&self, seen: Seen) -> Result<Vec<Finding>, String> {
        let found = match &seen.full.verdict {
            Ended::Passed => self.wrong_outcome(seen.full).and_then(|_| self.other_outcome(seen)),
            Ended::Failed(fault) => Some(self.failed(seen, fault)?),
            Ended::Inconclusive => Some(inconclusive(seen.full)),
        };
        Ok(found.into_iter().collect())
    }

    /// The exploration whose wrong outcome is easiest to follow: the one without old values, if it has one.
    fn plainest<'a>(&self, full: &'a Exploration, sequential: Option<&'a Exploration>) -> &'a Exploration {
        sequential.filter(|sequential| self.wrong_outcome(sequential).is_some()).unwrap_or(full)
    }

    /// The first value, by the schedules' order as far as it is known, that is none of those asked for.
    fn wrong_outcome<'a>(&self, exploration: &'a Exploration) -> Option<(&'a str, &'a Outcome)> {
        let asked = self.outcomes.as_ref()?;
        let others = exploration.outcomes.iter().filter(|(value, _)| !asked.contains(value));
        let first = others.min_by_key(|(_, outcome)| outcome.replay.len())?;
        Some((first.0, first.1))
    }

    fn other_outcome(&self, seen: Seen) -> Option<Finding> {
        let exploration = self.plainest(seen.full, seen.sequential);
        let (value, outcome) = self.wrong_outcome(exploration)?;
        let asked = self.outcomes.as_deref().unwrap_or_default();
        let is_ever_right = asked.iter().any(|value| seen.full.outcomes.contains_key(value));
        let verdict = match self.wrong {
            Verdict::Race if !is_ever_right => Verdict::WrongAnswer,
            _ if self.holds_sequentially(seen) => Verdict::WrongOrdering,
            wrong => wrong,
        };
        let message = match (verdict, is_ever_right) {
            (Verdict::WrongOrdering, _) => {
                "the result is wrong when a thread reads an old value, as its orderings allow"
            }
            (_, true) => "the result depends on which thread comes first",
            (_, false) => "no schedule gives the result asked for",
        };
        let schedule = seen.schedule();
        let told = format!("{value}, in {} of {} schedules", outcome.schedules, exploration.schedules);
        Some(self.finding(verdict, message, schedule).contrast(asked.join(" or "), said(schedule, &told)))
    }

    fn failed(&self, seen: Seen, fault: &str) -> Result<Finding, String> {
        let schedule = seen.schedule();
        let (verdict, message, asked) = match fault {
            "deadlock" | "stuck" if self.waits.is_some() => {
                (self.waits.unwrap_or(Verdict::Stuck), "a thread waits for one that it has nothing to do with", NO_WAIT)
            }
            "deadlock" => (Verdict::Deadlock, "threads wait for each other in a circle", RETURNS),
            "stuck" => (Verdict::Stuck, "threads wait, and nobody is left who could wake them", RETURNS),
            "livelock" => (Verdict::BusyWait, "threads go round and round, and none of them gets on", RETURNS),
            "polling" => (Verdict::BusyWait, "a thread asks again and again", "a wait that somebody else ends"),
            "panicked" => return Ok(self.panicked(seen, schedule)),
            "panicked-unseen" => {
                (Verdict::Panicked, "a thread panics, and nobody joins it", "no panic, or one that is heard")
            }
            "data-race" => {
                (Verdict::Race, "two threads use the same data at the same time, and one writes", "one at a time")
            }
            "thread-left" => (Verdict::NotJoined, "a thread is still running at the end", "every thread is joined"),
            "exited" => (Verdict::EndedEarly, "the process is ended in the middle of your code", RETURNS),
            "endless" => (Verdict::OverLimit, "a thread computes on and on", "a bounded amount of work"),
            "nondeterministic" => (
                Verdict::Forbidden,
                "the code does something else each time",
                "code that depends on its schedule alone",
            ),
            "outlives" => {
                let asked = "state that begins anew with each value of your type";
                (Verdict::Forbidden, "something is kept from one run to the next", asked)
            }
            other => return Err(format!("the explorer names a fault that is not known here: {other}")),
        };
        let ordering = depends_on_memory(fault) && self.holds_sequentially(seen);
        let (verdict, message) = if ordering { (Verdict::WrongOrdering, OLD_VALUE) } else { (verdict, message) };
        Ok(self.finding(verdict, message, schedule).contrast(asked, said(schedule, "")))
    }

    /// A panic of the student's code, or of an assertion in the scenario.
    fn panicked(&self, seen: Seen, schedule: Option<&Schedule>) -> Finding {
        let message = schedule.map_or("", |schedule| schedule.explanation.message.as_str());
        if ["not yet implemented", "not implemented"].iter().any(|todo| message.contains(todo)) {
            let finding = self.finding(Verdict::Unfinished, "a todo!() was reached: this is where to begin", schedule);
            return Finding { replay: None, ..finding.contrast("an answer", message) };
        }
        let is_theirs = schedule.and_then(|schedule| schedule.explanation.at.as_ref()).is_none_or(|at| at.is_theirs());
        let (verdict, message, asked) = match is_theirs {
            _ if self.holds_sequentially(seen) => (Verdict::WrongOrdering, OLD_VALUE, HOLDS),
            true => (Verdict::Panicked, "a panic where none belongs", "no panic"),
            false if self.wrong == Verdict::Race && schedule.is_some_and(is_ordinary) => {
                (Verdict::WrongAnswer, "what was asked for does not hold", "it holds")
            }
            false => (self.wrong, "what was asked for does not hold under every schedule", HOLDS),
        };
        self.finding(verdict, message, schedule).contrast(asked, said(schedule, ""))
    }

    fn holds_sequentially(&self, seen: Seen) -> bool {
        seen.sequential.is_some_and(|sequential| self.holds(sequential))
    }

    fn holds(&self, exploration: &Exploration) -> bool {
        exploration.verdict == Ended::Passed && self.wrong_outcome(exploration).is_none()
    }

    fn finding(&self, verdict: Verdict, message: &str, schedule: Option<&Schedule>) -> Finding {
        let mut finding = Finding::new(verdict, message);
        if let Some(schedule) = schedule {
            finding.place = self.place(&schedule.explanation);
            finding.also = self.also(&schedule.explanation, finding.place.as_ref());
            let trace = Trace::of(&schedule.explanation, |site| self.is_theirs(site));
            let replay = Replay { scenario: self.scenario.clone(), schedule: schedule.replay.clone(), trace };
            finding.replay = Some(Box::new(replay));
        }
        finding
    }

    /// The student's line that is to blame: the first of theirs that the explorer suspects.
    fn place(&self, explanation: &Explanation) -> Option<Place> {
        let site = explanation.suspects.iter().find(|site| self.is_theirs(site))?;
        Some(Place { file: site.file.clone(), line: site.line })
    }

    /// Where each thread stands that has not ended, on other lines of the student's.
    fn also(&self, explanation: &Explanation, place: Option<&Place>) -> Vec<(String, Place)> {
        let goes_on = |standing: &&Standing| standing.state != "has ended";
        let theirs = explanation.threads.iter().filter(goes_on).filter(|standing| self.is_theirs(&standing.at));
        let told = theirs.map(|standing| {
            let place = Place { file: standing.at.file.clone(), line: standing.at.line };
            (format!("{} {}", standing.thread, standing.state), place)
        });
        told.filter(|(_, other)| Some(other) != place).collect()
    }

    fn is_theirs(&self, site: &Site) -> bool {
        site.is_theirs() && !self.given.contains(&site.file)
    }
}

const RETURNS: &str = "under every schedule your functions return";
const NO_WAIT: &str = "each goes on to its end, whatever the others do meanwhile";
const HOLDS: &str = "it holds under every schedule";
const OLD_VALUE: &str = "it fails when a thread reads an old value, as its orderings allow";

/// Faults that a value which is read too late may lead to.
fn depends_on_memory(fault: &str) -> bool {
    ["deadlock", "stuck", "panicked", "panicked-unseen", "data-race"].contains(&fault)
}

fn inconclusive(full: &Exploration) -> Finding {
    let seen = format!("schedules were cut off because they needed too many operations; {} were run", full.schedules);
    Finding::new(Verdict::OverLimit, "too many operations to explore").contrast("a bounded amount of work", seen)
}

/// Nothing deviates in it from what happens when each thread runs for as long as it can.
fn is_ordinary(schedule: &Schedule) -> bool {
    schedule.replay.trim_start_matches(|c: char| c.is_ascii_alphabetic()) == "0:0"
}

/// What the explorer says of the schedule, after `first`.
fn said(schedule: Option<&Schedule>, first: &str) -> String {
    let explanation = schedule.map(|schedule| &schedule.explanation);
    let message = explanation.map(|explanation| explanation.message.as_str());
    let notes = explanation.into_iter().flat_map(|explanation| explanation.notes.iter().map(String::as_str));
    let lines = [first].into_iter().chain(message).chain(notes);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::Step;

    fn site(file: &str, line: u32) -> Site {
        Site { file: file.into(), line }
    }

    fn exploration(verdict: Ended, outcomes: &[&str], failing: Option<Schedule>) -> Exploration {
        let outcome = |value: &&str| ((*value).to_owned(), Outcome { schedules: 1, replay: "2:1".into() });
        let outcomes = outcomes.iter().map(outcome).collect();
        Exploration { verdict, schedules: 9, complete: false, failing, seq_cst: Vec::new(), outcomes }
    }

    fn passed(outcomes: &[&str]) -> Exploration {
        exploration(Ended::Passed, outcomes, None)
    }

    /// Fails on line 7 of `file`; the student's code was on line 5 last.
    fn failed(fault: &str, replay: &str, file: &str, message: &str) -> Exploration {
        let state = "waits".to_owned();
        let explanation = Explanation {
            message: message.into(),
            at: Some(site(file, 7)),
            notes: vec!["a note".into()],
            suspects: vec![site(file, 7), site("src/lib.rs", 5)],
            threads: vec![Standing { thread: "main".into(), state, waits_for: Vec::new(), at: site("src/lib.rs", 6) }],
            steps: vec![
                Step { thread: 0, action: "loads".into(), at: site("src/lib.rs", 5) },
                Step { thread: 0, action: "joins".into(), at: site("scenarios.rs", 9) },
            ],
        };
        let schedule = Schedule { replay: replay.into(), found_after: 3, explanation };
        exploration(Ended::Failed(fault.into()), &[], Some(schedule))
    }

    #[track_caller]
    fn one(asked: &Explored, full: &Exploration, sequential: Option<&Exploration>) -> Finding {
        let findings = asked.findings(Seen { full, sequential, shown: None }).unwrap();
        let [finding] = &findings[..] else { panic!("{findings:?}") };
        finding.clone()
    }

    #[test]
    fn each_fault_has_a_verdict_and_a_line_of_the_students() {
        for (fault, verdict) in [
            ("deadlock", Verdict::Deadlock),
            ("stuck", Verdict::Stuck),
            ("livelock", Verdict::BusyWait),
            ("polling", Verdict::BusyWait),
            ("panicked", Verdict::Panicked),
            ("panicked-unseen", Verdict::Panicked),
            ("data-race", Verdict::Race),
            ("thread-left", Verdict::NotJoined),
            ("exited", Verdict::EndedEarly),
            ("endless", Verdict::OverLimit),
            ("nondeterministic", Verdict::Forbidden),
            ("outlives", Verdict::Forbidden),
        ] {
            let finding = one(&explored("s"), &failed(fault, "3:1", "src/lib.rs", "what happened"), None);
            assert_eq!((finding.verdict, finding.place.map(|place| place.line)), (verdict, Some(7)), "{fault}");
            assert_eq!(finding.seen, "what happened\na note", "{fault}");
            let replay = finding.replay.unwrap();
            assert_eq!((&*replay.scenario, &*replay.schedule), ("s", "3:1"));
            assert_eq!(
                (&*replay.trace.message, &replay.trace.threads[..]),
                ("what happened", &["main".to_owned()][..])
            );
            let lines = replay.trace.steps.iter().map(|step| step.place.as_ref().map(|place| place.line));
            assert_eq!(
                lines.collect::<Vec<_>>(),
                [Some(5), None],
                "what the scenario does has no line of the student's"
            );
            assert_eq!(finding.also[0].0, "main waits");
        }
        let seen = failed("gone-fishing", "3:1", "src/lib.rs", "");
        assert!(explored("s").findings(Seen { full: &seen, sequential: None, shown: None }).is_err());
    }

    #[test]
    fn a_wait_for_ever_is_what_the_check_says() {
        let asked = explored("s").waits(Verdict::NotParallel);
        for fault in ["deadlock", "stuck"] {
            let full = failed(fault, "3:1", "src/lib.rs", "what happened");
            assert_eq!(one(&asked, &full, Some(&full)).verdict, Verdict::NotParallel, "{fault}");
            assert_eq!(one(&asked, &full, Some(&passed(&[]))).verdict, Verdict::WrongOrdering, "{fault}: an old value");
        }
        assert_eq!(one(&asked, &failed("polling", "3:1", "src/lib.rs", ""), None).verdict, Verdict::BusyWait);
    }

    #[test]
    fn a_failed_assertion_of_a_scenario_is_what_the_check_says() {
        let fails = |replay| failed("panicked", replay, "scenarios.rs", "two hits were made, but 1 was counted");
        let asked = explored("s");
        let bounded = explored("s").wrong(Verdict::NotBounded);
        for (name, finding, verdict) in [
            ("under a schedule", one(&asked, &fails("3:1"), Some(&fails("3:1"))), Verdict::Race),
            ("under the ordinary one", one(&asked, &fails("0:0"), None), Verdict::WrongAnswer),
            ("under the same with points at releases", one(&asked, &fails("r0:0"), None), Verdict::WrongAnswer),
            ("something else", one(&bounded, &fails("3:1"), None), Verdict::NotBounded),
            ("something else, always", one(&bounded, &fails("0:0"), None), Verdict::NotBounded),
            ("an old value", one(&asked, &fails("3:1"), Some(&passed(&[]))), Verdict::WrongOrdering),
        ] {
            assert_eq!(finding.verdict, verdict, "{name}");
            assert_eq!(finding.place.map(|place| place.line), Some(5), "{name}: where the student's code was last");
        }
    }

    #[test]
    fn the_line_is_the_first_suspect_of_the_students() {
        let told = |suspects: &[Site]| {
            let explanation = Explanation { suspects: suspects.to_vec(), ..Explanation::default() };
            let asked = explored("s").given(&["src/given.rs".into()]);
            asked.place(&explanation).map(|place| place.line)
        };
        let (ours, theirs, other) = (site("scenarios.rs", 2), site("src/lib.rs", 3), site("src/lib.rs", 4));
        assert_eq!(told(&[ours.clone(), theirs.clone(), other]), Some(3));
        assert_eq!(told(&[site("src/given.rs", 1), theirs]), Some(3));
        assert_eq!(told(&[ours, site("src/given.rs", 1)]), None);
    }

    #[test]
    fn a_panic_in_a_file_that_is_given_is_one_but_no_line_of_it_is_told() {
        let asked = explored("s").given(&["src/given.rs".into()]);
        let finding = one(&asked, &failed("panicked", "0:0", "src/given.rs", "no"), None);
        assert_eq!((finding.verdict, finding.place.map(|place| place.line)), (Verdict::Panicked, Some(5)));
    }

    #[test]
    fn a_todo_is_unfinished_and_needs_no_replay() {
        let finding = one(&explored("s"), &failed("panicked", "0:0", "src/lib.rs", "not yet implemented: hit"), None);
        assert_eq!((finding.verdict, finding.replay), (Verdict::Unfinished, None));
    }

    #[test]
    fn another_outcome_is_a_race_a_wrong_ordering_or_a_wrong_answer() {
        let asked = explored("s").outcomes(&["2"]);
        let shown = failed("unused", "2:1", "src/lib.rs", "");
        let verdict = |asked: &Explored, full: &[&str], sequential: &[&str]| {
            let (full, sequential) = (passed(full), passed(sequential));
            let seen = Seen { full: &full, sequential: Some(&sequential), shown: Some(&shown) };
            asked.findings(seen).unwrap().first().map(|finding| finding.verdict)
        };
        assert_eq!(verdict(&asked, &["2"], &[]), None);
        assert_eq!(verdict(&asked, &["1", "2"], &["1", "2"]), Some(Verdict::Race));
        assert_eq!(verdict(&asked, &["1", "2"], &["2"]), Some(Verdict::WrongOrdering));
        assert_eq!(verdict(&asked, &["1"], &["1"]), Some(Verdict::WrongAnswer));
        let bounded = explored("s").outcomes(&["2"]).wrong(Verdict::NotBounded);
        assert_eq!(verdict(&bounded, &["1", "2"], &["1", "2"]), Some(Verdict::NotBounded));
        assert_eq!(verdict(&bounded, &["1"], &["1"]), Some(Verdict::NotBounded));
    }

    #[test]
    fn what_is_wrong_is_looked_at_again_and_what_is_right_is_not() {
        let asked = explored("s").outcomes(&["2"]);
        assert!(!asked.may_be_memory(&passed(&["2"])) && asked.may_be_memory(&passed(&["1", "2"])));
        assert!(asked.may_be_memory(&failed("stuck", "3:1", "src/lib.rs", "")));
        assert!(!asked.may_be_memory(&failed("exited", "3:1", "src/lib.rs", "")));
        assert!(!explored("s").may_be_memory(&passed(&["1", "2"])));
        assert_eq!(asked.unexplained(&passed(&["2"]), None), None);
        assert_eq!(asked.unexplained(&passed(&["1", "2"]), None), Some("2:1".into()));
        assert_eq!(asked.unexplained(&failed("stuck", "3:1", "src/lib.rs", ""), None), None);
    }

    #[test]
    fn a_schedule_without_old_values_is_shown_if_there_is_one() {
        let asked = explored("s").outcomes(&["2"]);
        let full = passed(&["1", "2"]);
        let mut sequential = passed(&["1"]);
        sequential.outcomes.insert("1".into(), Outcome { schedules: 4, replay: "i3:1".into() });
        assert_eq!(asked.unexplained(&full, Some(&sequential)), Some("i3:1".into()));
        assert_eq!(asked.unexplained(&full, Some(&passed(&["2"]))), Some("2:1".into()));
        let finding =
            asked.findings(Seen { full: &full, sequential: Some(&sequential), shown: None }).unwrap().remove(0);
        assert_eq!(finding.seen, "1, in 4 of 9 schedules");
        let full = failed("stuck", "2:1", "src/lib.rs", "");
        let replay = |fault| {
            let sequential = failed(fault, "i3:1", "src/lib.rs", "");
            one(&asked, &full, Some(&sequential)).replay.map(|replay| replay.schedule)
        };
        assert_eq!(replay("stuck"), Some("i3:1".into()));
        assert_eq!(replay("deadlock"), Some("2:1".into()), "that is another fault");
    }

    #[test]
    fn who_needs_no_seq_cst_is_told_so_with_the_lines() {
        let asked = explored("s").outcomes(&["2"]);
        let mut full = passed(&["2"]);
        let all = |outcomes: &[&str]| Exploration { complete: true, ..passed(outcomes) };
        assert_eq!(asked.remark(&full, &all(&["2"])), None, "there is none");
        full.seq_cst = vec![site("scenarios.rs", 3), site("src/lib.rs", 4), site("src/lib.rs", 6)];
        let remark = asked.remark(&full, &all(&["2"])).unwrap();
        assert!(remark.starts_with("SeqCst at src/lib.rs:4, src/lib.rs:6 is stronger"), "{remark}");
        assert_eq!(asked.remark(&full, &all(&["1", "2"])), None, "it is needed");
        assert_eq!(asked.remark(&full, &passed(&["2"])), None, "who knows what the other schedules need");
    }

    #[test]
    fn what_was_cut_off_does_not_pass() {
        let cut_off = exploration(Ended::Inconclusive, &["2"], None);
        assert_eq!(one(&explored("s").outcomes(&["2"]), &cut_off, None).verdict, Verdict::OverLimit);
    }
}
