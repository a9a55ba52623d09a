//! Small random programs, for holding one way of searching the schedules against another.
//! The same seed is the same program; what it comes to depends on the schedule, and it may deadlock.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU32, Ordering, fence};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, Once, RwLock};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// How long the timed operations wait.
const A_WHILE: Duration = Duration::from_millis(5);

/// One operation of a random program; a number says on which of the two atomics or locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Loads an atomic.
    Load(usize, Ordering),
    /// Stores a value to an atomic.
    Store(usize, u32, Ordering),
    /// Adds one to an atomic.
    Add(usize, Ordering),
    /// Swaps an atomic for a value.
    Swap(usize, u32, Ordering),
    /// Exchanges 0 for 7, with one ordering for success and one for failure.
    Exchange(usize, Ordering, Ordering),
    /// A fence.
    Fence(Ordering),
    /// Adds one under a lock.
    Lock(usize),
    /// Adds one under both locks, taken in this order: the reason for deadlocks.
    LockBoth(usize),
    /// Adds one under a lock if it is free.
    TryLock(usize),
    /// Reads under the `RwLock`.
    Read,
    /// Writes under the `RwLock`.
    Write,
    /// Reads under the `RwLock` if that is possible at once.
    TryRead,
    /// Sends to the channel if there is room.
    TrySend,
    /// Receives from the channel without waiting.
    TryRecv,
    /// Receives from the channel within a while.
    RecvTimeout,
    /// Adds one under the bell's lock, and rings.
    Notify,
    /// Waits for the bell for a while.
    WaitTimeout,
    /// Runs an initialiser, unless another thread has.
    Once,
    /// Parks for a while.
    ParkTimeout,
    /// Unparks the thread with this number, if it has begun.
    Unpark(usize),
    /// Sleeps for a while.
    Sleep,
    /// How much time has passed.
    Elapsed,
    /// Lets others go first.
    Yield,
    /// Prints a line.
    Print,
    /// Has a thread of its own add one to an atomic, and waits for it.
    Child(usize, Ordering),
}

/// The operations of each thread of the program with this seed.
#[must_use]
pub fn operations(seed: u64) -> Vec<Vec<Operation>> {
    let mut draw = Draw(seed);
    let threads = 2 + draw.below(2);
    let most = if threads == 2 { 4 } else { 2 };
    (0..threads).map(|_| (0..=draw.below(most)).map(|_| draw.operation()).collect()).collect()
}

/// Runs the program with this seed once: what each thread saw, then the values that are left.
#[must_use]
pub fn random(seed: u64) -> String {
    let operations = operations(seed);
    let state = &State::new();
    let seen: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = operations
            .iter()
            .enumerate()
            .map(|(number, operations)| scope.spawn(move || state.run_thread(number, operations)))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    format!("{}| {}", seen.join("/ "), state.rest())
}

/// Runs the program with this seed once, but nobody joins its threads: each prints what it saw, and the last of them is the
/// caller, of whom that is returned.
#[must_use]
pub fn random_leaving(seed: u64) -> String {
    leave(operations(seed))
}

/// The same with two threads, of which the caller does one operation and the other one two at most.
#[must_use]
pub fn random_leaving_one(seed: u64) -> String {
    let mut operations = operations(seed);
    operations.truncate(2);
    operations[0].truncate(2);
    operations[1].truncate(1);
    leave(operations)
}

fn leave(mut operations: Vec<Vec<Operation>>) -> String {
    let state = Arc::new(State::new());
    let own = operations.pop().expect("there are two threads or three");
    for (number, operations) in operations.into_iter().enumerate() {
        let state = state.clone();
        drop(thread::spawn(move || {
            let seen = state.run_thread(number, &operations);
            println!("{number}: {seen}");
        }));
    }
    state.run_thread(2, &own)
}

