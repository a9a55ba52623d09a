//! The `grader` command; `cli` has its words.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    grader::cli::run().into()
}
