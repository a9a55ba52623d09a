//! What is to be drawn.

use serde::{Deserialize, Serialize};

/// The threads and processes of one run. Times are in microseconds since it began.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// One row for each, in the order in which they were started.
    pub lanes: Vec<Lane>,
    /// When the last of them ended.
    pub end_us: u64,
}

/// A thread or a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// What it is called.
    pub label: String,
    /// What became of it, such as `joined`.
    pub note: String,
    /// A process, and not a further thread of one.
    pub is_process: bool,
    /// When it was started.
    pub start_us: u64,
    /// When it ended.
    pub end_us: u64,
    /// What it spent its time with, where it did not run.
    pub spans: Vec<Span>,
    /// When it printed.
    pub prints_us: Vec<u64>,
}

/// A time in which a lane did not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// From when.
    pub from_us: u64,
    /// Until when.
    pub until_us: u64,
    /// Why.
    pub kind: Kind,
}

/// Why a lane did not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It slept.
    Sleep,
    /// It waited for the end of a thread.
    Join,
    /// It waited for the end of a process.
    Child,
    /// It waited for a lock.
    Lock,
    /// It waited for a message, bytes or a signal.
    Message,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 5] = [Kind::Sleep, Kind::Join, Kind::Child, Kind::Lock, Kind::Message];

    /// The name of its class.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Kind::Sleep => "sleep",
            Kind::Join => "join",
            Kind::Child => "child",
            Kind::Lock => "lock",
            Kind::Message => "message",
        }
    }

    /// What the lane does, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Kind::Sleep => "sleeps",
            Kind::Join => "waits for a thread",
            Kind::Child => "waits for a process",
            Kind::Lock => "waits for a lock",
            Kind::Message => "waits for something else",
        }
    }
}

impl Timeline {
    /// The kinds that occur.
    #[must_use]
    pub fn kinds(&self) -> Vec<Kind> {
        let occurs = |kind: &Kind| self.lanes.iter().flat_map(|lane| &lane.spans).any(|span| span.kind == *kind);
        Kind::ALL.into_iter().filter(occurs).collect()
    }

    /// The same, beginning at that time: what was before is left out, and what began before begins then.
    #[must_use]
    pub fn since(mut self, at_us: u64) -> Timeline {
        let after = |time: &mut u64| *time = time.saturating_sub(at_us);
        self.lanes.retain(|lane| lane.end_us > at_us);
        for lane in &mut self.lanes {
            [&mut lane.start_us, &mut lane.end_us].into_iter().for_each(after);
            lane.spans.retain(|span| span.until_us > at_us);
            lane.spans.iter_mut().for_each(|span| [&mut span.from_us, &mut span.until_us].into_iter().for_each(after));
            lane.prints_us.retain(|print| *print >= at_us);
            lane.prints_us.iter_mut().for_each(after);
        }
        after(&mut self.end_us);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_before_is_left_out() {
        let span = |from_us, until_us| Span { from_us, until_us, kind: Kind::Sleep };
        let lane = |start_us, end_us, spans, prints_us| Lane {
            label: String::new(),
            note: String::new(),
            is_process: false,
            start_us,
            end_us,
            spans,
            prints_us,
        };
        let lanes = vec![lane(0, 90, vec![span(10, 20), span(30, 60)], vec![20, 70]), lane(5, 40, vec![], vec![])];
        let since = Timeline { lanes, end_us: 100 }.since(40);
        assert_eq!(since, Timeline { lanes: vec![lane(0, 50, vec![span(0, 20)], vec![30])], end_us: 60 });
    }
}
