"""The ways from a save to a verdict. Each is asked to `save` once and again, and tells what it took, in ms, by the name of what was
waited for: CPU time of the whole tree, and time by the clock."""

import json
import os
import shutil
import subprocess
import time

import clock
from sources import ROOT
from terminal import Terminal



def run(command, folder):
    """Runs a command while others of ours watch."""
    return clock.run(command, folder, others=True)


def ours(scratch):
    """A copy of the course, with its own folder `target`, and the grader and the hidden checks as `cargo grader` builds them."""
    run(["cargo", "build", "--quiet", "--package", "grader", "--bin", "grader"], ROOT)
    built = run(["cargo", "test", "--quiet", "--package", "grader", "--test", "hidden", "--no-run", "--message-format=json"], ROOT)
    hidden = [
        message["executable"]
        for message in map(json.loads, filter(lambda line: line.startswith("{"), built.text.splitlines()))
        if message.get("executable") and message["target"]["name"] == "hidden"
    ]
    target = json.loads(run(["cargo", "metadata", "--no-deps", "--format-version=1"], ROOT).text)["target_directory"]
    course = scratch / "course"
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    for name in filter(None, map(os.fsdecode, files)):
        if (ROOT / name).is_file() and not name.startswith("book/"):
            (course / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, course / name)
    return course, f"{target}/debug/grader", {"GRADER_HIDDEN": hidden[-1], "NO_COLOR": "1"}


def a_class(scratch, grader):
    """What students of a class get: visible tests, and no other checks."""
    place = scratch / "students"
    run([grader, "export", "students", place], ROOT)
    return place


class Watch:
    """`cargo grader watch`, full screen: the visible verdict, and the one of all checks where they are there."""

    def __init__(self, exercise, course, grader, environment):
        self.exercise, self.file = exercise, course / "exercises" / exercise.stem / "src/lib.rs"
        self.last = "points" if (course / "grader/hidden").is_dir() else "what can be tested here passes"
        self.file.write_text(exercise.edited(0), encoding="utf-8")
        self.terminal = Terminal([grader, "watch", exercise.package], course, environment)
        self._verdict()

    def save(self, number):
        self.terminal.still()
        before, began = self.terminal.cpu(), time.monotonic()
        self.file.write_text(self.exercise.edited(number), encoding="utf-8")
        times = [(at - began) * 1000 for at in self._verdict()]
        self.terminal.still()
        cpu = (self.terminal.cpu() - before) * 1000
        if self.last != "points":
            return {"visible tests alone": (cpu, times[-1])}
        names = ["visible", "schedules", "all"] if self.exercise.is_explored else ["visible", "all"]
        return {name: (cpu if name == "all" else None, wall) for name, wall in zip(names, times)}

    def _verdict(self):
        schedules = ["all schedules"] if self.exercise.is_explored else []
        return self.terminal.until("visible tests", *schedules, self.last)

    def close(self):
        self.terminal.close()


class Rustlings:
    """`rustlings` in watch mode, of a course that has this one exercise."""

    def __init__(self, exercise, scratch, program):
        self.exercise, self.program = exercise, program
        self.place = scratch / f"rustlings-{exercise.package}"
        run([program, "dev", "new", "--no-git", self.place], scratch)
        # No message of welcome: it waits for a key.
        about = f'format_version = 1\n\n[[exercises]]\nname = "{exercise.package}"\nhint = ""\n'
        (self.place / "info.toml").write_text(about, encoding="utf-8")
        self.file = self.place / "exercises" / f"{exercise.package}.rs"
        self._write(0)
        manifest = self.place / "Cargo.toml"
        binary = f'bin = [{{ name = "{exercise.package}", path = "exercises/{exercise.package}.rs" }}]'
        manifest.write_text(manifest.read_text(encoding="utf-8").replace("bin = []", binary), encoding="utf-8")
        self.terminal = Terminal([program], self.place)
        self.terminal.until("Exercise done")

    def save(self, number):
        self.terminal.still()
        before, began = self.terminal.cpu(), time.monotonic()
        self._write(number)
        wall = (self.terminal.until("Checking", "Exercise done")[-1] - began) * 1000
        self.terminal.still()
        return {"watch": ((self.terminal.cpu() - before) * 1000, wall)}

    def _write(self, number):
        text = self.exercise.edited(number, self.exercise.one_file)
        self.file.write_text(f"{text}\nfn main() {{}}\n", encoding="utf-8")

    def close(self):
        self.terminal.close()


class Command:
    """A command that is called after each save, until it has ended well."""

    def __init__(self, exercise, file, command, folder, text=None):
        self.exercise, self.file, self.command, self.folder, self.text = exercise, file, command, folder, text
        self.save(0)

    def save(self, number):
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(self.exercise.edited(number, self.text), encoding="utf-8")
        spent = [run(command, self.folder) for command in self.command]
        return {"verdict": (sum(one.cpu for one in spent), sum(one.wall for one in spent) * 1000)}

    def close(self):
        pass


def cargo_test(exercise, course):
    """Plain `cargo test` of our exercise, in the course's workspace."""
    file = course / "exercises" / exercise.stem / "src/lib.rs"
    return Command(exercise, file, [["cargo", "test", "--quiet", "--package", exercise.package]], course)


def rustlings_run(exercise, scratch, program):
    """`rustlings run`, in a course of its own: the one that is watched would notice the save as well."""
    place = scratch / f"rustlings-run-{exercise.package}"
    shutil.copytree(scratch / f"rustlings-{exercise.package}", place, ignore=shutil.ignore_patterns("target"))
    file = place / "exercises" / f"{exercise.package}.rs"
    return Command(exercise, file, [[program, "run", exercise.package]], place, f"{exercise.one_file}\nfn main() {{}}\n")


def workshop(exercise, scratch, program):
    """`wr check` in a workspace of one exercise, which it checks anew where it has not passed since."""
    place = scratch / f"workshop-{exercise.package}"
    folder = place / "exercises/01_first" / f"01_{exercise.package}"
    (folder / "src").mkdir(parents=True)
    (place / ".wr.toml").write_text('exercises_dir = "exercises"\n', encoding="utf-8")
    (place / "Cargo.toml").write_text('[workspace]\nresolver = "2"\nmembers = ["exercises/*/*"]\n', encoding="utf-8")
    manifest = f'[package]\nname = "{exercise.package}"\nversion = "0.1.0"\nedition = "2024"\n'
    (folder / "Cargo.toml").write_text(manifest, encoding="utf-8")
    (folder / "src/lib.rs").write_text(exercise.one_file, encoding="utf-8")
    run(["git", "init", "--quiet"], place)
    return Command(exercise, folder / "src/lib.rs", [[program, "check"]], folder, exercise.one_file)


def floor(exercise, scratch):
    """One rustc of the module and its tests, with what it kept of the last time, linked and run: nothing can be quicker."""
    place = scratch / f"floor-{exercise.package}"
    rustc = run(["rustc", "--print", "sysroot"], ROOT).text.strip() + "/bin/rustc"  # without rustup's proxy
    flags = ["--edition=2024", "--test", "-Cdebuginfo=line-tables-only", f"-Cincremental={place}/kept"]
    place.mkdir()
    commands = [[rustc, *flags, "-o", place / "tests", place / "lib.rs"], [place / "tests", "--quiet"]]
    return Command(exercise, place / "lib.rs", commands, place, exercise.one_file)
