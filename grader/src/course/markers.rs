//! Cuts the answer out of a solution's text, along the markers in its comments. Which files have markers, and where the
//! result goes, is `stubs`'s concern.
//!
//! ```text
//! // ANCHOR: solution
//! // STUB: todo!("print {pause:?}")       the line that the stub has in place of the region
//! println!("{pause:?}");
//! // ANCHOR_END: solution
//! ```
//!
//! Anchors of other names are the book's: their lines vanish, what is between them stays.

/// A marker that cannot be followed, and its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MarkerError {
    /// A region that never ends.
    #[error("the region that begins here never ends: add `// ANCHOR_END: solution`")]
    Unclosed(usize),
    /// A region that begins within another.
    #[error("a region begins within a region: end the first one before, or remove this line")]
    Nested(usize),
    /// An end without a beginning.
    #[error("a region ends that never began: add `// ANCHOR: solution` above, or remove this line")]
    Unopened(usize),
    /// A line for the stub where nothing is cut.
    #[error("a `// STUB:` line outside a region: move it between `// ANCHOR: solution` and its end")]
    StubOutside(usize),
    /// Something like a marker; were it ignored, the answer would be in the stub.
    #[error("almost a marker: write `// ANCHOR: NAME`, `// ANCHOR_END: NAME` or `// STUB: LINE`, alone on the line")]
    Malformed(usize),
    /// Nothing is cut, so the stub would be the answer.
    #[error("no region is marked with `// ANCHOR: solution`, so the stub would be the solution")]
    NoRegion,
}

impl MarkerError {
    /// The line that it is about, from 1; the first where it is about the whole file.
    pub fn line(self) -> usize {
        match self {
            MarkerError::Unclosed(line)
            | MarkerError::Nested(line)
            | MarkerError::Unopened(line)
            | MarkerError::StubOutside(line)
            | MarkerError::Malformed(line) => line,
            MarkerError::NoRegion => 1,
        }
    }
}

/// The stub of a solution: each region gives way to its `STUB` lines, and all lines with markers vanish.
///
/// Text without any marker comes back as it is.
///
/// # Errors
/// A marker that is malformed or out of place, with its line.
pub fn stub(solution: &str) -> Result<String, MarkerError> {
    let mut out = Lines::default();
    let mut region: Option<usize> = None;
    for (line, number) in solution.split_inclusive('\n').zip(1..) {
        match (marker(line).ok_or(MarkerError::Malformed(number))?, region) {
            (Marker::Begin, None) => region = Some(number),
            (Marker::Begin, Some(_)) => return Err(MarkerError::Nested(number)),
            (Marker::End, Some(_)) => region = None,
            (Marker::End, None) => return Err(MarkerError::Unopened(number)),
            (Marker::Stub(text), Some(_)) => out.push(&indented(line, text)),
            (Marker::Stub(_), None) => return Err(MarkerError::StubOutside(number)),
            (Marker::Code, None) => out.push(line),
            (Marker::Book, _) | (Marker::Code, Some(_)) => out.cut = true,
        }
    }
    match region {
        Some(began) => Err(MarkerError::Unclosed(began)),
        None => Ok(out.text),
    }
}

/// The answer as it is read: without the lines that hold markers.
pub fn without_markers(solution: &str) -> String {
    solution.split_inclusive('\n').filter(|line| matches!(marker(line), Some(Marker::Code))).collect()
}

/// The stub of a file that holds a part of the answer.
///
/// # Errors
/// As [`stub`], and where no region is marked.
pub fn stub_of_answer(solution: &str) -> Result<String, MarkerError> {
    let stub = stub(solution)?;
    let marked = solution.lines().any(|line| matches!(marker(line), Some(Marker::Begin)));
    if marked { Ok(stub) } else { Err(MarkerError::NoRegion) }
}

enum Marker<'a> {
    Begin,
    End,
    Stub(&'a str),
    Book,
    Code,
}

