//! Cuts the files of the classic programs into one module a program, without those that are refused.

use std::env;
use std::path::PathBuf;

const PROGRAMS: &str = "../../programs/src/classic";
const REFUSED: &str = "refused.tsv";

fn main() {
    println!("cargo::rerun-if-changed={PROGRAMS}");
    println!("cargo::rerun-if-changed={REFUSED}");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it for build scripts"));
    let refused = std::fs::read_to_string(REFUSED).expect("failed to read refused.tsv: run.sh writes it");
    let refused: Vec<&str> = refused.lines().filter_map(|line| line.split('\t').next()).collect();
    slices::write(PROGRAMS.as_ref(), &out, &refused).expect("failed to cut the programs");
}
