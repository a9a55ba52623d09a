//! From addresses to the student's lines: what the debug information of the driver's program says of each stack. Done where
//! the facts are wanted, once for many runs of the same program, and not while a tracee is stopped.

use std::{collections::HashMap, path::Path};

use super::{Action, Frame, Observation, Stack, Wait, distrust::distrusted};
use crate::judge::Place;

/// The lines of one program.
pub struct Lines {
    loader: addr2line::Loader,
    known: HashMap<u64, Vec<Call>>,
}

/// One call at an address; inlined calls share one.
#[derive(Clone)]
struct Call {
    function: String,
    file: String,
    line: u32,
}

impl Lines {
    /// Reads the debug information of `program`.
    ///
    /// # Errors
    /// What the file lacks.
    pub fn of(program: &Path) -> Result<Lines, String> {
        let loader = distrusted(|| Some(addr2line::Loader::new(program).map_err(|error| error.to_string())));
        let loader = loader.unwrap_or_else(|| Err("its debug information makes no sense".into()));
        let loader = loader.map_err(|problem| format!("{}: {problem}; build it again", program.display()))?;
        Ok(Lines { loader, known: HashMap::new() })
    }

    /// Fills in the frames of every stack, and with them what each futex wait waits on.
    pub fn resolve(&mut self, observation: &mut Observation) {
        for task in &mut observation.tasks {
            task.scoped = self.resolve_stack(&mut task.started_at).iter().any(|call| is_scoped_spawn(call));
            if let Some(blocked) = &mut task.blocked {
                refine(&mut blocked.on, &self.resolve_stack(&mut blocked.stack));
            }
        }
        for event in &mut observation.events {
            let inner = self.resolve_stack(&mut event.stack);
            if let Action::Wait { on, .. } = &mut event.action {
                refine(on, &inner);
            }
        }
    }

    /// Fills in the student's and the driver's frames; gives the calls that are further in than those, each as the file
    /// and the function. The file is what tells: generic functions of std are compiled with the student's code, and the
    /// debug information of lines gives those without their path.
    fn resolve_stack(&mut self, stack: &mut Stack) -> Vec<String> {
        let mut inner = Vec::new();
        stack.frames.clear();
        for address in &stack.addresses {
            for call in self.calls(*address) {
                let (student, ours) = (is_students(&call.file), call.file.ends_with("driver.rs"));
                if student || ours {
                    let place = Place { file: call.file.clone(), line: call.line };
                    stack.frames.push(Frame { function: call.function.clone(), place, student });
                } else if stack.frames.is_empty() {
                    inner.push(format!("{} {}", call.file, call.function));
                }
            }
        }
        inner
    }

    fn calls(&mut self, address: u64) -> &[Call] {
        if !self.known.contains_key(&address) {
            let calls = distrusted(|| self.look_up(address));
            self.known.insert(address, calls);
        }
        &self.known[&address]
    }

    fn look_up(&self, address: u64) -> Vec<Call> {
        let mut calls = Vec::new();
        let Ok(mut frames) = self.loader.find_frames(address) else { return calls };
        while let Ok(Some(frame)) = frames.next() {
            let function =
                frame.function.as_ref().and_then(|function| function.raw_name().ok().map(|name| demangled(&name)));
            let function = function.or_else(|| self.symbol(address)).unwrap_or_default();
            let place =
                frame.location.and_then(|location| Some((location.file?.to_owned(), location.line.unwrap_or(0))));
            let (file, line) = place.unwrap_or_default();
            calls.push(Call { function, file, line });
        }
        if calls.is_empty() {
            let function = self.symbol(address).unwrap_or_default();
            calls.push(Call { function, file: String::new(), line: 0 });
        }
        calls
    }

    fn symbol(&self, address: u64) -> Option<String> {
        self.loader.find_symbol(address).map(demangled)
    }
}

fn demangled(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

/// Submissions are compiled with their own paths, relative to the exercise's folder; nobody else's start like that.
fn is_students(file: &str) -> bool {
    file.starts_with("src/")
}

fn is_scoped_spawn(call: &str) -> bool {
    call.contains("/std/src/thread/scoped.rs")
}

/// What a futex wait is about, by the parts of std that led to it.
fn refine(on: &mut Wait, inner: &[String]) {
    // A barrier is built of a condition variable, and what blocks in a channel or a scope parks.
    const MEANINGS: [(&str, Wait); 8] = [
        ("/sync/barrier.rs", Wait::Barrier),
        ("condvar", Wait::Condvar),
        ("/sync/mpmc/", Wait::Channel),
        ("/sync/mpsc", Wait::Channel),
        ("/thread/scoped.rs", Wait::Scope),
        ("mutex", Wait::Lock),
        ("rwlock", Wait::Lock),
        ("park", Wait::Park),
    ];
    if *on != Wait::Futex {
        return;
    }
    let lower: Vec<String> = inner.iter().map(|call| call.to_lowercase()).collect();
    if let Some((_, meaning)) = MEANINGS.iter().find(|(part, _)| lower.iter().any(|call| call.contains(part))) {
        *on = *meaning;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(inner: &[&str]) -> Wait {
        let mut on = Wait::Futex;
        refine(&mut on, &inner.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        on
    }

    #[test]
    fn a_futex_wait_is_named_after_what_std_does_with_it() {
        let park = "/rustc/1/library/std/src/sys/sync/thread_parking/futex.rs <Parker>::park";
        assert_eq!(meaning(&["/rustc/1/library/std/src/sys/sync/mutex/futex.rs <Mutex>::lock_contended"]), Wait::Lock);
        assert_eq!(meaning(&[park]), Wait::Park);
        assert_eq!(meaning(&[park, "/rustc/1/library/std/src/sync/mpmc/list.rs recv<()>"]), Wait::Channel);
        assert_eq!(meaning(&[park, "/rustc/1/library/std/src/thread/scoped.rs scope<()>"]), Wait::Scope);
        let condvar = "/rustc/1/library/std/src/sync/poison/condvar.rs wait<bool>";
        assert_eq!(meaning(&[condvar, "/rustc/1/library/std/src/sync/barrier.rs <Barrier>::wait"]), Wait::Barrier);
        assert_eq!(meaning(&[condvar]), Wait::Condvar);
        assert_eq!(meaning(&["/rustc/1/library/core/src/fmt/mod.rs write"]), Wait::Futex);
    }
}
