//! Rules on hints: each exercise has as many as are promised, and each says something. Whether they help is for people to tell.

use std::path::Path;

use super::Problem;
use crate::Fault;
use crate::course::hints::{self, COUNT};
use crate::course::rooms::{self, SOLUTIONS};

/// What is wrong with the hints.
pub fn problems(root: &Path) -> Result<Vec<Problem>, Fault> {
    let mut problems = Vec::new();
    for stem in rooms::stems(&root.join(SOLUTIONS))? {
        let folder = Path::new(SOLUTIONS).join(&stem);
        let file = folder.join(hints::FILE);
        let hints = hints::hints(&root.join(&folder))?;
        if hints.len() != COUNT {
            let problem = format!(
                "{} hints: write {COUNT}, each below a `## ` heading, from a question to nearly the code",
                hints.len()
            );
            problems.push(Problem::new(&file, problem));
        }
        if let Some(empty) = hints.iter().position(String::is_empty) {
            problems.push(Problem::new(&file, format!("hint {} says nothing: write it", empty + 1)));
        }
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::super::problem::tests::{assert_problems, good};

    const FILE: &str = "solutions/ex01_a/hints.md";

    #[test]
    fn an_exercise_without_hints_is_refused() {
        let tree = good().without(FILE);
        crate::course::stubs(tree.root(), false).unwrap();
        assert_problems(
            &tree,
            &[
                "solutions/ex01_a/hints.md: 0 hints: write 3, each below a `## ` heading, from a question to nearly the code",
            ],
        );
    }

    #[test]
    fn a_hint_that_says_nothing_is_refused() {
        let tree = good().file(FILE, "## A\n\na\n## B\n\n## C\n\nc\n");
        crate::course::stubs(tree.root(), false).unwrap();
        assert_problems(&tree, &["solutions/ex01_a/hints.md: hint 2 says nothing: write it"]);
    }
}
