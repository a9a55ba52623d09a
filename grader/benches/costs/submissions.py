"""A class of which no two submissions are alike: the known right answers to each exercise, each with an edit of its own."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# The first function with a body on lines of its own. A `const fn` may be run by the compiler: not that one.
FUNCTION = re.compile(r"^(?P<indent>[ \t]*)(?:pub(?:\([a-z]+\))? )?fn [^;{}]*\{\n", re.MULTILINE)
# Code, not a comment: a comment would be new to a digest, and the same to the compiler.
EDIT = """\
{indent}    let mut unique = {number}_u64;
{indent}    while unique % 2 == 1 {{
{indent}        unique += 1;
{indent}    }}
"""


@dataclass
class Exercise:
    """An exercise of the course."""

    stem: str
    hidden: Path
    crates: list  # beside std
    explored: bool
    ours: Path  # the solution
    answers: list  # folders of right answers, the solution among them

    @property
    def package(self):
        return self.stem.split("_")[0]


def exercises():
    """All exercises, in the order of the course."""
    return [_exercise(toml.parent) for toml in sorted((ROOT / "grader/hidden").glob("ex*/exercise.toml"))]


def _exercise(hidden):
    text = (hidden / "exercise.toml").read_text(encoding="utf-8")
    crates = re.search(r"^crates\s*=\s*\[(.*)\]", text, re.MULTILINE)
    ours = ROOT / "solutions" / hidden.name
    known = [ours, *sorted((hidden / "submissions").glob("passed-*"))]
    return Exercise(
        stem=hidden.name,
        hidden=hidden,
        crates=re.findall(r'"([^"]+)"', crates.group(1)) if crates else [],
        explored=bool(re.search(r"^\[explored\]", text, re.MULTILINE)),
        ours=ours,
        answers=[folder for folder in known if FUNCTION.search((folder / "src/lib.rs").read_text(encoding="utf-8"))],
    )


def write(place, count, asked, only_ours=False):
    """Writes a folder for each of `count` submissions, with a folder for each exercise that is asked for. Answers of the corpus
    may do anything, such as delete what lies around them: what is run without a seal is made of our own alone."""
    folders = [place / f"s{number:04}" for number in range(1, count + 1)]
    for number, folder in enumerate(folders, 1):
        for exercise in asked:
            answers = [exercise.ours] if only_ours else exercise.answers
            _write_one(folder / exercise.stem, exercise.ours, answers[number % len(answers)], number)
    return folders


def _write_one(folder, ours, answer, number):
    shutil.copytree(ours / "src", folder / "src")  # with the files that are given
    shutil.copytree(answer / "src", folder / "src", dirs_exist_ok=True)
    library = folder / "src/lib.rs"
    text = library.read_text(encoding="utf-8")
    found = FUNCTION.search(text)
    edit = EDIT.format(indent=found["indent"], number=number)
    library.chmod(0o644)
    library.write_text(text[: found.end()] + edit + text[found.end() :], encoding="utf-8")
