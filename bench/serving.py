"""The server, as `veturi serve` starts its pages, with Veturi or with the floor behind it."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.places import Place
from bench.processes import family, own_megabytes, processor_seconds
from veturi.foundation.jobs.management.commands.serve import pages

ROOT = Path(__file__).parents[1]
VETURI = "veturi.wsgi:application"
FLOOR = "bench.floor:application"
WORKERS = 2
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; what it has used so far."""

    pid: int
    port: int
    postmaster: int | None

    def processor(self) -> tuple[float, float]:
        """Seconds of the server and of the database beside it."""
        beside = processor_seconds(family(self.postmaster)) if self.postmaster else 0
        return processor_seconds(family(self.pid)), beside

    def megabytes(self) -> float:
        return own_megabytes(family(self.pid))


@contextmanager
def serving(
    place: Place, what: str, *, extra: Mapping[str, str], postmaster: int | None
) -> Iterator[Server]:
    port = _free_port()
    *arguments, _application = pages("127.0.0.1", port, WORKERS)
    log = place.var / "server.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *arguments, what],
            env={**place.env, **extra},
            cwd=ROOT,
            stdout=out,
            stderr=out,
        )
    try:
        _wait(port, process, log)
        yield Server(process.pid, port, postmaster)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(0.5)
            return
    sys.exit(f"The server did not start:\n{log.read_text()[-2000:]}")


def floor_env(user: int, sizes: Mapping[str, int]) -> dict[str, str]:
    return {"FLOOR_USER": str(user), "FLOOR_BYTES": json.dumps(dict(sizes))}
