"""Grading a class by `cargo grader-release batch`, as for marks, with a store and a cache of builds that begin empty."""

import os
import re
import shutil
from dataclasses import dataclass

import submissions
from clock import Failed, Spent, progress, run
from submissions import ROOT

BYTES = 9_000_000  # that one build of an explored exercise takes

TALLY = re.compile(r"(\d+) exercises passed, (\d+) did not, (\d+) were not handed in\n(\d+) of these were known")


@dataclass
class Graded:
    """What a batch cost, and came to."""

    spent: Spent
    passed: int
    others: int  # anything but passed
    known: int


class Scratch:
    """A folder for what the grader makes, in place of the user's own. The crates that programs are linked with are shared:
    they are compiled once for a course, not once for a class."""

    def __init__(self, work, kits=None):
        self.work = work
        work.mkdir()
        if kits:
            (work / "kit").symlink_to(kits / "kit")

    @property
    def environment(self):
        # As much as there is: what is to be known is not to make room.
        return {"FORKJOIN_SCRATCH": str(self.work), "FORKJOIN_CACHE_MB": "1000000", "FORKJOIN_KEY": "costs"}

    def grader(self, *arguments, **how):
        return run(["cargo", "--quiet", "grader-release", *arguments], ROOT, self.environment, **how)

    def compile_kits(self, asked):
        """Compiles what programs are linked with, by grading the solutions; gives what that cost."""
        return self.grader("grade", "solutions", *_exercises(asked))

    def batch(self, class_, out, asked, *options, watch=False):
        arguments = ["batch", class_, "--out", out, "--require-level", "B", *_exercises(asked), *options]
        spent = self.grader(*arguments, watch=watch)
        passed, failed, absent, known = map(int, TALLY.search(spent.text).groups())
        return Graded(spent, passed, failed + absent, known)

    def megabytes(self):
        return sum(file.stat().st_size for file in (self.work / "builds").rglob("*") if file.is_file()) / 1e6

    def remove(self):
        shutil.rmtree(self.work)


def prepare(work, count, asked):
    """Compiles what is compiled once, and writes the class; gives where that is, its CPU ms, and the submissions' folders."""
    progress("compiling the grader and its checks, as far as they are not up to date")
    run(["cargo", "build", "--quiet", "--release", "--package", "grader", "--bin", "grader"], ROOT)
    run(["cargo", "test", "--quiet", "--release", "--package", "grader", "--test", "hidden", "--no-run"], ROOT)
    place = os.statvfs(work)
    if count * len(asked) * BYTES > place.f_bavail * place.f_frsize:
        raise Failed(f"{work} has no room for {count * len(asked)} builds: set TMPDIR, or ask for fewer submissions")
    progress(f"compiling the crates that programs are linked with, for {len(asked)} exercises")
    kits = Scratch(work / "kits")
    spent, again = kits.compile_kits(asked), kits.compile_kits(asked)
    return kits, spent.cpu - again.cpu, submissions.write(work / "class", count, asked)


def _exercises(asked):
    return [word for exercise in asked for word in ("--exercise", exercise.stem)]


@dataclass
class Passes:
    """Two batches of the same submissions: with nothing known, and with the builds known."""

    everything: Graded
    checks: Graded
    gradings: int

    @property
    def everything_ms(self):
        return self.everything.spent.cpu / self.gradings

    @property
    def checks_ms(self):
        return self.checks.spent.cpu / self.gradings

    @property
    def build_ms(self):
        """The first batch compiles and runs what the second only runs: the difference is compiling."""
        return self.everything_ms - self.checks_ms


def passes(scratch, class_, out, count, asked):
    everything = scratch.batch(class_, out, asked, "--resume")
    checks = scratch.batch(class_, out, asked, "--resume", "--anew")
    return Passes(everything, checks, count * len(asked))
