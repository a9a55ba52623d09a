"""Runs commands and tells what they cost: CPU time of the whole tree, as the kernel counts it when it is reaped."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 60  # seconds that a tree gets to end by itself


class Failed(Exception):
    """A command that had to succeed did not."""


@dataclass
class Spent:
    """What one command cost. CPU time in ms is user and system, of it and of all that it has waited for."""

    cpu: float
    wall: float
    largest_mib: float  # the largest process of the tree, at its peak
    own_mib: float  # the process itself, at its peak
    text: str  # what it printed


def progress(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def run(command, folder, environment=None, codes=(0,), watch=False, others=False):
    """Runs a command to its end. `watch` also looks at its peak of memory, a few times a second. Where `others` of ours go on
    meanwhile, orphans of its tree are left to whoever adopts them."""
    shown = " ".join(str(word) for word in command)
    with open(os.path.join(os.environ["TMPDIR"], "said"), "w+", encoding="utf-8", errors="replace") as said:
        began = time.monotonic()
        child = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us alone, and we pass it on
        )
        try:
            spent, status = _reap_alone(child) if others else _reap(child, watch)
        except BaseException:
            _end(child)
            raise
        spent.wall = time.monotonic() - began
        said.seek(0)
        spent.text = said.read()
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else f"signal {os.WTERMSIG(status)}"
    if code not in codes:
        raise Failed(f"`{shown}` ended with {code}:\n{spent.text[-3000:]}")
    return spent


def adopt_orphans():
    """Whoever outlives its parent becomes ours to reap: nobody else would count what the processes that launch runs have used."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise Failed("this kernel lets nobody adopt orphans, so that what they use cannot be counted")


def _reap(child, watch):
    """Waits for a process and for all orphans of its tree; the kernel tells of each what it and all that it had waited for used."""
    spent, status = Spent(0, 0, 0, 0, ""), None
    while True:
        try:
            pid, ended, usage = os.wait4(-1, os.WNOHANG if watch and status is None else 0)
        except ChildProcessError:
            return spent, status
        if pid:
            spent.cpu += (usage.ru_utime + usage.ru_stime) * 1000
            spent.largest_mib = max(spent.largest_mib, usage.ru_maxrss / 1024)
            if pid == child.pid:
                child.returncode = status = ended  # nobody waits for it again
        else:
            spent.own_mib = _peak_mib(child.pid) or spent.own_mib  # of the program that it is now: cargo becomes the grader
            time.sleep(0.1)


def _reap_alone(child):
    """Waits for a process; the kernel tells what it and all that it had waited for used."""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    largest = usage.ru_maxrss / 1024
    return Spent((usage.ru_utime + usage.ru_stime) * 1000, 0, largest, 0, ""), status


def _peak_mib(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="utf-8") as status:
            return next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM:")), None)
    except OSError:
        return None


def _end(child):
    """Tells a tree to end, once, and waits: the grader ends what is under way."""
    if child.returncode is not None:
        return
    for number, patience in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, PATIENCE)):
        try:
            os.killpg(child.pid, number)
            child.wait(patience)
            return
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
