"""A command run to its end: how long it took, what it used, what it said."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.places import Place
from bench.processes import family, processor_seconds

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to; `beside` is the processor time of the database's own processes."""

    seconds: float
    processor: float
    beside: float
    megabytes: float
    said: dict[str, Any]


def run(
    place: Place, arguments: Sequence[str], *, postmaster: int | None, is_json: bool = True
) -> Done:
    """Wait for `python -m …` and ask the kernel what it used."""
    before = processor_seconds(family(postmaster)) if postmaster else 0.0
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as trouble:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], env=place.env, cwd=ROOT, stdout=out, stderr=trouble
        )
        _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        trouble.seek(0)
        text = out.read().decode()
        if process.returncode:
            raise NotDone(f"{' '.join(arguments)}: {text[-1500:]}{trouble.read().decode()[-1500:]}")
    after = processor_seconds(family(postmaster)) if postmaster else 0.0
    return Done(
        seconds,
        used.ru_utime + used.ru_stime,
        after - before,
        used.ru_maxrss / 1024,
        json.loads(text) if is_json else {"said": text[-2000:]},
    )


class NotDone(Exception):
    """A command failed; what it said is told."""
