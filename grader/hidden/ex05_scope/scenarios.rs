//! Two and three threads that read a few documents. Which of them reads which is up to the schedule; what comes back is not.

use std::num::NonZeroUsize;

use controlled::longest_lines;

fn main() {
    let mut scenarios = exploring::open();
    let texts: [(&str, usize, &[&str]); 3] = [
        ("two_threads", 2, &["a\naa", "b"]),
        ("three_documents", 2, &["a", "b", "c"]),
        ("three_threads", 3, &["a", "b\nbb", "c", "d\n\ndd"]),
    ];
    for (name, workers, documents) in texts {
        let workers = NonZeroUsize::new(workers).expect("more than 0");
        scenarios.explore_with(name, move || longest_lines(documents, workers));
    }
    scenarios.close();
}
