//! `grader collect`: what a class has committed, as archives. Fetching needs a network and perhaps a token, grading neither:
//! so they can be done by two machines, or two jobs, of which only one is trusted with the token.

use std::{fs, path::Path};

use super::{
    ExitCode, Failure,
    arguments::Collect,
    output::{self, Screen},
};
use crate::{
    Fault,
    class::{self, Fetched, HandedIn, NotOpened, Origin},
};

/// Fetches everything that is listed, one after another.
///
/// # Errors
/// The list is wrong, or the folder cannot be written to.
pub(super) fn collect(asked: &Collect, screen: &Screen) -> Result<ExitCode, Failure> {
    let class = class::list(&asked.list).map_err(|error| Failure::Usage(error.to_string()))?;
    let out = asked.out.display();
    fs::create_dir_all(&asked.out).map_err(|error| Failure::Usage(format!("failed to make {out}: {error}")))?;
    let mut collected = csv::Writer::from_writer(Vec::new());
    let _ = collected.write_record(["student", "archive", "commit"]); // memory takes it
    let mut missing = 0;
    for (number, handed_in) in class.iter().enumerate() {
        let HandedIn { student, origin: Origin::Commit { url, commit }, .. } = handed_in else {
            return Err(Failure::Usage(format!("{}: lists no repositories", asked.list.display())));
        };
        // By its number: a student's name may be no name for a file.
        let archive = format!("{:04}.tar.gz", number + 1);
        let id = match fetch(url, commit, &asked.out.join(&archive)) {
            Ok(id) => id,
            Err(NotOpened::Problem(problem)) => {
                missing += 1;
                output::complain(&format!("{}: {problem}", student.escape_debug()));
                commit.clone()
            }
            Err(NotOpened::Fault(fault)) => return Err(fault.into()),
        };
        let _ = collected.write_record([student, &archive, &id]);
    }
    let list = asked.out.join("collected.csv");
    let bytes = collected.into_inner().map_err(|error| Failure::Fault(error.to_string()))?;
    fs::write(&list, bytes).map_err(Fault::file("write", &list))?;
    let (all, list) = (class.len(), list.display());
    screen.write(&format!("{} of {all} fetched\n\nNext: cargo grader batch {list} --out graded\n", all - missing))?;
    Ok(if missing == 0 { ExitCode::Passed } else { ExitCode::NotPassed })
}

fn fetch(url: &str, commit: &str, to: &Path) -> Result<String, NotOpened> {
    let fetched = Fetched::of(url, commit)?;
    fetched.pack(to)?;
    Ok(fetched.id().to_owned())
}