/// What a line is; `None` where it is almost a marker.
fn marker(line: &str) -> Option<Marker<'_>> {
    let Some(comment) = line.trim().strip_prefix("// ") else { return no_marker(line) };
    match comment.split_once(": ") {
        Some(("ANCHOR", "solution")) => Some(Marker::Begin),
        Some(("ANCHOR_END", "solution")) => Some(Marker::End),
        Some(("ANCHOR" | "ANCHOR_END", name)) if !name.contains(' ') => Some(Marker::Book),
        Some(("STUB", text)) => Some(Marker::Stub(text)),
        _ => no_marker(line),
    }
}

fn no_marker(line: &str) -> Option<Marker<'_>> {
    (!line.contains("ANCHOR") && !line.contains("STUB:")).then_some(Marker::Code)
}

fn indented(line: &str, text: &str) -> String {
    let indent = line.len() - line.trim_start().len();
    format!("{}{text}\n", &line[..indent])
}

/// Text that grows by lines, without two blank lines in a row where something was cut between them.
#[derive(Default)]
struct Lines {
    text: String,
    cut: bool,
}

impl Lines {
    fn push(&mut self, line: &str) {
        let after_blank = self.text.is_empty() || self.text.ends_with("\n\n");
        if !(self.cut && after_blank && line.trim().is_empty()) {
            self.text.push_str(line);
            self.cut = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const BEGIN: &str = "// ANCHOR: solution\n";
    const END: &str = "// ANCHOR_END: solution\n";

    #[test]
    fn a_region_gives_way_to_its_stub_line_at_the_same_indent() {
        let solution =
            "fn f() {\n    // ANCHOR: solution\n    // STUB: todo!(\"x\")\n    g();\n    // ANCHOR_END: solution\n}\n";
        assert_eq!(stub_of_answer(solution), Ok("fn f() {\n    todo!(\"x\")\n}\n".to_owned()));
    }

    #[test]
    fn a_region_between_blank_lines_leaves_one_blank_line() {
        let solution = format!("a\n\n{BEGIN}use b;\n{END}\nc\n");
        assert_eq!(stub(&solution).unwrap(), "a\n\nc\n");
    }

    #[test]
    fn text_without_markers_is_copied_byte_for_byte() {
        for text in ["", "no newline at the end", "a\n\n\nb\r\n", "// an ordinary comment: yes\n"] {
            assert_eq!(stub(text).unwrap(), text);
        }
    }

    #[test]
    fn an_anchor_of_the_book_vanishes_but_its_text_stays() {
        let solution = format!("// ANCHOR: num\nfn f() {{\n{BEGIN}g();\n{END}}}\n// ANCHOR_END: num\n");
        assert_eq!(stub(&solution).unwrap(), "fn f() {\n}\n");
    }

    #[rstest]
    #[case::never_closed(format!("a\n{BEGIN}b\n"), MarkerError::Unclosed(2))]
    #[case::nested(format!("{BEGIN}{BEGIN}{END}{END}"), MarkerError::Nested(2))]
    #[case::end_without_beginning(format!("a\nb\n{END}"), MarkerError::Unopened(3))]
    #[case::ends_twice(format!("{BEGIN}{END}{END}"), MarkerError::Unopened(3))]
    #[case::stub_outside("// STUB: todo!()\n".to_owned(), MarkerError::StubOutside(1))]
    #[case::no_space("//ANCHOR: solution\n".to_owned(), MarkerError::Malformed(1))]
    #[case::no_colon("a\n// ANCHOR solution\n".to_owned(), MarkerError::Malformed(2))]
    #[case::after_code("f(); // ANCHOR: solution\n".to_owned(), MarkerError::Malformed(1))]
    #[case::words_after_the_name("// ANCHOR: solution of it\n".to_owned(), MarkerError::Malformed(1))]
    #[case::stub_after_code(format!("{BEGIN}f(); // STUB: g()\n{END}"), MarkerError::Malformed(2))]
    #[case::nothing_marked("fn f() {}\n".to_owned(), MarkerError::NoRegion)]
    #[case::the_book_alone_marks_nothing("// ANCHOR: num\n// ANCHOR_END: num\n".to_owned(), MarkerError::NoRegion)]
    fn a_bad_marker_is_refused_with_its_line(#[case] solution: String, #[case] error: MarkerError) {
        assert_eq!(stub_of_answer(&solution), Err(error));
    }
}