/// A stream of numbers: splitmix64.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).expect("limits are small");
        usize::try_from(self.next() % limit).expect("limits are small")
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn load(&mut self) -> Ordering {
        self.one_of(&[Ordering::Relaxed, Ordering::Acquire, Ordering::SeqCst])
    }

    fn store(&mut self) -> Ordering {
        self.one_of(&[Ordering::Relaxed, Ordering::Release, Ordering::SeqCst])
    }

    fn both(&mut self) -> Ordering {
        self.one_of(&[Ordering::Relaxed, Ordering::Acquire, Ordering::Release, Ordering::AcqRel, Ordering::SeqCst])
    }

    /// Loads and stores are drawn more often than the rest.
    fn operation(&mut self) -> Operation {
        let which = self.below(2);
        let value = 1 + [0, 1, 2][self.below(3)];
        match self.below(28) {
            0..=2 => Operation::Load(which, self.load()),
            3..=5 => Operation::Store(which, value, self.store()),
            6 => Operation::Add(which, self.both()),
            7 => Operation::Swap(which, value, self.both()),
            8 => Operation::Exchange(which, self.both(), self.load()),
            9 => Operation::Fence(self.one_of(&[Ordering::Acquire, Ordering::Release, Ordering::SeqCst])),
            10 | 11 => Operation::Lock(which),
            12 => Operation::LockBoth(which),
            13 => Operation::TryLock(which),
            14 => Operation::Read,
            15 => Operation::Write,
            16 => Operation::TryRead,
            17 => Operation::TrySend,
            18 => self.one_of(&[Operation::TryRecv, Operation::RecvTimeout]),
            19 => Operation::Notify,
            20 => Operation::WaitTimeout,
            21 => Operation::Once,
            22 => Operation::ParkTimeout,
            23 => Operation::Unpark(which),
            24 => Operation::Sleep,
            25 => Operation::Elapsed,
            26 => self.one_of(&[Operation::Yield, Operation::Print]),
            _ => Operation::Child(which, self.both()),
        }
    }
}

/// All that the threads of a random program share.
struct State {
    atomics: [AtomicU32; 2],
    locks: [Mutex<u32>; 2],
    shared: RwLock<u32>,
    sender: SyncSender<u32>,
    receiver: Mutex<Receiver<u32>>,
    rings: Mutex<u32>,
    bell: Condvar,
    once: Once,
    first: AtomicU32,
    threads: [Mutex<Option<Thread>>; 3],
    begun: Instant,
}

impl State {
    fn new() -> Self {
        let (sender, receiver) = sync_channel(1);
        Self {
            atomics: Default::default(),
            locks: Default::default(),
            shared: RwLock::default(),
            sender,
            receiver: Mutex::new(receiver),
            rings: Mutex::default(),
            bell: Condvar::new(),
            once: Once::new(),
            first: AtomicU32::new(9),
            threads: Default::default(),
            begun: Instant::now(),
        }
    }

    /// All that one thread does, and what it saw.
    fn run_thread(&self, number: usize, operations: &[Operation]) -> String {
        *self.threads[number].lock().unwrap() = Some(thread::current());
        operations.iter().fold(String::new(), |mut seen, operation| {
            write!(seen, "{} ", self.run(number, *operation)).expect("a String takes all");
            seen
        })
    }

    fn run(&self, thread: usize, operation: Operation) -> String {
        match operation {
            Operation::Load(..)
            | Operation::Store(..)
            | Operation::Add(..)
            | Operation::Swap(..)
            | Operation::Exchange(..)
            | Operation::Fence(_) => self.run_atomic(operation),
            Operation::Lock(_)
            | Operation::LockBoth(_)
            | Operation::TryLock(_)
            | Operation::Read
            | Operation::Write
            | Operation::TryRead => self.run_lock(operation),
            Operation::Sleep | Operation::Elapsed | Operation::Yield | Operation::Print | Operation::Child(..) => {
                self.run_thread_operation(thread, operation)
            }
            _ => self.run_signal(thread, operation),
        }
    }

