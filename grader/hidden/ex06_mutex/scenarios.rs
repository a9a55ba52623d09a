//! Two and three threads with one map. Nothing is said of who counts what: only that all of it is there in the end.

use controlled::frequency;

fn main() {
    let mut scenarios = exploring::open();
    let texts: [(&str, usize, &[&str]); 4] = [
        ("two_threads", 2, &["a", "a"]),
        ("two_lines_each", 2, &["a", "b", "a", "b"]),
        ("three_threads", 3, &["ab", "a", "b"]),
        ("three_threads_and_many_letters", 3, &["abcab", "aB", "Cab", "ab", "abc"]),
    ];
    for (name, workers, lines) in texts {
        scenarios.explore_with(name, move || exploring::sorted(frequency(lines, workers).into_iter().collect()));
    }
    scenarios.close();
}
