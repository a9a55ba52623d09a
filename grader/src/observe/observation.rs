//! The facts of one run, as the kernel told them. Nothing in here is a judgement, and nothing in here comes from what the
//! submission says of itself, except [`Observation::replies`] and the bytes that it printed.

use serde::{Deserialize, Serialize};

use crate::judge::Place;

/// Which thread or process: an index into [`Observation::tasks`].
pub type TaskId = usize;

/// Microseconds since the driver started.
pub type Micros = u64;

/// All facts of one run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// Every thread and process, in the order in which they were started; the first is the driver's main thread.
    pub tasks: Vec<Task>,
    /// What they did, in order.
    pub events: Vec<Event>,
    /// How the run ended.
    pub ending: Ending,
    /// Answers of the driver, in order; they travel beside the observation, as bytes.
    #[serde(skip)]
    pub replies: Vec<Reply>,
    /// From the start to the moment when the driver's process was gone.
    pub wall_us: Micros,
    /// Bytes printed, whether or not they are kept in [`Observation::events`].
    pub output_bytes: u64,
    /// This machine could not look on: of the tasks only the first is known, and what it printed may be another's.
    #[serde(default)]
    pub unobserved: bool,
}

/// A thread or a process. A process is its main thread.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The kernel's number of the thread.
    pub tid: i32,
    /// The kernel's number of its process.
    pub pid: i32,
    /// Whether it is the main thread of a process or a further one.
    pub kind: TaskKind,
    /// Who started it; `None` for the driver.
    pub parent: Option<TaskId>,
    /// The main thread of the process that it belongs to; itself for a process.
    pub process: TaskId,
    /// The name that the thread gave itself, if any.
    pub name: String,
    /// The arguments that it was executed with; empty for threads and for processes that never called exec.
    pub arguments: Vec<String>,
    /// Where it was started.
    pub started_at: Stack,
    /// Started with `thread::scope`, which joins by itself.
    pub scoped: bool,
    /// When it was started.
    pub start_us: Micros,
    /// When it ended, by itself or by force.
    pub end_us: Option<Micros>,
    /// How it ended; `None` for threads.
    pub exit: Option<Exit>,
    /// CPU time used.
    pub cpu_us: Micros,
    /// Time spent ready to run, waiting for a core.
    pub ready_us: Micros,
    /// For threads: who joined it, and when the join returned.
    pub joined: Option<(TaskId, Micros)>,
    /// For processes: who collected its status, and when.
    pub reaped: Option<(TaskId, Micros)>,
    /// It was still there when its process (for a thread) or the driver (for a process) ended.
    pub left_behind: bool,
    /// It had not run one instruction when whoever started it ended.
    pub never_ran: bool,
    /// Where it waits, if the run was found to be stuck.
    pub blocked: Option<Blocked>,
}

/// A thread or a process.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// The main thread of a process.
    #[default]
    Process,
    /// A further thread.
    Thread,
}

/// One thing that a task did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When it began.
    pub at_us: Micros,
    /// When it was over; `None` where the run ended first.
    pub until_us: Option<Micros>,
    /// Who did it.
    pub task: TaskId,
    /// What.
    pub action: Action,
    /// Where in the student's code; empty past the first [`Stack::KEPT`] stacks of a run.
    pub stack: Stack,
}

impl Event {
    /// A print that was seen by its bytes alone: who made it, and where, is not known, and the first process stands for them. It
    /// arrived at `at_us`.
    pub fn printed(at_us: Micros, stream: Stream, bytes: Vec<u8>) -> Event {
        let action = Action::Print { stream, bytes, failed: false };
        Event { at_us, until_us: None, task: 0, action, stack: Stack::default() }
    }
}

