"""A program that watches files, in a terminal of its own: what it says, when it says it, and what it has used so far."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

sys.path.insert(1, os.path.join(os.path.dirname(__file__), "..", "costs"))
from clock import Failed

PATIENCE = 300  # seconds; the first check compiles
STILL = 0.4  # seconds without a word, after which nothing more is to come
SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")


class Terminal:
    """A command in a terminal of 80 columns, until it is closed."""

    def __init__(self, command, folder, environment=None):
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update({"TERM": "xterm-256color", "COLUMNS": "80", **(environment or {})})
            os.execvp(str(command[0]), [str(word) for word in command])
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
        self.said = ""

    def until(self, *words, patience=PATIENCE):
        """When each of these words was said first, as times of the monotonic clock; they come in this order."""
        times, until = [], time.monotonic() + patience
        for word in words:
            while True:
                plain = SEQUENCES.sub("", self.said)
                at = plain.find(word)
                if at >= 0:
                    self.said = plain[at + len(word) :]
                    times.append(time.monotonic())
                    break
                if not self._read(until - time.monotonic()):
                    raise Failed(f"no {word!r} within {patience} s; said so far:\n{plain[-2000:]}")
        return times

    def still(self):
        """Waits until nothing is said any more, and forgets what was."""
        while self._read(STILL):
            pass
        self.said = ""

    def cpu(self):
        """Seconds of CPU time of the whole tree so far: of who is there, and of all that they have waited for."""
        processes = {}
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stat:
                        fields = stat.read().rpartition(")")[2].split()
                    processes[int(name)] = (int(fields[1]), sum(map(int, fields[11:15])))
                except (OSError, ValueError):
                    continue
        tree, ticks = {self.pid}, 0
        found = True
        while found:
            found = [pid for pid, (parent, _) in processes.items() if parent in tree and pid not in tree]
            tree.update(found)
        ticks = sum(processes[pid][1] for pid in tree if pid in processes)
        return ticks / os.sysconf("SC_CLK_TCK")

    def close(self):
        """Ends it with all that it has started."""
        try:
            os.kill(self.pid, signal.SIGTERM)
            until = time.monotonic() + 5
            while os.waitpid(self.pid, os.WNOHANG) == (0, 0) and time.monotonic() < until:
                self._read(0.05)
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError, Failed):
            pass  # it is gone already
        os.close(self.end)

    def _read(self, patience):
        """Reads what is there, or comes within so many seconds; `False` where nothing does."""
        if not select.select([self.end], [], [], max(patience, 0))[0]:
            return False
        try:
            read = os.read(self.end, 1 << 16)
        except OSError as gone:
            raise Failed(f"it has ended, and said:\n{self.said[-2000:]}") from gone
        self.said += read.decode("utf-8", "replace")
        return bool(read)
