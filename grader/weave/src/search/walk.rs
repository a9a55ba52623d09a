//! One walk through the phases of the search.

use super::deviations::Deviations;
use super::explorer::{Budget, Explorer};
use super::unseen::Sources;
use super::{Replay, shrink};
use crate::engine::choice::{Guide, Rng};
use crate::engine::reduction::Reduction;
use crate::engine::{Body, Execution, Place, run, run_seed};
use crate::explain::Explanation;
use crate::exploration::{Coverage, Exploration, Outcome, Schedule, Verdict};
use crate::fault::Fault;
use crate::settings::{Polling, Settings};
use std::collections::BTreeMap;

/// Schedules of the search of all that come before luck is tried: enough for small programs.
const SLICE: usize = 300;
/// How many different outcomes are kept.
const OUTCOMES: usize = 10_000;
/// Schedules that leave threads behind: these stay in the process.
const LEAVING: usize = 300;
/// A livelock is one if it is still there after so many times the steps that a schedule may have.
const LONGER: u32 = 20;

/// What was seen so far.
pub(super) struct Walk<'a> {
    budget: &'a Budget,
    seed: u64,
    explains: bool,
    settings: Settings,
    body: &'a Body,
    schedules: usize,
    redundant: usize,
    operations: u64,
    cut_off: usize,
    /// Schedules that left threads behind in the process.
    left: usize,
    first_was_cut_off: bool,
    longest: u32,
    forgot: bool,
    hurried: bool,
    let_sleep: bool,
    sources: Sources,
    unexplored: Vec<String>,
    seq_cst: Vec<Place>,
    outcomes: BTreeMap<String, Outcome>,
    printed: BTreeMap<String, Outcome>,
}

/// Why a phase ends before its time.
enum Stop {
    Failed(Box<Execution>),
    /// Releasing locks has to be a point: the search starts again.
    ReleasePoints,
    /// The budget of operations is used up.
    Budget,
}

impl<'a> Walk<'a> {
    pub(super) fn new(explorer: &'a Explorer, settings: Settings, body: &'a Body) -> Self {
        Self {
            budget: &explorer.budget,
            seed: explorer.seed,
            explains: explorer.explains,
            settings,
            body,
            schedules: 0,
            redundant: 0,
            operations: 0,
            cut_off: 0,
            left: 0,
            first_was_cut_off: false,
            longest: 20,
            forgot: false,
            hurried: false,
            let_sleep: false,
            sources: Sources::default(),
            unexplored: Vec::new(),
            seq_cst: Vec::new(),
            outcomes: BTreeMap::new(),
            printed: BTreeMap::new(),
        }
    }

    /// All phases. None: somebody asked for a lock without waiting, so it has to start again with points at releases.
    pub(super) fn search(mut self) -> Option<Exploration> {
        match self.phases() {
            Ok(coverage) => Some(self.exploration(coverage, None)),
            Err(Stop::Failed(execution)) => Some(self.failed(execution)),
            Err(Stop::ReleasePoints) => None,
            Err(Stop::Budget) => Some(self.exploration(Coverage::Some, None)),
        }
    }

    fn phases(&mut self) -> Result<Coverage, Stop> {
        if self.settings.polling == Polling::Fail {
            self.stubborn()?;
        }
        let mut deviations = Deviations::new(1, self.budget.far.max(self.budget.near));
        self.near(&mut deviations, self.budget.near)?;
        if deviations.is_exhausted() {
            return Ok(self.coverage(Coverage::All));
        }
        let mut all = self.reduces().then(Box::default);
        let slice = self.budget.all.min(SLICE);
        if self.all(&mut all, slice)? {
            return Ok(self.coverage(Coverage::All));
        }
        let taste = self.budget.near / 10;
        self.priorities(self.budget.random.min(taste), 0)?;
        self.random(self.budget.random.min(taste), 0)?;
        if self.all(&mut all, self.budget.all - slice)? {
            return Ok(self.coverage(Coverage::All));
        }
        deviations.go_on_to(self.budget.deviations);
        self.near(&mut deviations, self.budget.far)?;
        if deviations.is_exhausted() {
            return Ok(self.coverage(Coverage::All));
        }
        let done = deviations.done_up_to();
        self.priorities(self.budget.random, taste)?;
        self.random(self.budget.random, taste)?;
        Ok(done.map_or(Coverage::Some, Coverage::Deviations))
    }