/// What a task did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Wrote to standard output or standard error.
    Print {
        /// Standard output, or standard error.
        stream: Stream,
        /// What arrived, as bytes.
        bytes: Vec<u8>,
        /// The call failed (the tracer makes one fail where the plan says so); `bytes` is then empty.
        failed: bool,
    },
    /// Slept for this many microseconds, as asked for.
    Sleep {
        /// The time asked for.
        asked_us: Micros,
        /// The tracer cut it short, because a thread that it started was being kept.
        cut: bool,
    },
    /// Waited for something without a time-out, or with one.
    Wait {
        /// For what.
        on: Wait,
        /// With a time-out.
        timed: bool,
    },
    /// Was found running by a look at it: when a task that it started had been kept back for [`Schedule::SPIN_US`] of its
    /// CPU time, or when it had used up its CPU time.
    ///
    /// [`Schedule::SPIN_US`]: crate::sandbox::Schedule::SPIN_US
    Spin,
    /// Looked whether a child has ended, without waiting (`try_wait`).
    Poll {
        /// The child that it found ended.
        found: Option<TaskId>,
    },
    /// Sent bytes over a socket or a pipe.
    Send {
        /// Over what.
        over: Channel,
        /// How many.
        bytes: u64,
    },
    /// Received bytes over a socket or a pipe.
    Receive {
        /// Over what.
        over: Channel,
        /// How many.
        bytes: u64,
    },
    /// Opened a file for writing, or wrote to one.
    File {
        /// Its path.
        path: String,
    },
    /// Asked for what the seal refuses.
    Refused {
        /// The system call, by its name.
        call: String,
        /// What it was about: a path, or its first arguments.
        about: String,
    },
    /// Ended its process, from whichever thread.
    Exit,
    /// Made a pipe or a pair of sockets.
    Pair(Channel),
    /// Executed a program.
    Exec {
        /// Its arguments, the program first.
        arguments: Vec<String>,
    },
}

/// Where printed bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// What bytes cross on their way to another process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A pipe.
    Pipe,
    /// A Unix socket.
    Socket,
}

/// What a task waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wait {
    /// The end of a thread.
    Join(TaskId),
    /// The end of a scope's threads.
    Scope,
    /// The end of a child process; `None` for any child.
    Child(Option<TaskId>),
    /// A `Mutex` or `RwLock`.
    Lock,
    /// A `Condvar`.
    Condvar,
    /// A `Barrier`.
    Barrier,
    /// A `std::sync::mpsc` channel.
    Channel,
    /// `thread::park`.
    Park,
    /// A futex of another kind.
    Futex,
    /// Bytes from a pipe, socket or file.
    Read,
    /// Room in a pipe or socket.
    Write,
    /// Any of several descriptors.
    Poll,
}

/// Where and on what a task was blocked when the run was found to be stuck.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Blocked {
    /// On what.
    pub on: Wait,
    /// Where.
    pub stack: Stack,
}

/// The calls that led to a point, innermost first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// Addresses within the driver's program, relative to where it is loaded.
    #[serde(default)]
    pub addresses: Vec<u64>,
    /// The frames of the submission, and of the driver; std's frames are left out.
    #[serde(default)]
    pub frames: Vec<Frame>,
}

impl Stack {
    /// How many stacks are kept of one run.
    pub const KEPT: usize = 512;

    /// The innermost line of the student's own files; `None` where that is code which the compiler counts to no line, as it
    /// does with the jump back of a loop (DWARF 5, 6.2.2: line 0).
    pub fn place(&self) -> Option<Place> {
        let innermost = self.frames.iter().find(|frame| frame.student)?;
        (innermost.place.line > 0).then(|| innermost.place.clone())
    }
}

/// One call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The function's name.
    pub function: String,
    /// Its line.
    pub place: Place,
    /// In the student's files, not in ours.
    pub student: bool,
}

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exit {
    /// With this code.
    Code(i32),
    /// Killed by this signal.
    Signal(i32),
}

impl std::fmt::Display for Exit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Exit::Code(code) => write!(f, "exit code {code}"),
            Exit::Signal(signal) => write!(f, "signal {signal}"),
        }
    }
}

/// How the run ended.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The driver's process ended by itself.
    Ended(Exit),
    /// Every task of the tree waits, without a time-out, for something inside the tree.
    Stuck,
    /// A limit was passed.
    Limit(Limit),
    /// The run never began, or the launcher was told to stop.
    #[default]
    Stopped,
}

