"""How memory and time grow with the class: submissions of one exercise, few and many."""

import submissions
from clock import progress
from grading import Scratch, prepare


def measure(work, few, many):
    asked = submissions.exercises()[:1]
    kits, _, _ = prepare(work, many, asked)
    submissions.write(work / "few", few, asked)
    rows = []
    for place, count in (("few", few), ("class", many)):
        progress(f"grading {count} new submissions of {asked[0].package}")
        scratch, out = Scratch(work / f"scratch-{place}", kits.work), work / f"graded-{place}"
        rows.append(("new", count, scratch.batch(work / place, out, asked, watch=True)))
    progress("grading them again")
    rows.append(("known", many, scratch.batch(work / "class", out, asked, "--resume", watch=True)))
    _tell(asked[0], rows)
    megabytes = sum(file.stat().st_size for file in out.iterdir()) / 1e6
    print(f"the store of {many} takes {megabytes:.1f} MB, their builds {scratch.megabytes():.0f} MB")


def _tell(exercise, rows):
    print(f"{'submissions of ' + exercise.package:22}{'CPU ms each':>12}{'ms each':>9}{'grader, MiB':>13}{'largest below it, MiB':>23}")
    for name, count, graded in rows:
        spent = graded.spent
        print(
            f"{f'{count} {name}':22}{spent.cpu / count:>12.1f}{spent.wall * 1000 / count:>9.1f}"
            f"{spent.own_mib:>13.1f}{spent.largest_mib:>23.1f}"
        )
    each = [graded.spent.cpu / count for _, count, graded in rows]
    others = sum(graded.others for _, _, graded in rows)
    print(f"\nmemory is at its peak; CPU time for each grew {each[1] / each[0]:.2f} times; {others} did not pass")
