//! From the lines of an `interleave` fence to a machine, and everything that can be wrong with them.

use super::{Machine, State, Step, Thread};
use crate::fields::{Fields, Value};
use crate::mistake::{Mistake, Told};
use std::collections::BTreeMap;

const KEYS: [&str; 6] = ["id", "title", "shared", "thread *", "run", "expect"];

/// Letters that the explorer's buttons have.
const TAKEN: [char; 4] = ['u', 'r', 'x', 'h'];

/// Reads the body of a fence.
pub fn parse(body: &str) -> Told<Machine> {
    let fields = Fields::parse(body, &KEYS)?;
    fields.no_items()?;
    let mut machine = Machine {
        id: fields.get("id")?.map(|value| value.text.clone()),
        title: fields.need("title")?.text.clone(),
        shared: fields.get("shared")?.map_or_else(|| Ok(BTreeMap::new()), shared)?,
        threads: Vec::new(),
        run: Vec::new(),
        expect: None,
    };
    for (name, value) in fields.named("thread") {
        let thread = thread(name, value, &machine.shared)?;
        check_name(&thread, &machine.threads, value)?;
        machine.threads.push(thread);
    }
    if !(2..=4).contains(&machine.threads.len()) {
        return Err(Mistake::whole("an explorer has two to four threads: add `thread NAME: …`"));
    }
    machine.run = run(fields.need("run")?, &machine)?;
    if let Some(value) = fields.get("expect")? {
        machine.expect = Some(known_assignment(&value.text, value, &machine.shared)?);
    }
    Ok(machine)
}

fn shared(value: &Value) -> Told<BTreeMap<String, i64>> {
    value.text.split(',').map(|part| assignment(part, value)).collect()
}

fn assignment(text: &str, value: &Value) -> Told<(String, i64)> {
    let wrong = || Mistake::at(value.line, format!("`{}` is no `name = number`", text.trim()));
    let (name, number) = text.split_once('=').ok_or_else(wrong)?;
    let number = number.trim().parse::<i32>().map_err(|_| wrong())?;
    let name = name.trim();
    match !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_') {
        true => Ok((name.to_owned(), i64::from(number))),
        false => Err(wrong()),
    }
}

fn known_assignment(text: &str, value: &Value, shared: &BTreeMap<String, i64>) -> Told<(String, i64)> {
    let (name, number) = assignment(text, value)?;
    match shared.contains_key(&name) {
        true => Ok((name, number)),
        false => Err(Mistake::at(value.line, format!("`{name}` is not among the variables of `shared`"))),
    }
}

fn thread(name: &str, value: &Value, shared: &BTreeMap<String, i64>) -> Told<Thread> {
    let wrong = |text: String| Mistake::at(value.line, text);
    let steps = value.text.split(';').map(str::trim).filter(|step| !step.is_empty());
    let steps: Vec<Step> = steps.map(Step::parse).collect::<Result<_, _>>().map_err(wrong)?;
    let mut has_loaded = false;
    let mut held: Vec<&str> = Vec::new();
    for step in &steps {
        if let Some(unknown) = step.variable().filter(|variable| !shared.contains_key(*variable)) {
            return Err(wrong(format!("`{unknown}` is not among the variables of `shared`")));
        }
        match step {
            Step::Load(_) => has_loaded = true,
            Step::Add(_) | Step::Store(_) if !has_loaded => {
                return Err(wrong(format!("`{step}` comes before any `load`: the register is empty")));
            }
            Step::Lock(lock) => held.push(lock),
            Step::Unlock(lock) => match held.iter().rposition(|held| held == lock) {
                Some(index) => drop(held.remove(index)),
                None => return Err(wrong(format!("`{step}`: {name} does not hold `{lock}` there"))),
            },
            _ => {}
        }
    }
    match steps.is_empty() {
        true => Err(wrong(format!("thread {name} does nothing: give it steps"))),
        false => Ok(Thread { name: name.to_owned(), steps }),
    }
}