    /// Schedules in which threads that look for a change go on looking for long. Two deviations: one may be needed to begin
    /// what is waited for, and one to leave it unfinished.
    fn stubborn(&mut self) -> Result<(), Stop> {
        self.settings.stubborn = true;
        let mut deviations = Deviations::new(2, self.budget.near);
        let result = self.near(&mut deviations, self.budget.near);
        if result.is_ok() {
            self.settings.stubborn = false;
        }
        result
    }

    fn near(&mut self, deviations: &mut Deviations, most: usize) -> Result<(), Stop> {
        for _ in 0..most {
            let Some((prefix, count)) = deviations.next() else { break };
            let length = prefix.len();
            let execution = self.run(Guide::Follow(prefix), 0)?;
            deviations.ran(length, count, &execution.choices);
        }
        Ok(())
    }

    fn priorities(&mut self, count: usize, from: usize) -> Result<(), Stop> {
        for number in from..from + count {
            let mut rng = Rng(run_seed(self.seed, number as u64));
            let drops = (0..2).map(|_| 1 + rng.below(self.longest as usize) as u32).collect();
            let seed = rng.next();
            self.run(Guide::Priorities { rng, drops }, seed)?;
        }
        Ok(())
    }

    fn random(&mut self, count: usize, from: usize) -> Result<(), Stop> {
        for number in from..from + count {
            let rng = Rng(run_seed(!self.seed, number as u64));
            self.run(Guide::Random(rng), 0)?;
        }
        Ok(())
    }

    /// Whether schedules that differ only in the order of independent operations may be left out. Not where the program does
    /// something that others can tell and the scheduler cannot.
    fn reduces(&self) -> bool {
        self.sources.unseen().is_empty()
    }

    /// Goes on with the search of all schedules, without those that are like another, for up to `most` of them. False: there
    /// are more.
    fn all(&mut self, search: &mut Option<Box<Reduction>>, most: usize) -> Result<bool, Stop> {
        for _ in 0..most {
            let Some(reduction) = search.take() else { break };
            let mut execution = self.run(Guide::Reduced(reduction), 0)?;
            let guide = std::mem::replace(&mut execution.guide, Guide::Follow(Vec::new()));
            let Guide::Reduced(mut reduction) = guide else { unreachable!("the guide is given back as it was given") };
            reduction.finish(!execution.too_long && execution.tasks.iter().all(|task| task.finished));
            if !reduction.advance() {
                return Ok(true);
            }
            *search = Some(reduction);
        }
        Ok(false)
    }

    /// What can be claimed after a search that found no more schedules.
    fn coverage(&mut self, all: Coverage) -> Coverage {
        self.unexplored.extend(self.sources.unseen());
        if self.forgot {
            self.unexplored
                .push("an atomic had more stores than are kept, and somebody might have read an older one".into());
        }
        if self.hurried {
            self.unexplored.push("a thread went on for so long that it had to let others go first".into());
        }
        if self.let_sleep {
            self.unexplored.push("a thread was woken before its time so often that it was left to sleep then".into());
        }
        if self.cut_off > 0 {
            self.unexplored.push(format!("schedules of more than {} steps were cut off", self.settings.max_steps));
        }
        if self.unexplored.is_empty() { all } else { Coverage::Some }
    }

    fn run(&mut self, guide: Guide, seed: u64) -> Result<Box<Execution>, Stop> {
        if self.operations > self.budget.operations || self.left > LEAVING {
            return Err(Stop::Budget);
        }
        let mut execution = run(&self.settings, guide, seed, self.body);
        if execution.saw_try && !self.settings.release_points {
            return Err(Stop::ReleasePoints);
        }
        self.given_time(&mut execution);
        self.note(&execution);
        if execution.failure.is_some() { Err(Stop::Failed(execution)) } else { Ok(execution) }
    }

    /// A loop that ends after many rounds looks like a livelock for as long as it lasts. Where it does end, its schedule counts as
    /// cut off, with what it comes to.
    fn given_time(&mut self, execution: &mut Execution) {
        if !is_livelock(execution) {
            return;
        }
        let longer = self.longer(shrink::chosen(&execution.choices));
        self.operations += u64::from(longer.steps);
        if !is_livelock(&longer) {
            execution.failure = None;
            execution.too_long = true;
            if longer.failure.is_none() {
                (execution.outcome, execution.printed) = (longer.outcome, longer.printed);
            }
        }
    }

