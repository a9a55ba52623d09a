//! What several threads or processes did, one operation after the other.

use serde::{Deserialize, Serialize};

/// Operations in their order, each in the column of whoever did it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// The names of the threads and processes.
    pub columns: Vec<String>,
    /// What they did.
    pub steps: Vec<Step>,
    /// How many operations before the first step are left out.
    pub left_out: usize,
}

/// One operation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Whose it is: its place among the columns.
    pub column: usize,
    /// What was done, such as `locks Mutex #1`.
    pub action: String,
    /// Where, as `src/lib.rs:4`; empty where nobody has to look there.
    pub place: String,
    /// The line of source there, where it is known.
    pub source: String,
    /// When, in microseconds since the run began; `None` in a schedule, which knows an order and no time.
    pub at_us: Option<u64>,
    /// It waits from here on.
    pub waits: Option<Waits>,
}

/// A wait that begins with a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// For whom: places among the columns; empty where it is for nobody in particular, or nobody knows.
    pub on: Vec<usize>,
    /// The step with which it is over; `None` where it lasts to the end.
    pub until: Option<usize>,
}

/// All that is drawn of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// For how long everybody did what; without lanes where there is no time.
    pub timeline: crate::Timeline,
    /// What everybody did, in order.
    pub schedule: Schedule,
}

/// How often steps have to be repeated to be drawn but once, and how many of them.
const OFTEN: usize = 3;
const CIRCLE: usize = 16;

impl Schedule {
    /// The name of a column.
    #[must_use]
    pub fn name(&self, column: usize) -> &str {
        self.columns.get(column).map_or("?", String::as_str)
    }

    /// Whether the column waits between this step and the next.
    #[must_use]
    pub fn is_waiting(&self, column: usize, at: usize) -> bool {
        let waits = self.steps.iter().enumerate().filter(|(from, step)| step.column == column && *from <= at);
        waits.filter_map(|(_, step)| step.waits.as_ref()).any(|waits| waits.until.is_none_or(|until| at < until))
    }

    /// The same, with steps that come again and again but once, and a step that says how often. What a step says in quotation
    /// marks makes no difference: `prints "1"`, `prints "2"`.
    #[must_use]
    pub fn folded(self) -> Schedule {
        let mut steps: Vec<Step> = Vec::new();
        // Where each step has gone.
        let mut places = Vec::new();
        while places.len() < self.steps.len() {
            let from = places.len();
            let (length, times) = repeats(&self.steps[from..]);
            for step in &self.steps[from..from + length] {
                places.push(steps.len());
                steps.push(step.clone());
            }
            if times > 1 {
                places.resize(from + length * times, steps.len());
                steps.push(again(&self.steps[from + length], length, times - 1));
            }
        }
        for step in &mut steps {
            let until = step.waits.as_mut().and_then(|waits| waits.until.as_mut());
            until.into_iter().for_each(|until| *until = places.get(*until).copied().unwrap_or(*until));
        }
        Schedule { steps, ..self }
    }

    /// The last `most` steps.
    #[must_use]
    pub fn end(mut self, most: usize) -> Schedule {
        let cut = self.steps.len().saturating_sub(most);
        self.steps.drain(..cut);
        for step in &mut self.steps {
            let until = step.waits.as_mut().and_then(|waits| waits.until.as_mut());
            until.into_iter().for_each(|until| *until = until.saturating_sub(cut));
        }
        self.left_out += cut;
        self
    }
}

fn again(first: &Step, length: usize, times: usize) -> Step {
    let steps = if length == 1 { "again".to_owned() } else { format!("the last {length} steps again") };
    let times = if times == 1 { "once more".to_owned() } else { format!("{times} times more") };
    Step { column: first.column, action: format!("{steps}, {times}"), at_us: first.at_us, ..Step::default() }
}

/// The shortest beginning that is repeated often, and how many times it is there. Otherwise one step, once.
fn repeats(steps: &[Step]) -> (usize, usize) {
    let same = |one: &Step, other: &Step| {
        (one.column, &one.place, kind(&one.action)) == (other.column, &other.place, kind(&other.action))
            && one.waits.is_some() == other.waits.is_some()
    };
    let alike = |one: &[Step], other: &[Step]| one.iter().zip(other).all(|(one, other)| same(one, other));
    let times = |length: usize| steps.chunks_exact(length).take_while(|chunk| alike(chunk, &steps[..length])).count();
    (1..=CIRCLE.min(steps.len()))
        .map(|length| (length, times(length)))
        .find(|(_, times)| *times >= OFTEN)
        .unwrap_or((1, 1))
}

fn kind(action: &str) -> &str {
    action.split_once('"').map_or(action, |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(column: usize, action: &str) -> Step {
        Step { column, action: action.into(), ..Step::default() }
    }

    fn schedule(steps: Vec<Step>) -> Schedule {
        Schedule { columns: vec!["main".into(), "thread 1".into()], steps, left_out: 0 }
    }

    #[test]
    fn what_comes_again_and_again_stands_there_once_and_a_wait_still_ends_where_it_did() {
        let waits = |until| Step { waits: Some(Waits { on: vec![1], until }), ..step(0, "waits") };
        let counts = (1..=10).flat_map(|number| [step(1, &format!("prints \"{number}\"")), step(1, "sleeps 1 ms")]);
        let steps = [waits(Some(22))].into_iter().chain(counts).chain([step(1, "ends"), step(0, "goes on")]);
        let folded = schedule(steps.collect()).folded();
        let actions: Vec<&str> = folded.steps.iter().map(|step| step.action.as_str()).collect();
        let again = "the last 2 steps again, 9 times more";
        assert_eq!(actions, ["waits", "prints \"1\"", "sleeps 1 ms", again, "ends", "goes on"]);
        assert_eq!(folded.steps[0].waits, Some(Waits { on: vec![1], until: Some(5) }));
        assert!(folded.is_waiting(0, 4) && !folded.is_waiting(0, 5) && !folded.is_waiting(1, 4));
        assert!(schedule(vec![waits(None), step(1, "ends")]).is_waiting(0, 1), "to the end");
    }

    #[test]
    fn of_a_long_schedule_the_end_is_left() {
        let end = schedule((0..9).map(|number| step(0, &number.to_string())).collect()).end(2);
        assert_eq!((end.left_out, end.steps[0].action.as_str()), (7, "7"));
    }
}
