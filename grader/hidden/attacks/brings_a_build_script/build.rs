//! Runs while cargo builds, if it is taken.

use std::fs;

fn main() {
    let _ = fs::write("@OUTSIDE@/ran", "build.rs");
    let _ = fs::write("@HIDDEN@/ex01_thread/mod.rs", "");
}
