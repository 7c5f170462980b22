"""Several processes as one tree: when one ends, or a signal comes, all end."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import monotonic, sleep

Running = dict[str, subprocess.Popen[bytes]]


class ToldToStop(BaseException):
    """Ctrl-C, a closed terminal or SIGTERM; above Exception, as KeyboardInterrupt is."""


def run_together(commands: Mapping[str, Sequence[str]], *, grace: float) -> int:
    """Run until told to stop (0) or until one of them ends (its own code, at least 1)."""
    running: Running = {}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        for name, command in commands.items():
            running[name] = subprocess.Popen(command, process_group=0)  # noqa: S603 - our own
        return _first_to_end(running)
    except ToldToStop:
        return 0
    finally:
        _end_all(running, grace=grace)


def _stop(_number: int, _frame: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise ToldToStop


def _first_to_end(running: Running) -> int:
    while True:
        for name, process in running.items():
            if (code := process.poll()) is not None:
                sys.stderr.write(f"The {name} ended (code {code}); the rest is stopped too.\n")
                return abs(code) or 1
        sleep(0.2)


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
