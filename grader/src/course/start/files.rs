//! The files of a new exercise, by where they go. `exNN` stands for its package in them, `exNN_stem` for its stem.

/// What every exercise has.
pub(super) const ALL: [(&str, &str); 11] = [
    ("solutions/exNN_stem/Cargo.toml", include_str!("template/Cargo.toml.txt")),
    ("solutions/exNN_stem/src/lib.rs", include_str!("template/lib.rs.txt")),
    ("solutions/exNN_stem/tests/visible.rs", include_str!("template/visible.rs.txt")),
    ("solutions/exNN_stem/hints.md", include_str!("template/hints.md.txt")),
    ("grader/hidden/exNN_stem/exercise.toml", include_str!("template/exercise.toml.txt")),
    ("grader/hidden/exNN_stem/mod.rs", include_str!("template/mod.rs.txt")),
    ("grader/hidden/exNN_stem/driver.rs", include_str!("template/driver.rs.txt")),
    (
        "grader/hidden/exNN_stem/submissions/passed-joins_in_a_scope/src/lib.rs",
        include_str!("template/submissions/passed-joins_in_a_scope.rs.txt"),
    ),
    (
        "grader/hidden/exNN_stem/submissions/passed-gives_the_thread_a_copy/src/lib.rs",
        include_str!("template/submissions/passed-gives_the_thread_a_copy.rs.txt"),
    ),
    (
        "grader/hidden/exNN_stem/submissions/no-thread-adds_alone/src/lib.rs",
        include_str!("template/submissions/no-thread-adds_alone.rs.txt"),
    ),
    (
        "grader/hidden/exNN_stem/submissions/wrong-answer-forgets_a_part/src/lib.rs",
        include_str!("template/submissions/wrong-answer-forgets_a_part.rs.txt"),
    ),
];

/// What one has beside that whose schedules are explored; where a file is above as well, this is added to its end.
pub(super) const EXPLORED: [(&str, &str); 6] = [
    ("solutions/exNN_stem/Cargo.toml", include_str!("template/explored_Cargo.toml.txt")),
    ("solutions/exNN_stem/controlled/Cargo.toml", include_str!("template/controlled_Cargo.toml.txt")),
    ("solutions/exNN_stem/tests/schedules.rs", include_str!("template/schedules.rs.txt")),
    ("grader/hidden/exNN_stem/exercise.toml", include_str!("template/explored_exercise.toml.txt")),
    ("grader/hidden/exNN_stem/mod.rs", include_str!("template/explored_mod.rs.txt")),
    ("grader/hidden/exNN_stem/scenarios.rs", include_str!("template/scenarios.rs.txt")),
];