    fn longer(&self, choices: Vec<u16>) -> Box<Execution> {
        let settings = Settings { max_steps: self.settings.max_steps.saturating_mul(LONGER), ..self.settings.clone() };
        run(&settings, Guide::Follow(choices), 0, self.body)
    }

    fn note(&mut self, execution: &Execution) {
        self.schedules += 1;
        self.redundant += usize::from(execution.is_redundant());
        self.operations += u64::from(execution.steps);
        self.longest = self.longest.max(execution.steps);
        self.forgot |= execution.forgot;
        self.hurried |= execution.hurried;
        self.let_sleep |= execution.let_sleep;
        self.sources.note(execution);
        for place in &execution.seq_cst {
            if !self.seq_cst.contains(place) {
                self.seq_cst.push(*place);
            }
        }
        self.cut_off += usize::from(execution.too_long);
        self.left += usize::from(execution.tasks.iter().any(|task| !task.finished));
        self.first_was_cut_off |= execution.too_long && execution.outcome.is_none() && self.schedules == 1;
        if execution.is_redundant() {
            // What it came to, another schedule has to come to as well.
            return;
        }
        let replay = || Replay::new(&execution.choices, &self.settings).to_string();
        if let Some(value) = &execution.outcome {
            count(&mut self.outcomes, value.clone(), replay);
        }
        if !execution.printed.is_empty() {
            let text = execution.printed.concat();
            count(&mut self.printed, text, replay);
        }
    }

    fn failed(mut self, execution: Box<Execution>) -> Exploration {
        let found_after = self.schedules;
        let settings = self.settings.clone();
        let found = shrink::chosen(&execution.choices);
        let mut execution = if self.explains && can_shrink(&execution) {
            shrink::shrink(execution, |guide| {
                self.schedules += 1;
                run(&settings, guide, 0, self.body)
            })
        } else {
            execution
        };
        let shrunk = shrink::chosen(&execution.choices);
        if is_livelock(&execution) && shrunk != found && !is_livelock(&self.longer(shrunk)) {
            execution = run(&settings, Guide::Follow(found), 0, self.body);
        }
        self.exploration(Coverage::Some, Some((found_after, execution)))
    }

    fn exploration(self, coverage: Coverage, failed: Option<(usize, Box<Execution>)>) -> Exploration {
        let failing = failed.map(|(found_after, execution)| {
            let fault = execution.failure.as_ref().map_or(Fault::Nondeterministic, |failure| failure.fault);
            let replay = Replay::new(&execution.choices, &self.settings).to_string();
            let explanation = if self.explains { crate::explain::explain(&execution) } else { Explanation::default() };
            (fault, Schedule { replay, found_after, explanation })
        });
        let verdict = match &failing {
            Some((fault, _)) => Verdict::Failed(*fault),
            None if self.first_was_cut_off => Verdict::Inconclusive,
            None => Verdict::Passed,
        };
        Exploration {
            verdict,
            schedules: self.schedules,
            redundant: self.redundant,
            operations: self.operations,
            cut_off: self.cut_off,
            max_steps: self.settings.max_steps,
            coverage,
            complete: coverage == Coverage::All,
            unexplored: self.unexplored,
            failing: failing.map(|failing| failing.1),
            seq_cst: crate::explain::sites(self.seq_cst),
            outcomes: self.outcomes,
            printed: self.printed,
        }
    }
}

fn is_livelock(execution: &Execution) -> bool {
    execution.failure.as_ref().is_some_and(|failure| failure.fault == Fault::Livelock)
}

/// A thread that computes for ever cannot be stopped, and a program that goes its own way follows no schedule.
fn can_shrink(execution: &Execution) -> bool {
    let fault = execution.failure.as_ref().map(|failure| failure.fault);
    let hopeless = [Fault::Endless, Fault::Nondeterministic, Fault::Outlives];
    shrink::deviations(&execution.choices) > 1 && fault.is_some_and(|fault| !hopeless.contains(&fault))
}

fn count(outcomes: &mut BTreeMap<String, Outcome>, value: String, replay: impl FnOnce() -> String) {
    if let Some(known) = outcomes.get_mut(&value) {
        known.schedules += 1;
    } else if outcomes.len() < OUTCOMES {
        outcomes.insert(value, Outcome { schedules: 1, replay: replay() });
    }
}
