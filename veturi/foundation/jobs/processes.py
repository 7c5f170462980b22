"""Several processes as one tree: when one ends, or a signal comes, all end."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import monotonic, sleep

Running = dict[str, subprocess.Popen[bytes]]
POLL = 0.2


class Told:
    """Whether Ctrl-C, a closed terminal or SIGTERM has come.

    The handler only notes it: an exception out of a handler can lose the end of a child.
    """

    def __init__(self) -> None:
        self.to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._hear)

    def _hear(self, _number: int, _frame: object) -> None:
        self.to_stop = True


def run_together(commands: Mapping[str, Sequence[str]], *, grace: float) -> int:
    """Run until told to stop (0) or until one of them ends (its own code, at least 1)."""
    told = Told()
    running: Running = {}
    try:
        for name, command in commands.items():
            running[name] = subprocess.Popen(command, process_group=0)  # noqa: S603 - our own
        return _until_one_ends(running, told=told)
    finally:
        _end_all(running, grace=grace)


def _until_one_ends(running: Running, *, told: Told) -> int:
    while not told.to_stop:
        for name, process in running.items():
            if (code := process.poll()) is not None:
                sys.stderr.write(f"The {name} ended (code {code}); the rest is stopped too.\n")
                return abs(code) or 1
        sleep(POLL)
    return 0


def _end_all(running: Running, *, grace: float) -> None:
    """Ask kindly, wait, then end the whole group of each, its grandchildren included."""
    for process in running.values():
        with suppress(ProcessLookupError):
            process.terminate()
    until = monotonic() + grace
    for process in running.values():
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
