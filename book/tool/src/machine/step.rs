//! The steps that a thread of the machine can make.

use std::fmt;

/// One step, with which no other thread can interfere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A shared variable into the register.
    Load(String),
    /// Adds to the register.
    Add(i64),
    /// The register into a shared variable.
    Store(String),
    /// A number into a shared variable.
    Set(String, i64),
    /// Adds to a shared variable.
    FetchAdd(String, i64),
    /// Takes a lock, or waits for it.
    Lock(String),
    /// Gives a lock back.
    Unlock(String),
    /// Prints a word.
    Print(String),
}

impl Step {
    /// Reads one step; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Step, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let number = |word: &str| {
            word.parse::<i32>().map(i64::from).map_err(|_| format!("`{word}` in `{text}` is no small number"))
        };
        let name = |word: &str| match word.chars().all(|letter| letter.is_alphanumeric() || letter == '_') {
            true => Ok(word.to_owned()),
            false => Err(format!("`{word}` in `{text}` is no name: letters, digits and `_`")),
        };
        Ok(match words[..] {
            ["load", variable] => Step::Load(name(variable)?),
            ["add", summand] => Step::Add(number(summand)?),
            ["store", variable] => Step::Store(name(variable)?),
            ["set", variable, value] => Step::Set(name(variable)?, number(value)?),
            ["fetch_add", variable, summand] => Step::FetchAdd(name(variable)?, number(summand)?),
            ["lock", lock] => Step::Lock(name(lock)?),
            ["unlock", lock] => Step::Unlock(name(lock)?),
            ["print", word] => Step::Print(name(word)?),
            _ => {
                let steps = "load X, add N, store X, set X N, fetch_add X N, lock M, unlock M, print WORD";
                return Err(format!("`{}` is no step: {steps}", text.trim()));
            }
        })
    }

    /// The shared variable that it reads or writes.
    #[must_use]
    pub fn variable(&self) -> Option<&str> {
        match self {
            Step::Load(name) | Step::Store(name) | Step::Set(name, _) | Step::FetchAdd(name, _) => Some(name),
            _ => None,
        }
    }

    /// Whether it writes that variable.
    #[must_use]
    pub fn writes(&self, variable: &str) -> bool {
        !matches!(self, Step::Load(_)) && self.variable() == Some(variable)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Load(name) => write!(f, "load {name}"),
            Step::Add(summand) => write!(f, "add {summand}"),
            Step::Store(name) => write!(f, "store {name}"),
            Step::Set(name, value) => write!(f, "set {name} {value}"),
            Step::FetchAdd(name, summand) => write!(f, "fetch_add {name} {summand}"),
            Step::Lock(name) => write!(f, "lock {name}"),
            Step::Unlock(name) => write!(f, "unlock {name}"),
            Step::Print(word) => write!(f, "print {word}"),
        }
    }
}
