//! The tables of all attacks, for whoever wants to see at one look what stops what: what must come of each is in
//! `THREATS.md`, what came of each when it was last tried is in `target/grader/attacks.tsv`.

use std::{collections::BTreeMap, fs, sync::Mutex};

use grader::observe::{Ending, Exit, Limit};
use libtest_mimic::{Failed, Trial};

use super::{attack, course::root, parts, raw};

static ROWS: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// What an attack came to.
pub fn row(name: &str, stopped_by: &str, verdict: &str, untouched: bool) {
    let untouched = if untouched { "untouched" } else { "DISTURBED" };
    let row = [name, stopped_by, verdict, untouched].join("\t");
    ROWS.lock().unwrap().insert(name.to_owned(), row);
}

/// Writes what came of them to `target/grader/attacks.tsv`.
pub fn write() {
    let folder = root().join("target/grader");
    let rows: Vec<String> = ROWS.lock().unwrap().values().cloned().collect();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("attacks.tsv"), rows.join("\n") + "\n").unwrap();
}

/// How a run ended, in the words of a verdict.
pub fn told(ending: &Ending) -> String {
    match ending {
        Ending::Ended(Exit::Code(0)) => "ended by itself".to_owned(),
        Ending::Ended(Exit::Signal(9)) => "killed".to_owned(),
        Ending::Ended(exit) => format!("{exit:?}"),
        Ending::Limit(limit) => format!("over-limit ({})", limit_name(*limit)),
        Ending::Stuck => "stuck".to_owned(),
        Ending::Stopped => "stopped".to_owned(),
    }
}

fn limit_name(limit: Limit) -> String {
    format!("{limit:?}").to_lowercase()
}

/// That the table in `THREATS.md` is that of all attacks.
pub fn trial() -> Trial {
    Trial::test("threats/name_every_attack_with_its_layer_and_verdict", check)
}

const BEGIN: &str = "<!-- attacks: INSTA_UPDATE=always cargo test -p grader --test hostile threats -->\n";
const END: &str = "<!-- end of attacks -->\n";

fn check() -> Result<(), Failed> {
    let untried = |name: &String| !parts::PARTS.iter().any(|part| part.name == name);
    let untried: Vec<String> = raw::all_there_are().into_iter().filter(untried).collect();
    if !untried.is_empty() {
        return Err(format!("parts of the raw program that are not tried: {untried:?}").into());
    }
    let path = root().join("THREATS.md");
    let text = fs::read_to_string(&path)?;
    let parts = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.ok_or("THREATS.md has no place for the table of attacks")?;
    let now = format!("{before}{BEGIN}{}{END}{after}", expected());
    if now == text {
        return Ok(());
    }
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        return Ok(fs::write(path, now)?);
    }
    let missing: Vec<&str> = now.lines().filter(|line| !text.lines().any(|other| other == *line)).collect();
    let gone: Vec<&str> = text.lines().filter(|line| !now.lines().any(|other| other == *line)).collect();
    Err(format!("THREATS.md is not up to date; accept it with INSTA_UPDATE=always\n+ {missing:#?}\n- {gone:#?}").into())
}

/// The table as it has to be.
fn expected() -> String {
    let line = |cells: [&str; 4]| format!("| {} |\n", cells.join(" | "));
    let mut table = line(["attack", "when", "stopped by", "verdict"]) + &line(["---"; 4]);
    for attack in attack::all() {
        let name = format!("`{}`", attack.name);
        table += &line([&name, &attack.phase, &attack.told.stopped_by, attack.told.verdict.name()]);
    }
    for part in parts::PARTS {
        let ends: Vec<String> = part.ends.iter().map(told).collect();
        let verdict = if part.probes { "every probe is refused".to_owned() } else { ends.join(", or ") };
        table += &line([&format!("`raw/{}`", part.full_name()), "run", part.stopped_by, &verdict]);
    }
    table
}
