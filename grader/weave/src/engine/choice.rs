//! Where a choice comes from: a replayed schedule, luck with a fixed seed, priorities, or the search of all schedules.

use super::execution::Execution;
use super::op::Wake;
use super::reduction::Reduction;
use super::task::TaskId;

/// A thread that could go on, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) task: TaskId,
    pub(crate) wake: Wake,
}

/// One choice that was made: option 0 is the ordinary one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) options: u16,
    pub(crate) chosen: u16,
}

/// Random numbers by splitmix64 (Steele, Lea, Flood 2014): the same on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Rng(pub(crate) u64);

impl Rng {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

/// What makes the choices of one execution.
#[derive(Clone, Debug)]
pub(crate) enum Guide {
    /// These choices, then the ordinary ones.
    Follow(Vec<u16>),
    /// Any thread that is ready.
    Random(Rng),
    /// The ready thread of the highest priority; at these steps the running one gets the lowest (PCT: Burckhardt et al. 2010).
    Priorities { rng: Rng, drops: Vec<u32> },
    /// The next schedule of the search of all.
    Reduced(Box<Reduction>),
}

impl Execution {
    /// A choice among `options` values, such as which store a load reads.
    pub(crate) fn choose_value(&mut self, options: usize) -> usize {
        if options <= 1 {
            return 0;
        }
        let position = self.choices.len();
        let chosen = match &mut self.guide {
            Guide::Follow(prefix) => prefix.get(position).map_or(0, |chosen| usize::from(*chosen)),
            Guide::Random(rng) | Guide::Priorities { rng, .. } => {
                if rng.below(2) == 0 {
                    0
                } else {
                    rng.below(options)
                }
            }
            Guide::Reduced(reduction) => match reduction.value(options) {
                Some(chosen) => chosen,
                None => options,
            },
        };
        self.record(options, chosen)
    }

    /// A choice among threads. `ordinary`: how many of the candidates are plainly ready; the rest would be woken early.
    pub(crate) fn choose_candidate(&mut self, me: TaskId, candidates: &[Candidate], ordinary: usize) -> usize {
        if matches!(self.guide, Guide::Reduced(_)) {
            return self.choose_reduced(me, candidates);
        }
        if candidates.len() <= 1 {
            return 0;
        }
        let position = self.choices.len();
        let chosen = match &mut self.guide {
            Guide::Follow(prefix) => prefix.get(position).map_or(0, |chosen| usize::from(*chosen)),
            Guide::Random(rng) => early(rng, candidates.len(), ordinary).unwrap_or_else(|| rng.below(ordinary)),
            Guide::Priorities { rng, drops } => {
                let drops_now = drops.contains(&self.steps);
                let early = early(rng, candidates.len(), ordinary);
                early.unwrap_or_else(|| self.highest(me, drops_now, &candidates[..ordinary]))
            }
            Guide::Reduced(_) => unreachable!("handled above"),
        };
        self.record(candidates.len(), chosen)
    }

    fn choose_reduced(&mut self, me: TaskId, candidates: &[Candidate]) -> usize {
        let (open, born) = (self.leaves_out(candidates), self.objects.len());
        let Guide::Reduced(reduction) = &mut self.guide else { unreachable!("whoever calls has looked") };
        let was_redundant = reduction.is_redundant();
        let Some(chosen) = reduction.candidate(me, candidates, born, open) else { return self.record(0, 1) };
        if reduction.is_redundant() && !was_redundant {
            for (task, waiting) in self.tasks.iter().enumerate().filter(|(_, waiting)| !waiting.finished) {
                reduction.cut_short(task, &waiting.pending.keys(task));
            }
        }
        if candidates.len() > 1 { self.record(candidates.len(), chosen) } else { 0 }
    }

    /// The candidate of the highest priority, after the running thread may have lost its own.
    fn highest(&mut self, me: TaskId, drops: bool, candidates: &[Candidate]) -> usize {
        if drops {
            self.tasks[me].priority = -i64::from(self.steps);
        }
        let priority = |index: &usize| self.tasks[candidates[*index].task].priority;
        (0..candidates.len()).rev().max_by_key(priority).unwrap_or(0)
    }

    /// A choice that is not among the options means that the program went another way than when the schedule was found.
    fn record(&mut self, options: usize, chosen: usize) -> usize {
        if chosen >= options {
            self.goes_astray();
            return 0;
        }
        let (options, chosen_16) = (options.min(usize::from(u16::MAX)) as u16, chosen as u16);
        self.choices.push(Choice { options, chosen: chosen_16 });
        chosen
    }
}

/// One choice in 16 wakes a thread before its time or for no reason, where that is possible.
fn early(rng: &mut Rng, candidates: usize, ordinary: usize) -> Option<usize> {
    (candidates > ordinary && rng.below(16) == 0).then(|| ordinary + rng.below(candidates - ordinary))
}