fn check_name(thread: &Thread, others: &[Thread], value: &Value) -> Told<()> {
    let key = |name: &str| name.chars().next().unwrap_or(' ').to_ascii_lowercase();
    let own = key(&thread.name);
    if !own.is_ascii_alphanumeric() || TAKEN.contains(&own) {
        return Err(Mistake::at(
            value.line,
            format!("the key of thread `{}` would be `{own}`, which is taken: rename it", thread.name),
        ));
    }
    match others.iter().find(|other| key(&other.name) == own) {
        Some(other) => Err(Mistake::at(
            value.line,
            format!(
                "threads `{}` and `{}` have the same first letter, which is their key: rename one",
                other.name, thread.name
            ),
        )),
        None => Ok(()),
    }
}

/// The schedule that is shown: every step of it can be made, and it ends where no thread can go on.
fn run(value: &Value, machine: &Machine) -> Told<Vec<usize>> {
    let mut state = State::start(machine);
    let mut run = Vec::new();
    for name in value.text.split_whitespace() {
        let known = machine.threads.iter().position(|thread| thread.name == name);
        let thread = known.ok_or_else(|| Mistake::at(value.line, format!("there is no thread `{name}`")))?;
        if !state.can_run(machine, thread) {
            let why =
                state.waits_for(machine, thread).map_or("has ended".to_owned(), |lock| format!("waits for `{lock}`"));
            return Err(Mistake::at(value.line, format!("step {} of `run`: {name} {why} there", run.len() + 1)));
        }
        state = state.after(machine, thread);
        run.push(thread);
    }
    match state.runnable(machine).next() {
        Some(thread) => {
            let name = &machine.threads[thread].name;
            Err(Mistake::at(value.line, format!("`run` ends while {name} can go on: name threads until none can")))
        }
        None => Ok(run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::unknown_step(
        "thread A: jump\nthread B: print b\nrun: A",
        1,
        "`jump` is no step: load X, add N, store X, set X N, fetch_add X N, lock M, unlock M, print WORD"
    )]
    #[case::undeclared("thread A: load c\nthread B: print b\nrun: A", 1, "`c` is not among the variables of `shared`")]
    #[case::empty_register(
        "shared: c = 0\nthread A: store c\nthread B: print b\nrun: A",
        2,
        "`store c` comes before any `load`: the register is empty"
    )]
    #[case::not_held("thread A: unlock m\nthread B: print b\nrun: A", 1, "`unlock m`: A does not hold `m` there")]
    #[case::taken_key(
        "thread Reader: print a\nthread B: print b\nrun: B",
        1,
        "the key of thread `Reader` would be `r`, which is taken: rename it"
    )]
    #[case::same_key(
        "thread A1: print a\nthread A2: print b\nrun: A1",
        2,
        "threads `A1` and `A2` have the same first letter, which is their key: rename one"
    )]
    #[case::stops(
        "thread A: print a\nthread B: print b\nrun: A",
        3,
        "`run` ends while B can go on: name threads until none can"
    )]
    #[case::goes_too_far("thread A: print a\nthread B: print b\nrun: A A", 3, "step 2 of `run`: A has ended there")]
    #[case::blocked("thread A: lock m\nthread B: lock m\nrun: A B", 3, "step 2 of `run`: B waits for `m` there")]
    #[case::expects(
        "shared: c = 0\nthread A: load c\nthread B: load c\nrun: A B\nexpect: d = 1",
        5,
        "`d` is not among the variables of `shared`"
    )]
    fn what_is_wrong_is_told(#[case] body: &str, #[case] line: usize, #[case] text: &str) {
        assert_eq!(parse(&format!("title: t\n{body}")), Err(Mistake::at(line, text)));
    }

    #[test]
    fn one_thread_is_no_explorer() {
        let told = Mistake::whole("an explorer has two to four threads: add `thread NAME: …`");
        assert_eq!(parse("title: t\nthread A: print a\nrun: A"), Err(told));
    }
}
