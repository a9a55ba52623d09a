//! A plain `mdbook build` makes the pages that `cargo book build` makes: the preprocessor then is a program of its own.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use book::preprocess::Course;
use book::room::Room;
use mdbook_driver::MDBook;
use std::fs;
use std::path::Path;

fn page(into: &Path, in_process: bool) -> String {
    let mut book = MDBook::load(Room::ours().book()).unwrap();
    book.config.build.build_dir = into.to_owned();
    if in_process {
        book.with_preprocessor(Course { serving: false });
    }
    book.build().unwrap();
    fs::read_to_string(into.join("reading.html")).unwrap()
}

#[test]
fn mdbook_alone_makes_the_same_pages() {
    let folder = tempfile::tempdir().unwrap();
    let by_protocol = page(&folder.path().join("plain"), false);
    assert!(by_protocol.contains("fj-explorer"));
    assert!(by_protocol == page(&folder.path().join("ours"), true), "the pages differ");
}
