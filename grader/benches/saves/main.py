"""From saving a file to the verdict: our `watch` beside other courses' tools, on the same kind of exercise, in one run.

An exercise is our solution; with every save one line of its first function is another one. Other courses have an exercise in one
file with its tests: theirs is our library with the tests that students see below it. Where those need a program (ex01), the tests
call its function instead, and pause for as long. All tests really pause and count, in each way alike.

  watch, visible      until `cargo grader watch`, full screen, says that the visible tests pass
  watch, schedules    until it says that all schedules do, where an exercise is explored
  watch, all          until the verdict: the grader's own checks, sealed and observed. Its CPU time is that of the whole save,
                      visible tests and getting ready for the next save among it
  watch of a class    the same in the copy that students of a class get, which has the visible tests alone
  cargo test          plain, in the course's workspace; where an exercise is explored with all schedules
  rustlings watch     the verdict in its watch mode; it waits for 200 ms after a save before it begins
  rustlings run, wr   their commands, called after the save
  floor               one rustc of the module and its tests, incremental, linked and run

Every way is used once before anything is measured, then all of them in turn, ROUNDS times, each in files of its own. The clock runs
from before the write to the word that is waited for; CPU time is user and system of the whole tree, which the kernel counts in
steps of 10 ms where a program goes on. Shown are medians, and the quickest. Other load of the machine is in all of them: look at the
ratios. The folder for all that is FORKJOIN_SCRATCH, or one below TMPDIR; it is gone afterwards."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "costs"))
import ways
from clock import Failed, progress
from sources import Exercise

SHOWN = {
    ("rustlings", "watch"): "rustlings watch",
    ("watch of a class", "visible tests alone"): "watch of a class",
    **{(name, "verdict"): name for name in ("floor", "cargo test", "rustlings run", "wr")},
}
STEMS = ["ex01_thread", "ex07_atomics"]
PEERS = {"rustlings": "cargo install --locked rustlings", "wr": "cargo install --locked workshop-runner"}


def main():
    asked = argparse.ArgumentParser(
        prog="grader/benches/loop", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("rounds", metavar="ROUNDS", type=int, nargs="?", default=12, help="how often all ways are used (12)")
    rounds = max(asked.parse_args().rounds, 1)
    scratch = Path(tempfile.mkdtemp(prefix="forkjoin-loop-", dir=os.environ.get("FORKJOIN_SCRATCH"))).resolve()
    os.environ["TMPDIR"] = str(scratch)
    opened = []
    try:
        peers = {name: shutil.which(name) for name in PEERS}
        for name in filter(lambda name: not peers[name], PEERS):
            progress(f"{name} is not there, and is left out: {PEERS[name]}")
        exercises = [Exercise(stem) for stem in STEMS]
        prepare(opened, exercises, scratch, peers)
        measured = measure(opened, rounds)
        print(f"{rounds} rounds; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the end\n")
        for exercise in exercises:
            tell(exercise.package, measured)
    finally:
        for _, _, way in opened:
            way.close()
        shutil.rmtree(scratch, ignore_errors=True)


def prepare(opened, exercises, scratch, peers):
    """Makes every way, and uses it once."""
    progress("building the grader and its checks, which may take minutes")
    course, grader, environment = ways.ours(scratch)

    def add(exercise, name, make):
        progress(f"{exercise.package}: getting {name} ready")
        opened.append((exercise.package, name, make()))

    for exercise in exercises:
        add(exercise, "floor", lambda: ways.floor(exercise, scratch))
        add(exercise, "cargo test", lambda: ways.cargo_test(exercise, course))
        if peers["rustlings"]:
            add(exercise, "rustlings", lambda: ways.Rustlings(exercise, scratch, peers["rustlings"]))
            add(exercise, "rustlings run", lambda: ways.rustlings_run(exercise, scratch, peers["rustlings"]))
        if peers["wr"]:
            add(exercise, "wr", lambda: ways.workshop(exercise, scratch, peers["wr"]))
    # Last: what `cargo test` writes is a save for whoever watches.
    watched = scratch / "watched"
    shutil.copytree(course, watched, symlinks=True)
    students = ways.a_class(scratch, grader)
    for exercise in exercises:
        add(exercise, "watch of a class", lambda: ways.Watch(exercise, students, grader, environment))
        add(exercise, "watch", lambda: ways.Watch(exercise, watched, grader, environment))


def measure(opened, rounds):
    """(CPU, wall) of each save in ms, by exercise and name."""
    measured = {}
    for number in range(1, rounds + 1):
        progress(f"round {number} of {rounds}")
        for package, name, way in opened:
            for part, spent in way.save(number).items():
                shown = SHOWN.get((name, part), f"{name}, {part}")
                measured.setdefault((package, shown), []).append(spent)
    return measured


def tell(package, measured):
    """One table, and what the goals come to."""
    own = {name: spent for (of, name), spent in measured.items() if of == package}
    wall = {name: median(one[1] for one in spent) for name, spent in own.items()}
    floor = median(one[0] for one in own["floor"])
    print(f"{package:24}{'CPU ms':>10}{'(least)':>10}{'x floor':>10}{'wall ms':>10}{'(least)':>10}{'x floor':>10}")
    for name, spent in own.items():
        cpu = [one[0] for one in spent if one[0] is not None]
        of_cpu = f"{median(cpu):>10.0f}{min(cpu):>10.0f}{median(cpu) / floor:>10.2f}" if cpu else f"{'-':>10}" * 3
        least = min(one[1] for one in spent)
        print(f"{name:24}{of_cpu}{wall[name]:>10.0f}{least:>10.0f}{wall[name] / wall['floor']:>10.2f}")
    print()
    goal("visible verdict, of rustlings watch", wall, "watch, visible", "rustlings watch", 0.35)
    goal("visible verdict, of the floor", wall, "watch, visible", "floor", 1.7)
    goal("all checks, of the visible verdict", wall, "watch, all", "watch, visible", 2)
    print()


def goal(what, wall, one, other, bound):
    if one not in wall or other not in wall:
        return print(f"  not measured   {what}")
    ratio = wall[one] / wall[other]
    print(f"  {'holds' if ratio <= bound else 'does not hold':14} {what}: {ratio:.2f} (at most {bound})")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        sys.exit(f"grader/benches/loop: {failed}")
