//! How a search ended, as the process that searched tells the bench in one line. Whether that is right is judged elsewhere.

/// The end of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// No schedule failed, and there are no others.
    Exhausted,
    /// No schedule failed, and there may be others.
    Passed,
    /// One did.
    Failed(Fault, String),
    /// The search was given up: it takes too long.
    Unfinished,
    /// The program does not compile with this explorer's std.
    Uncompiled,
}

/// What is wrong with a schedule, as far as all explorers tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Deadlock,
    Panic,
    Race,
    ThreadLeft,
    /// The explorer's own: it lacks something, or cannot search here.
    Explorer,
}

/// Parts of the messages of shuttle and loom, and what they mean. A panic with another message is the program's own.
const MESSAGES: [(&str, Option<Fault>); 8] = [
    ("deadlock", Some(Fault::Deadlock)),
    ("Causality violation", Some(Fault::Race)),
    ("not implemented", Some(Fault::Explorer)),
    ("did not exercise any concurrency", Some(Fault::Explorer)),
    ("leaked", Some(Fault::Explorer)),
    ("exceeded maximum number of branches", None),
    ("exceeded max_steps", None),
    ("cannot access a task-local", Some(Fault::Explorer)),
];

/// What a panic that ended a search of shuttle or loom says about it.
pub fn of_panic(message: &str) -> End {
    let known = MESSAGES.iter().find(|(part, _)| message.contains(part));
    match known.map_or(Some(Fault::Panic), |(_, fault)| *fault) {
        Some(fault) => End::Failed(fault, message.lines().next().unwrap_or_default().to_owned()),
        None => End::Unfinished,
    }
}

const FAULTS: [(Fault, &str); 5] = [
    (Fault::Deadlock, "deadlock"),
    (Fault::Panic, "panic"),
    (Fault::Race, "race"),
    (Fault::ThreadLeft, "thread-left"),
    (Fault::Explorer, "explorer"),
];

impl Fault {
    /// One word.
    pub fn name(self) -> &'static str {
        FAULTS.iter().find(|(fault, _)| *fault == self).expect("all are listed").1
    }
}

impl End {
    /// Two fields, with a tab between them.
    pub fn line(&self) -> String {
        match self {
            Self::Exhausted => "exhausted\t".to_owned(),
            Self::Passed => "passed\t".to_owned(),
            Self::Failed(fault, message) => format!("{}\t{}", fault.name(), message.replace(['\t', '\n'], " ")),
            Self::Unfinished => "unfinished\t".to_owned(),
            Self::Uncompiled => "uncompiled\t".to_owned(),
        }
    }

    /// From these fields.
    pub fn parse(name: &str, message: &str) -> Option<Self> {
        let fault = || FAULTS.iter().find(|(_, word)| *word == name).map(|(fault, _)| *fault);
        match name {
            "exhausted" => Some(Self::Exhausted),
            "passed" => Some(Self::Passed),
            "unfinished" => Some(Self::Unfinished),
            "uncompiled" => Some(Self::Uncompiled),
            _ => fault().map(|fault| Self::Failed(fault, message.to_owned())),
        }
    }
}
