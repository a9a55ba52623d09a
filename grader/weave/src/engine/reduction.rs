//! All schedules, but one of each set that differs only in the order of operations which cannot tell that order: source sets
//! with sleep sets (Abdulla, Aronsson, Jonsson and Sagonas 2014; Godefroid 1996). A transition is what a thread does from one
//! point to its next. What one touched is written down while it runs; where two of them race, the other order is tried too, and
//! nowhere else.

use super::choice::Candidate;
use super::op::Wake;
use super::races::{Reversal, Turns};
use super::task::TaskId;
pub(crate) use super::touched::Key;
use super::touched::Touched;

/// With more threads than this, races are not looked for, and every order is tried.
pub(crate) const WIDEST: usize = 64;

/// A transition that need not be tried: whatever it leads to was seen from an earlier sibling.
#[derive(Clone, Debug)]
struct Sleeper {
    candidate: Candidate,
    touched: Touched,
}

/// One choice on the way of the present schedule.
#[derive(Clone, Debug)]
struct Node {
    options: usize,
    chosen: usize,
    /// Empty for a choice among values.
    candidates: Vec<Candidate>,
    /// Of a choice among threads: which options are to be tried.
    wanted: Vec<bool>,
    sleeping: Vec<Sleeper>,
    explored: Vec<Sleeper>,
    touched: Touched,
}

/// The state of the search: the way of the present schedule, and which siblings are still to be tried.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reduction {
    nodes: Vec<Node>,
    position: usize,
    prefix: usize,
    sleeping: Vec<Sleeper>,
    touched: Touched,
    from: Option<usize>,
    turns: Turns,
    redundant: bool,
}

impl Reduction {
    /// Whether the schedule that was run turned out to be like one before it.
    pub(crate) fn is_redundant(&self) -> bool {
        self.redundant
    }

    /// Makes ready for the next schedule; false if there is none.
    pub(crate) fn advance(&mut self) -> bool {
        while let Some(mut node) = self.nodes.pop() {
            if let Some(next) = node.next() {
                node.chosen = next;
                self.nodes.push(node);
                self.rewind();
                return true;
            }
        }
        false
    }

    fn rewind(&mut self) {
        self.position = 0;
        self.prefix = self.nodes.len();
        self.sleeping.clear();
        self.touched = Touched::default();
        self.from = None;
        self.turns.clear();
        self.redundant = false;
    }

    /// The transition that is under way touches `key`.
    pub(crate) fn touch(&mut self, key: Key, changes: bool) {
        self.touched.add(key, changes);
    }

    pub(crate) fn touch_everything(&mut self) {
        self.touched.add_everything();
    }

    /// The number of the transition that is under way.
    pub(crate) fn turn(&self) -> usize {
        self.turns.current()
    }

    /// The transition that is under way would have been another one before `turn`.
    pub(crate) fn need(&mut self, turn: usize) {
        self.turns.need(turn);
    }

    /// The transition that is under way spawns `task`.
    pub(crate) fn spawn(&mut self, task: TaskId) {
        self.turns.spawn(task);
        if self.turns.threads() == WIDEST + 1 {
            self.nodes.iter_mut().for_each(Node::want_all);
        }
    }

    /// A choice among values. None: not what the schedule expected here.
    pub(crate) fn value(&mut self, options: usize) -> Option<usize> {
        if self.redundant {
            return Some(0);
        }
        if self.position >= self.prefix {
            self.nodes.push(Node::new(options, 0, Vec::new(), Vec::new()));
        }
        let node = &self.nodes[self.position];
        self.position += 1;
        (node.options == options && node.candidates.is_empty()).then_some(node.chosen)
    }

    /// A choice among threads, after the transition of `me` ended. `open`: others that could go on were left out, so that what
    /// the options are is told by more than what they touch. None: not what the schedule expected here.
    pub(crate) fn candidate(&mut self, me: TaskId, candidates: &[Candidate], born: usize, open: bool) -> Option<usize> {
        let before = self.from;
        self.end_transition(me, born);
        if self.redundant {
            return Some(0);
        }
        if let Some(node) = before.filter(|_| self.turns.threads() <= WIDEST) {
            self.nodes[node].want_what_is_gone(candidates);
        }
        if candidates.len() == 1 {
            self.redundant = self.sleeps(candidates[0]);
            self.turns.begin(candidates[0], None);
            return Some(0);
        }
        let chosen = if self.position < self.prefix { self.again(candidates)? } else { self.first_time(candidates) };
        if self.redundant {
            return Some(0);
        }
        if open {
            self.nodes[self.position].want_all();
        }
        self.turns.begin(candidates[chosen], Some(self.position));
        self.from = Some(self.position);
        self.position += 1;
        Some(chosen)
    }

    /// The execution is over, and with it the transition that was under way. `whole`: no thread could have gone on.
    pub(crate) fn finish(&mut self, whole: bool) {
        if self.redundant {
            return;
        }
        self.end_turn();
        if !whole {
            self.nodes.iter_mut().for_each(Node::want_all);
        }
    }

