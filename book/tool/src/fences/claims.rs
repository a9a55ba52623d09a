//! `claims`: what the text beside it says of programs and explorers, as lines that are checked. Shows nothing.

use crate::book::Book;
use crate::mistake::{Mistake, Told};
use std::collections::BTreeSet;

pub(super) fn render(body: &str, book: &Book) -> Told<String> {
    for (line, claim) in body.lines().enumerate().filter(|(_, claim)| !claim.trim().is_empty()) {
        check(claim.trim(), book).map_err(|mistake| Mistake::at(line, mistake.text))?;
    }
    Ok(String::new())
}

fn check(claim: &str, book: &Book) -> Told<()> {
    let (about, said) = claim.split_once(':').ok_or_else(|| unknown(claim))?;
    match about.split_once(' ') {
        Some(("program", name)) => of_program(name.trim(), said.trim(), book),
        Some(("interleave", id)) => of_machine(id.trim(), said.trim(), book),
        _ => Err(unknown(claim)),
    }
}

fn unknown(claim: &str) -> Mistake {
    Mistake::whole(format!(
        "`{claim}` is no claim: `program NAME: outcomes A | B`, `passes`, `fails with FAULT`, `deadlocks never`, or `interleave ID: 20 schedules`, `18 end with OUTCOME`"
    ))
}

fn of_program(name: &str, said: &str, book: &Book) -> Told<()> {
    let explored = book.explored(name)?;
    if let Some(outcomes) = said.strip_prefix("outcomes ") {
        let said: BTreeSet<&str> = outcomes.split(" | ").map(str::trim).collect();
        let ends = explored.ends(name)?;
        let found: BTreeSet<&str> = ends.iter().map(|end| end.text.as_str()).collect();
        let found_text = found.iter().copied().collect::<Vec<_>>().join(" | ");
        return holds(said == found, || format!("`{name}` has the outcomes {found_text}"));
    }
    if let Some(word) = said.strip_prefix("deadlocks ") {
        let found = explored.deadlocks(name)?.word();
        return holds(word == found, || format!("`{name}` deadlocks {found}"));
    }
    let found = explored.exploration.fault.as_deref();
    let told = || format!("`{name}` {}", found.map_or("passes".to_owned(), |fault| format!("fails with {fault}")));
    match said.strip_prefix("fails with ") {
        Some(fault) => holds(found == Some(fault), told),
        None if said == "passes" => holds(explored.ends(name).is_ok(), told),
        None => Err(unknown(&format!("program {name}: {said}"))),
    }
}

fn of_machine(id: &str, said: &str, book: &Book) -> Told<()> {
    let (_, outcomes) = book.machine(id)?;
    let total: u64 = outcomes.values().sum();
    let unknown = || unknown(&format!("interleave {id}: {said}"));
    let (number, rest) = said.split_once(' ').ok_or_else(unknown)?;
    let number: u64 = number.parse().map_err(|_| unknown())?;
    match rest.strip_prefix("end with ").or_else(|| rest.strip_prefix("ends with ")) {
        Some(outcome) => {
            let found = outcomes.get(outcome).copied().unwrap_or_default();
            holds(number == found, || format!("{found} of {total} schedules of `{id}` end with {outcome}"))
        }
        None if rest == "schedules" => holds(number == total, || format!("`{id}` has {total} schedules")),
        None if rest == "outcomes" => {
            holds(number == outcomes.len() as u64, || format!("`{id}` has {} outcomes", outcomes.len()))
        }
        None => Err(unknown()),
    }
}

fn holds(holds: bool, found: impl FnOnce() -> String) -> Told<()> {
    if holds { Ok(()) } else { Err(Mistake::whole(format!("this is not so: {}", found()))) }
}
