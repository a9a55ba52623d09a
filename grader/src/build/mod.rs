//! Compiling a submission.
