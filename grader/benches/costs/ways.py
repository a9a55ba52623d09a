"""Other ways to compile and test the same submissions: what a class costs without a grader, and the least that rustc takes."""

import json
import re
import shutil
from statistics import median

from clock import Failed, run
from submissions import ROOT

# As the grader compiles what is observed; it adds linking, a seal, and where schedules are explored all of it once more.
FLAGS = ["--edition=2024", "-Ccodegen-units=1", "-Cdebuginfo=line-tables-only", "-Cembed-bitcode=no", "--cap-lints=allow"]
DEPENDENCIES = '\n[dev-dependencies]\nrstest = "0.28"\ninsta = "1"\n'


class Rustc:
    """(c): the library of a submission, and the driver that calls it, to object code. Nothing is linked or run."""

    def __init__(self, kits, work):
        self.program = run(["rustc", "--print", "sysroot"], ROOT).text.strip() + "/bin/rustc"  # without rustup's proxy
        self.work = work
        self.kits = [json.loads(file.read_text(encoding="utf-8")) for file in (kits / "kit").glob("*/crates-*.json")]

    def cost(self, exercise, submission):
        """CPU ms of the library, and of the driver."""
        out = self.work / "objects"
        out.mkdir()
        source, library = submission / exercise.stem / "src/lib.rs", out / f"lib{exercise.package}.rlib"
        with_crates, with_all = self._with(exercise.crates), self._with(exercise.crates, ["harness"])
        name = ["--crate-type=rlib", "--crate-name", exercise.package]
        run([self.program, *FLAGS, *name, "-o", library, *with_crates, source], out)  # not counted: an archive for the driver
        of_library = run([self.program, *FLAGS, *name, "--emit=obj", *with_crates, source], out).cpu
        driver = ["--crate-type=bin", "--crate-name=driver", f"--extern={exercise.package}={library}", *with_all]
        of_driver = run([self.program, *FLAGS, *driver, "--emit=obj", exercise.hidden / "driver.rs"], out).cpu
        shutil.rmtree(out)
        return of_library, of_driver

    def _with(self, *kits):
        arguments = []
        for crates in kits:
            names = {crate.replace("-", "_") for crate in crates}
            kit = next((kit for kit in self.kits if names and set(kit["externs"]) == names), None)
            if kit:
                arguments += [f"--extern={name}={path}" for name, path in kit["externs"].items()]
                arguments.append(f"-Ldependency={kit['folder']}")
        return arguments


class Students:
    """The repository that students get, with one submission's exercise in it at a time."""

    def __init__(self, scratch, place, asked, dependencies=""):
        self.place, self.asked, self.clones = place, asked, 0
        scratch.grader("export", "students", place)
        for exercise in asked:
            manifest = place / "exercises" / exercise.stem / "Cargo.toml"
            manifest.write_text(manifest.read_text(encoding="utf-8") + dependencies, encoding="utf-8")
        run(["cargo", "fetch", "--quiet"], place)
        self._git("init", "--quiet")
        self._commit()

    def cold(self, exercise, submission):
        """(a): a clone, and `cargo test` in it, with nothing compiled before."""
        self._hand_in(exercise, submission, self.place)
        self._commit()
        clone = self.place.with_name(f"{self.place.name}-clone")
        cloned = run(["git", "clone", "--quiet", self.place, clone], self.place)
        tested = self._test(exercise, clone, clone / "target")
        shutil.rmtree(clone)
        return cloned.cpu + tested.cpu

    def warm(self, exercise, submissions, same_folder):
        """(b): `cargo test` where others were tested before with the same target folder: each in a folder of its own, or all
        in one, whose files are replaced. The first is not counted."""
        target = self.place.with_name(f"{self.place.name}-target")
        costs = []
        for number, submission in enumerate(submissions):
            folder = self.place.with_name(f"{self.place.name}-warm" + ("" if same_folder else str(number)))
            if not folder.exists():
                shutil.copytree(self.place, folder, ignore=shutil.ignore_patterns(".git"))
            self._hand_in(exercise, submission, folder)
            costs.append(self._test(exercise, folder, target).cpu)
            if not same_folder:
                shutil.rmtree(folder)
        shutil.rmtree(target)
        shutil.rmtree(folder, ignore_errors=True)
        return median(costs[1:])

    def _hand_in(self, exercise, submission, workspace):
        place = workspace / "exercises" / exercise.stem / "src"
        shutil.rmtree(place)
        shutil.copytree(submission / exercise.stem / "src", place, copy_function=shutil.copy)  # with a time of its own

    def _test(self, exercise, folder, target):
        command = ["cargo", "test", "--quiet", "--offline", "--package", exercise.package]
        tested = run(command, folder, {"CARGO_TARGET_DIR": str(target)}, codes=(0, 101))
        if not re.search(r"^running \d+ tests?$", tested.text, re.MULTILINE):
            raise Failed(f"`{' '.join(command)}` ran no test:\n{tested.text[-3000:]}")
        return tested

    def _commit(self):
        self._git("add", "--all")
        author = ["-c", "gc.auto=0", "-c", "user.name=costs", "-c", "user.email=costs@example.org", "-c", "commit.gpgsign=false"]
        self._git(*author, "commit", "--quiet", "--allow-empty", "--message", "Hand in")

    def _git(self, *arguments):
        run(["git", *arguments], self.place)
