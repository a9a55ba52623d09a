#!/usr/bin/env python3
"""Grades whole students, mixed at random of the corpus, and says which exercise got another verdict than its folder is named after.

    grader/benches/mixtures.py [STUDENTS] [SEED]

What a student hands in is built together, so here each answer stands among others that it was not written for. A seed gives the
same students each time. The exit code is 1 if any verdict differs; the folders of these students stay where it says.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main():
    students, seed = (int(word) for word in (sys.argv[1:] + ["20", "1"][len(sys.argv) - 1 :])[:2])
    work = Path(tempfile.mkdtemp(prefix="mixtures-"))
    expected = mix(work / "class", students, random.Random(seed))
    grader = ["cargo", "run", "--quiet", "--package", "grader", "--", "batch", work / "class", "--out", work / "graded"]
    subprocess.run(grader, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    verdicts = verdicts_in(work / "graded")
    wrong = 0
    for (student, stem), name in sorted(expected.items()):
        verdict = verdicts.get((student, stem), "no verdict")
        if not name.startswith(f"{verdict}-"):
            wrong += 1
            print(f"{student} {stem}: {name} got {verdict}")
    print(f"{len(expected)} gradings of {students} students with seed {seed}: {wrong} differ")
    if wrong:
        print(f"they are in {work}")
        return 1
    shutil.rmtree(work)
    return 0


def mix(folder, students, chance):
    """Lays out the students; which submission each has for each exercise."""
    choices = {path.parent.name: sorted(path.iterdir()) for path in sorted(ROOT.glob("grader/hidden/ex*/submissions"))}
    expected = {}
    for number in range(students):
        student = f"student{number:03}"
        for stem, submissions in choices.items():
            chosen = chance.choice(submissions)
            shutil.copytree(chosen, folder / student / stem)
            expected[student, stem] = chosen.name
    return expected


def verdicts_in(graded):
    query = ["cargo", "run", "--quiet", "--package", "grader", "--", "results", "query", graded]
    query += ["--sql", "SELECT student, stem, verdict FROM latest"]
    said = subprocess.run(query, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"})
    rows = (line.split() for line in said.stdout.splitlines()[1:])
    return {(row[0], row[1]): row[2] for row in rows if len(row) == 3}


if __name__ == "__main__":
    sys.exit(main())
