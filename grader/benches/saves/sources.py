"""The exercises that are saved: our solutions, and the same in one file with their tests, as other courses have them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

# The visible test of ex01 runs its program, which one file has not: these call what the program calls, and pause for as long.
PROGRAM = """
#[cfg(test)]
mod visible {
    use std::time::{Duration, Instant};

    #[test]
    fn it_prints_and_pauses() {
        super::run(Duration::ZERO);
        let start = Instant::now();
        super::run(Duration::from_millis(5));
        assert!(start.elapsed() >= Duration::from_millis(50));
    }
}
"""


class Exercise:
    """One of ours."""

    def __init__(self, stem):
        self.stem, self.package = stem, stem.split("_")[0]
        self.library = (ROOT / "solutions" / stem / "src/lib.rs").read_text(encoding="utf-8")
        self.is_program = (ROOT / "solutions" / stem / "src/main.rs").exists()
        self.is_explored = (ROOT / "solutions" / stem / "controlled").exists()
        visible = (ROOT / "solutions" / stem / "tests/visible.rs").read_text(encoding="utf-8")
        tests = f"\n#[cfg(test)]\nmod visible {{\n{visible}}}\n".replace(f"use {self.package}::", "use super::")
        self.one_file = self.library + (PROGRAM if self.is_program else tests)

    def edited(self, number, text=None):
        """The library, or another text of it, with one line that is another one each time, in its first function."""
        line = f"    let _edit = {number};"
        return re.sub(r"^( *pub (?:const )?fn [^\n]*\{)$", lambda found: f"{found[1]}\n{line}", text or self.library, count=1, flags=re.M)
