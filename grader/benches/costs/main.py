"""What grading a class costs, beside other ways of compiling and testing the same submissions.

N submissions, no two of them alike, of the first E exercises are made of the known right answers, each with an edit inside a
function, and graded by `cargo grader-release batch`, sealed and observed as for marks, with a store and a cache of builds that begin
empty. What is counted is CPU time (user and system) of all processes, as the kernel tells it when they are reaped.

Three batches tell compiling from running: the first knows nothing; the second (--anew) has the builds of the first in the
cache, so that the difference is compiling, with the processes that start and seal the compiler; the third knows all results.
Each includes what a batch costs once, to start; processes that outlive their parents are counted too. The crates that programs are linked with are compiled before, and told apart.

Beside it, of a sample: (a) a fresh clone and a cold `cargo test`, (b) `cargo test` with a warm target folder, and (c) rustc to
object code, for the library and the driver that calls it, with nothing linked and nothing run; half of (c) before the batches
and half after, so that a machine that gets busier is noticed. All that a student
handed in is graded as one piece of work, so that the grader's own rows have one number; the others are by group: exercises that
need std alone, those that depend on crates, and those whose schedules are explored, which the grader compiles twice. (a) and (b)
shut nothing in, so they are given solutions alone. The grader itself is compiled first, as far as it is not
up to date, and nothing of yours is touched: all else happens in a temporary folder that is gone afterwards.
"""

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path

import compare
import growth
from clock import Failed, adopt_orphans


def main():
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="forkjoin-costs-") as folder:
        os.chmod(folder, 0o711)  # runs of other users pass through
        work = Path(folder)
        (work / "tmp").mkdir(mode=0o711)
        os.environ["TMPDIR"] = str(work / "tmp")
        try:
            adopt_orphans()
            measure = growth.measure if arguments.growth else compare.measure
            measure(work, *arguments.numbers)
        except Failed as problem:
            print(f"{problem}\nnothing more was measured", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("interrupted", file=sys.stderr)
            return 130
    return 0


def _arguments():
    parser = argparse.ArgumentParser(
        prog="grader/benches/batch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "numbers", nargs="*", type=int, metavar="NUMBER", help="N and E (5 2); with --growth FEW and MANY (20 100)"
    )
    parser.add_argument(
        "--growth",
        action="store_true",
        help="in place of all that: memory and time of FEW and of MANY new submissions of the first exercise, and of known ones",
    )
    arguments = parser.parse_args()
    defaults = [20, 100] if arguments.growth else [5, 2]
    arguments.numbers += defaults[len(arguments.numbers) :]
    if len(arguments.numbers) > 2 or min(arguments.numbers) < 1:
        parser.error("two numbers at most, from 1")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
