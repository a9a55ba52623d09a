//! ex05: the longest line of each document. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex05`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex05_scope() {
    first_or(step_1_one_thread_finds_the_longest_line_of_one_document);
    step_2_each_document_gives_a_line_in_its_place();
    step_3_length_is_counted_in_characters_and_the_first_of_the_longest_counts();
    step_4_there_may_be_more_workers_than_documents_or_no_documents();
    step_5_the_lines_are_pieces_of_the_documents();
}

fn step_1_one_thread_finds_the_longest_line_of_one_document() {
    assert_eq!(longest(&["a\nthree\nbc"], 1), ["three"]);
}

fn step_2_each_document_gives_a_line_in_its_place() {
    assert_eq!(longest(&["aa\na", "b", "c\nccc\r\ncc", "", "\n\n"], 2), ["aa", "b", "ccc", "", ""]);
}

fn step_3_length_is_counted_in_characters_and_the_first_of_the_longest_counts() {
    assert_eq!(longest(&["éé\nabc", "one\ntwo"], 2), ["abc", "one"]);
}

fn step_4_there_may_be_more_workers_than_documents_or_no_documents() {
    assert_eq!(longest(&["a", "b"], 7), ["a", "b"]);
    assert!(longest(&[], 3).is_empty());
}

fn step_5_the_lines_are_pieces_of_the_documents() {
    let documents: Vec<String> = (0..50).map(|number| format!("{number}\nline {number}\nend")).collect();
    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    for (document, line) in documents.iter().zip(longest(&documents, 4)) {
        let from = document.find(line).expect("the longest line of a document is in it");
        assert!(std::ptr::eq(&document[from..from + line.len()], line), "{line:?} was copied");
    }
}

fn longest<'a>(documents: &[&'a str], workers: usize) -> Vec<&'a str> {
    ex05::longest_lines(documents, NonZeroUsize::new(workers).expect("more than 0"))
}

/// Makes a step, and says what to do first where nothing has been written yet.
fn first_or(step: fn()) {
    if let Err(payload) = panic::catch_unwind(step) {
        assert!(!text(&*payload).contains("not yet implemented"), "\n{FIRST}");
        panic::resume_unwind(payload);
    }
}

fn text(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied()).unwrap_or_default()
}

const FIRST: &str = "
Not written yet. First: `longest_lines` in exercises/ex05_scope/src/lib.rs, for one document; then for many, with many threads.
Then again:      cargo test -p ex05
";
