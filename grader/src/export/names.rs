//! Names for files, from names that somebody else has chosen.

use std::{collections::BTreeSet, iter};

/// Names of files, made of what students or their teacher called folders, each given once.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// A name for `folder` that no other one has, also where upper and lower case are the same.
    pub fn give(&mut self, folder: &str) -> String {
        let name = sanitised(folder);
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = iter::once(name.clone()).chain(numbered).find(|name| !self.0.contains(&name.to_lowercase()));
        let name = free.unwrap_or(name);
        // Some file systems take upper and lower case for the same.
        self.0.insert(name.to_lowercase());
        name
    }
}

/// Letters, digits, dots and dashes, none of which has a meaning at the beginning, and not too many.
fn sanitised(folder: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let name: String = folder.chars().map(|c| if is_plain(c) { c } else { '_' }).take(100).collect();
    match name.trim_start_matches(['.', '-']) {
        "" => "submission".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_no_two_are_the_same() {
        let mut names = Names::default();
        let given = ["a/b", "a b", "A_B", "..", "-rf", "Ünï", "a;rm"].map(|name| names.give(name));
        assert_eq!(given, ["a_b", "a_b-2", "A_B-3", "submission", "rf", "_n_", "a_rm"]);
    }
}
