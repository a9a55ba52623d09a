//! Rules on the corpus: a submission's folder names its verdict, and at least two different ones pass. Whether they get
//! that verdict is for the corpus tests.

use std::path::Path;

use super::Problem;
use crate::Fault;
use crate::course::rooms::{self, HIDDEN};
use crate::judge::Verdict;

/// How many accepted submissions an exercise needs: with one, a check may ask for its wording.
const ACCEPTED: usize = 2;

/// What is wrong with the submissions that are kept.
pub fn problems(root: &Path) -> Result<Vec<Problem>, Fault> {
    let mut problems = Vec::new();
    for stem in rooms::stems(&root.join(HIDDEN))? {
        let corpus = Path::new(HIDDEN).join(stem).join("submissions");
        let folders = rooms::folders(&root.join(&corpus))?;
        let verdicts = folders.iter().map(|folder| (folder, Verdict::of_folder(folder)));
        for (folder, _) in verdicts.clone().filter(|(_, verdict)| verdict.is_none()) {
            problems
                .push(Problem::new(corpus.join(folder), "the name begins with no verdict: rename it to VERDICT-WHAT"));
        }
        let accepted = verdicts.filter(|(_, verdict)| *verdict == Some(Verdict::Passed)).count();
        if accepted < ACCEPTED {
            let problem =
                format!("{accepted} accepted submissions: keep {ACCEPTED} that differ, in folders passed-WHAT");
            problems.push(Problem::new(corpus, problem));
        }
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::super::problem::tests::{assert_problems, good};

    const CORPUS: &str = "grader/hidden/ex01_a/submissions";

    #[test]
    fn a_folder_that_begins_with_no_verdict_is_refused() {
        let tree = good().file(&format!("{CORPUS}/wrong-sleeps/src/lib.rs"), "");
        let problem = "the name begins with no verdict: rename it to VERDICT-WHAT";
        assert_problems(&tree, &[&format!("{CORPUS}/wrong-sleeps: {problem}")]);
    }

    #[test]
    fn fewer_than_two_accepted_submissions_are_refused() {
        let tree = good().without(&format!("{CORPUS}/passed-loop"));
        let problem = "1 accepted submissions: keep 2 that differ, in folders passed-WHAT";
        assert_problems(&tree, &[&format!("{CORPUS}: {problem}")]);
    }

    #[test]
    fn a_corpus_that_is_missing_is_refused() {
        let tree = good().without(CORPUS);
        let problem = "0 accepted submissions: keep 2 that differ, in folders passed-WHAT";
        assert_problems(&tree, &[&format!("{CORPUS}: {problem}")]);
    }
}