/// Which limit was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// CPU time of a process.
    Cpu,
    /// Wall-clock time, the last resort.
    Wall,
    /// Memory of the tree.
    Memory,
    /// Threads alive at once.
    Threads,
    /// Processes alive at once.
    Processes,
    /// Bytes printed.
    Output,
    /// Bytes or files in the folders that the run may write to.
    Disk,
    /// Calls that were refused.
    Refusals,
}

/// One answer of the driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What it is: `done`, `panic`, or a name that the exercise's driver chose.
    pub name: String,
    /// Its value.
    pub bytes: Vec<u8>,
}

impl Observation {
    /// Everything printed to `stream`, as bytes in the order in which they arrived.
    pub fn printed(&self, stream: Stream) -> Vec<u8> {
        self.prints(stream).flat_map(|(_, bytes)| bytes.iter().copied()).collect()
    }

    /// Who printed what to `stream`, in order; calls that failed are left out.
    pub fn prints(&self, stream: Stream) -> impl Iterator<Item = (&Event, &[u8])> {
        self.events.iter().filter_map(move |event| match &event.action {
            Action::Print { stream: to, bytes, failed: false } if *to == stream => Some((event, bytes.as_slice())),
            _ => None,
        })
    }

    /// The reply of that name, where there is just one such.
    pub fn reply(&self, name: &str) -> Option<&[u8]> {
        self.replies.iter().find(|reply| reply.name == name).map(|reply| reply.bytes.as_slice())
    }

    /// All threads that were started, without the main threads.
    pub fn threads(&self) -> impl Iterator<Item = (TaskId, &Task)> {
        self.tasks.iter().enumerate().filter(|(_, task)| task.kind == TaskKind::Thread)
    }

    /// All processes that were started, without the driver.
    pub fn children(&self) -> impl Iterator<Item = (TaskId, &Task)> {
        self.tasks.iter().enumerate().skip(1).filter(|(_, task)| task.kind == TaskKind::Process)
    }

    /// Whether all that it says of tasks is about tasks that it knows, each started by an earlier one. Rules rely on it.
    pub fn is_whole(&self) -> bool {
        let known = |id: TaskId| id < self.tasks.len();
        let of_wait = |wait: &Wait| match wait {
            Wait::Join(id) | Wait::Child(Some(id)) => known(*id),
            _ => true,
        };
        let of_action = |action: &Action| match action {
            Action::Wait { on, .. } => of_wait(on),
            Action::Poll { found: Some(id) } => known(*id),
            _ => true,
        };
        let of_task = |(id, task): (TaskId, &Task)| {
            let process = self.tasks.get(task.process).is_some_and(|process| process.process == task.process);
            let asked = [task.joined, task.reaped].into_iter().flatten().all(|(by, _)| known(by));
            let started = task.parent.map_or(id == 0, |parent| parent < id);
            process && asked && started && task.blocked.as_ref().is_none_or(|blocked| of_wait(&blocked.on))
        };
        !self.tasks.is_empty()
            && self.tasks.iter().enumerate().all(of_task)
            && self.events.iter().all(|event| known(event.task) && of_action(&event.action))
    }

    /// What a task is called in a report: `main`, `thread 1`, `process 1`, `thread 2 of process 1`.
    pub fn label(&self, id: TaskId) -> String {
        let Some(task) = self.tasks.get(id) else { return format!("task {id}") };
        let ordinal = |kind: TaskKind, process: Option<TaskId>| {
            let same = |other: &&Task| other.kind == kind && process.is_none_or(|process| other.process == process);
            self.tasks[..=id].iter().filter(same).count()
        };
        match task.kind {
            TaskKind::Process if id == 0 => "main".to_owned(),
            TaskKind::Process => format!("process {}", ordinal(TaskKind::Process, None) - 1),
            TaskKind::Thread if task.process == 0 => format!("thread {}", ordinal(TaskKind::Thread, Some(0))),
            TaskKind::Thread => {
                format!("thread {} of {}", ordinal(TaskKind::Thread, Some(task.process)), self.label(task.process))
            }
        }
    }
}