    /// The schedule turned out to be like another before `task` could do what depends on `keys`: what kept it from that might
    /// have come later.
    pub(crate) fn cut_short(&mut self, task: TaskId, keys: &[Key]) {
        let reversals = self.turns.reversals_of_waiting(task, keys, |node, task| self.nodes[node].offers(task));
        for reversal in reversals {
            self.nodes[reversal.node].reverse(&reversal);
        }
    }

    fn end_transition(&mut self, me: TaskId, born: usize) {
        let touched = if self.redundant { Touched::default() } else { self.end_turn() };
        self.sleeping.retain(|sleeper| sleeper.candidate.task != me && !sleeper.touched.meets(&touched));
        self.touched = Touched::born_after(born);
    }

    /// The transition that was under way is over: its races are new if the choices before it were not all made before.
    fn end_turn(&mut self) -> Touched {
        let touched = std::mem::take(&mut self.touched);
        if let Some(node) = self.from.take() {
            self.nodes[node].touched.merge(&touched);
        }
        if self.turns.is_empty() {
            self.turns.begin(Candidate { task: 0, wake: Wake::Normal }, None);
        }
        if self.turns.threads() > WIDEST {
            return touched;
        }
        let rivals = self.turns.end(&touched);
        if self.position >= self.prefix {
            let reversals = self.turns.reversals(&rivals, |node, task| self.nodes[node].offers(task));
            for reversal in reversals {
                self.nodes[reversal.node].reverse(&reversal);
            }
        }
        touched
    }

    fn sleeps(&self, candidate: Candidate) -> bool {
        self.sleeping.iter().any(|sleeper| sleeper.candidate == candidate)
    }

    fn again(&mut self, candidates: &[Candidate]) -> Option<usize> {
        let node = &self.nodes[self.position];
        self.sleeping = node.sleeping.iter().chain(&node.explored).cloned().collect();
        (node.candidates == candidates).then_some(node.chosen)
    }

    fn first_time(&mut self, candidates: &[Candidate]) -> usize {
        match candidates.iter().position(|candidate| !self.sleeps(*candidate)) {
            Some(chosen) => {
                let mut node = Node::new(candidates.len(), chosen, candidates.to_vec(), self.sleeping.clone());
                node.want_of(candidates[chosen].task);
                self.nodes.push(node);
                chosen
            }
            None => {
                self.redundant = true;
                0
            }
        }
    }
}

impl Node {
    fn new(options: usize, chosen: usize, candidates: Vec<Candidate>, sleeping: Vec<Sleeper>) -> Self {
        let wanted = vec![false; candidates.len()];
        Self { options, chosen, candidates, wanted, sleeping, explored: Vec::new(), touched: Touched::default() }
    }

    /// The next option that is worth a try.
    fn next(&mut self) -> Option<usize> {
        if self.candidates.is_empty() {
            return (self.chosen + 1 < self.options).then_some(self.chosen + 1);
        }
        let explored = Sleeper { candidate: self.candidates[self.chosen], touched: std::mem::take(&mut self.touched) };
        self.explored.push(explored);
        (0..self.options).find(|option| self.wanted[*option] && !self.sleeps(self.candidates[*option]))
    }

    fn sleeps(&self, candidate: Candidate) -> bool {
        self.sleeping.iter().chain(&self.explored).any(|sleeper| sleeper.candidate == candidate)
    }

    fn offers(&self, task: TaskId) -> bool {
        self.candidates.iter().any(|candidate| candidate.task == task)
    }

    /// Whatever the thread can do here.
    fn want_of(&mut self, task: TaskId) {
        for (wanted, candidate) in self.wanted.iter_mut().zip(&self.candidates) {
            *wanted |= candidate.task == task;
        }
    }

    /// What could be done here, and no longer can after the option that was chosen, is to be done before it.
    fn want_what_is_gone(&mut self, candidates: &[Candidate]) {
        let chosen = self.candidates[self.chosen].task;
        let is_gone = |candidate: &Candidate| candidate.task != chosen && !candidates.contains(candidate);
        let gone: Vec<TaskId> =
            self.candidates.iter().filter(|candidate| is_gone(candidate)).map(|gone| gone.task).collect();
        gone.into_iter().for_each(|task| self.want_of(task));
    }

    fn want_all(&mut self) {
        self.wanted.fill(true);
    }

    /// Whether the option is tried anyway, or leads to what is.
    fn is_provided(&self, option: usize) -> bool {
        self.wanted[option] || self.sleeps(self.candidates[option])
    }

    fn reverse(&mut self, reversal: &Reversal) {
        let option = |initial: &Candidate| self.candidates.iter().position(|candidate| candidate == initial);
        let options: Vec<usize> = reversal.initials.iter().filter_map(option).collect();
        if options.iter().any(|option| self.is_provided(*option)) {
            return;
        }
        match (reversal.late.filter(|task| self.offers(*task)), options.first()) {
            (Some(late), _) => self.want_of(late),
            (None, Some(option)) => self.want_of(self.candidates[*option].task),
            (None, None) => self.want_all(),
        }
    }
}
