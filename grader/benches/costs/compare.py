"""N submissions x E exercises: the grader beside the other ways, as one table, and which goals hold of it."""

from statistics import median

import submissions
from clock import Failed, progress
from grading import Scratch, passes, prepare
from table import Table, by_group, goal, group
from ways import DEPENDENCIES, Rustc, Students

OF_RUSTC = 10  # submissions of each exercise, at most
OF_WARM = 3  # submissions of each exercise, of which the first is not counted
# What a build may take, in (c), by the group of its exercise.
BUILD = {"std": 0.6, "crates": 0.6, "explored": 1.2}
OF_DEPENDENCIES = 2  # exercises, each of one submission


def measure(work, count, exercises):
    asked = submissions.exercises()[:exercises]
    kits, kits_ms, class_ = prepare(work, count, asked)
    rustc, sample = Rustc(kits.work, work), class_[:: max(1, count // OF_RUSTC)][:OF_RUSTC]
    progress(f"(c) rustc to object code: {len(sample)} submissions of each exercise, half of them")
    before = [(exercise, rustc.cost(exercise, folder)) for folder in sample[::2] for exercise in asked]
    batch, known = _graded(work, kits, count, asked)
    progress("(c) rustc to object code, the other half")
    after = [(exercise, rustc.cost(exercise, folder)) for folder in sample[1::2] for exercise in asked]

    table = Table(asked)
    table.add("build", "build: library, driver, link; the compiler sealed", batch.build_ms)
    table.add("checks", "checks: runs, observing, judging, storing", batch.checks_ms)
    table.add("everything", "everything", batch.everything_ms)
    _others(table, work, kits, [exercise for exercise in asked if group(exercise) != "crates"], count)
    table.add("floor", "(c) rustc --emit=obj, library and driver", _of_rustc(asked, before + after, sum))
    table.add("library", "    the library alone", _of_rustc(asked, before + after, lambda both: both[0]))

    print(f"{count} submissions x {len(asked)} exercises ({asked[0].package} to {asked[-1].package})\n\n{table.text()}\n")
    print(f"extrapolated from samples: (a) and (b), and (c) (medians of {len(sample)} submissions of each exercise)")
    print("(a) and (b) leave out exercises that depend on crates, which take longest; they run the visible tests of solutions, and shut nothing in")
    print(f"once for a course, not in the table: {kits_ms / 1000:.1f} s of CPU for the crates that programs are linked with")
    print(f"regrading {known.known} gradings that are known: {known.spent.cpu / max(1, known.known):.2f} ms of CPU each")
    print(_steadiness(before, after))
    _tell_others(batch)
    _tell_goals(table, known)


def _graded(work, kits, count, asked):
    scratch = Scratch(work / "scratch", kits.work)
    progress(f"grading {count} submissions x {len(asked)} exercises: everything, then checks alone")
    batch = passes(scratch, work / "class", work / "graded", count, asked)
    progress("grading what is known by now")
    known = scratch.batch(work / "class", work / "graded", asked, "--resume")
    scratch.remove()
    return batch, known


def _of_rustc(asked, costs, part):
    of = lambda exercise: median(part(cost) for other, cost in costs if other is exercise)
    return by_group((exercise, of(exercise)) for exercise in asked)


def _others(table, work, kits, asked, count):
    if not asked:
        return
    trusted = submissions.write(work / "trusted", min(count, OF_WARM), asked, only_ours=True)
    clone = _cold(kits, work / "plain", asked, trusted)
    table.add("clone", f"(a) fresh clone, cold cargo test (sample of {len(asked)})", clone)
    try:
        heavy = _cold(kits, work / "heavy", asked[:OF_DEPENDENCIES], trusted, DEPENDENCIES)
        sampled = len(asked[:OF_DEPENDENCIES])
        table.add("heavy", f"(a) the same with rstest and insta (sample of {sampled})", heavy)
    except Failed as problem:
        progress(f"(a) with rstest and insta is left out: {problem}")
    if len(trusted) > 1:
        progress(f"(b) cargo test with a warm target, {len(trusted) - 1} submissions of {len(asked)} exercises, twice")
        students = Students(kits, work / "warm", asked)
        for same, name in ((False, "a folder for each"), (True, "all in one folder")):
            costs = by_group((exercise, students.warm(exercise, trusted, same)) for exercise in asked)
            table.add(name, f"(b) warm shared target, {name}", costs)


def _cold(kits, place, asked, class_, dependencies=""):
    progress(f"(a) fresh clone and cold cargo test, {len(asked)} times" + (", rstest and insta" if dependencies else ""))
    students = Students(kits, place, asked, dependencies)
    return by_group(
        (exercise, students.cold(exercise, class_[number % len(class_)])) for number, exercise in enumerate(asked)
    )


def _steadiness(before, after):
    if not after:
        return "(c) was measured once: nothing tells whether the machine got busier"
    half = lambda costs: median(sum(cost) for _, cost in costs)
    return f"(c) took {half(after) / half(before):.2f} times as long after the batches as before: ratios are about that exact"


def _tell_others(batch):
    for graded in (batch.everything, batch.checks):
        if graded.others or graded.known:
            print(f"BEWARE: {graded.others} did not pass and {graded.known} were known: not what was meant")


def _tell_goals(table, known):
    print("\ngoals, by the ratios of this run:")
    print(goal("build and launch <= 0.6 x (c), 1.2 x where explored", table.ratio("build", "floor", BUILD), 1))
    for name, cost, other, bound in (
        ("everything <= 2 x (c)", "everything", "floor", 2),
        ("everything <= 0.5 x (a)", "everything", "clone", 0.5),
        ("everything <= 1/100 of (a) with rstest and insta", "everything", "heavy", 0.01),
    ):
        print(goal(name, table.ratio(cost, other), bound))
    rate = known.known / known.spent.cpu * 1000
    print(goal("regrading >= 100 gradings a second of CPU time", rate, 100, at_least=True))