    fn run_atomic(&self, operation: Operation) -> String {
        match operation {
            Operation::Load(which, ordering) => self.atomics[which].load(ordering).to_string(),
            Operation::Store(which, value, ordering) => {
                self.atomics[which].store(value, ordering);
                "stored".to_owned()
            }
            Operation::Add(which, ordering) => self.atomics[which].fetch_add(1, ordering).to_string(),
            Operation::Swap(which, value, ordering) => self.atomics[which].swap(value, ordering).to_string(),
            Operation::Exchange(which, success, failure) => {
                format!("{:?}", self.atomics[which].compare_exchange(0, 7, success, failure))
            }
            Operation::Fence(ordering) => {
                fence(ordering);
                "fence".to_owned()
            }
            _ => unreachable!("not an atomic operation: {operation:?}"),
        }
    }

    fn run_lock(&self, operation: Operation) -> String {
        let value = match operation {
            Operation::Lock(which) => Some(add_one(&mut self.locks[which].lock().unwrap())),
            Operation::LockBoth(which) => {
                let mut first = self.locks[which].lock().unwrap();
                let mut second = self.locks[1 - which].lock().unwrap();
                Some(10 * add_one(&mut first) + add_one(&mut second))
            }
            Operation::TryLock(which) => self.locks[which].try_lock().ok().map(|mut value| add_one(&mut value)),
            Operation::Read => Some(*self.shared.read().unwrap()),
            Operation::Write => Some(add_one(&mut self.shared.write().unwrap())),
            Operation::TryRead => self.shared.try_read().ok().map(|value| *value),
            _ => unreachable!("not an operation on a lock: {operation:?}"),
        };
        value.map_or_else(|| "taken".to_owned(), |value| value.to_string())
    }

    fn run_signal(&self, thread: usize, operation: Operation) -> String {
        match operation {
            Operation::TrySend => {
                let number = u32::try_from(thread).expect("there are three threads");
                if self.sender.try_send(number).is_ok() { "sent" } else { "full" }.to_owned()
            }
            Operation::TryRecv => format!("{:?}", self.receiver.lock().unwrap().try_recv().ok()),
            Operation::RecvTimeout => format!("{:?}", self.receiver.lock().unwrap().recv_timeout(A_WHILE).ok()),
            Operation::Notify => {
                let rings = add_one(&mut self.rings.lock().unwrap());
                self.bell.notify_one();
                rings.to_string()
            }
            Operation::WaitTimeout => {
                let (rings, result) = self.bell.wait_timeout(self.rings.lock().unwrap(), A_WHILE).unwrap();
                format!("{rings}{}", if result.timed_out() { " late" } else { "" })
            }
            Operation::Once => {
                let number = u32::try_from(thread).expect("there are three threads");
                self.once.call_once(|| self.first.store(number, Ordering::Relaxed));
                self.first.load(Ordering::Relaxed).to_string()
            }
            Operation::ParkTimeout => {
                thread::park_timeout(A_WHILE);
                "parked".to_owned()
            }
            Operation::Unpark(which) => match &*self.threads[which].lock().unwrap() {
                Some(thread) => {
                    thread.unpark();
                    "unparked".to_owned()
                }
                None => "nobody".to_owned(),
            },
            _ => unreachable!("not a signal: {operation:?}"),
        }
    }

    fn run_thread_operation(&self, thread: usize, operation: Operation) -> String {
        match operation {
            Operation::Sleep => thread::sleep(A_WHILE),
            Operation::Elapsed => return self.begun.elapsed().as_millis().to_string(),
            Operation::Yield => thread::yield_now(),
            Operation::Print => println!("{thread} is here"),
            Operation::Child(which, ordering) => {
                let add = || self.atomics[which].fetch_add(1, ordering).to_string();
                return thread::scope(|scope| scope.spawn(add).join().unwrap());
            }
            _ => unreachable!("not an operation of a thread: {operation:?}"),
        }
        "done".to_owned()
    }

    /// The values when all threads have ended.
    fn rest(&self) -> String {
        let [first, second] = [0, 1].map(|which: usize| self.atomics[which].load(Ordering::SeqCst));
        let [left, right] = [0, 1].map(|which: usize| *self.locks[which].lock().unwrap());
        format!("{first} {second} {left} {right} {}", self.shared.read().unwrap())
    }
}

fn add_one(value: &mut u32) -> u32 {
    *value += 1;
    *value
}
