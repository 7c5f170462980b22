"""The towns that are measured: copies, brought up to date; the small one is loaded here.

What is given stays as it was: SQLite files are copied, a database of PostgreSQL is the template of
a new one. Only the town of ten million deeds is too large for that; its pages are read in place.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.places import Place, dsn
from tests import postgres

ROOT = Path(__file__).parents[1]
FILE = "veturi.sqlite3"
GIVEN = "veturi"
SETTINGS = "-c shared_buffers=1GB -c max_wal_size=4GB -c max_connections=60"


@dataclass(frozen=True, slots=True)
class Given:
    """What exists already, named by variables of the environment."""

    large: Path | None
    long: Path | None
    cluster: Path | None

    @classmethod
    def from_environment(cls) -> "Given":
        names = ("BENCH_VAR", "BENCH_VAR_10M", "BENCH_POSTGRES")
        paths = [
            Path(given).resolve() if (given := os.environ.get(name)) else None for name in names
        ]
        return cls(*paths)


def veturi(place: Place, *arguments: str) -> None:
    """A command of Veturi in that town; what it says is kept for when it fails."""
    place.var.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "veturi", *arguments],
        env=place.env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"veturi {' '.join(arguments)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def bring_up_to_date(place: Place) -> Place:
    """As the town is after the night that follows an update: the database knows its figures."""
    veturi(place, "migrate", "--verbosity", "0")
    veturi(place, "createcachetable", "--verbosity", "0")
    upkeep = "from veturi.foundation.jobs.upkeep import take_stock; take_stock(on=None)"
    veturi(place, "shell", "--verbosity", "0", "-c", upkeep)
    if place.engine == "postgresql":
        with psycopg.connect(dsn(place.database), autocommit=True) as there:
            there.execute("VACUUM ANALYZE")
    return place


def small(engine: str, work: Path, socket: Path | None) -> Place:
    """The town of a thousand, loaded anew."""
    place = _empty("1k", engine, work, socket)
    bring_up_to_date(place)
    veturi(place, "demo", "--size", "1k")
    return place


def copied(given: Path, work: Path) -> Place:
    """A copy of a large town on SQLite."""
    place = _empty("100k", "sqlite", work, None)
    for ending in ("", "-wal"):
        source = given / f"{FILE}{ending}"
        if source.exists():
            command = ["cp", "--reflink=auto", str(source), str(place.var / source.name)]
            subprocess.run(command, check=True)
    return bring_up_to_date(place)


def in_place(given: Path) -> Place:
    """A town that is only read, where it lies."""
    return bring_up_to_date(Place("10m", "sqlite", f"sqlite:{given / FILE}", given))


def cloned(work: Path, socket: Path) -> Place:
    """A copy of the large town on PostgreSQL."""
    place = _empty("100k", "postgresql", work, socket, template=GIVEN)
    return bring_up_to_date(place)


def _empty(
    town: str, engine: str, work: Path, socket: Path | None, template: str = "template1"
) -> Place:
    var = work / f"{town}-{engine}"
    shutil.rmtree(var, ignore_errors=True)
    var.mkdir(parents=True)
    if engine == "sqlite":
        return Place(town, engine, f"sqlite:{var / FILE}", var)
    name = f"bench_{town}"
    with psycopg.connect(f"host={socket} user=postgres dbname=postgres", autocommit=True) as there:
        there.execute(f"DROP DATABASE IF EXISTS {name}")
        there.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return Place(town, engine, f"postgresql:{name}?host={socket}&user=postgres", var)


def remove(place: Place) -> None:
    """A measured copy goes; the town that was read in place stays."""
    if place.town == "10m":
        return
    shutil.rmtree(place.var, ignore_errors=True)


@contextmanager
def cluster(given: Path | None) -> Iterator[Path]:
    """The cluster that was given, started if it stands still; else one of its own."""
    if given is None:
        with postgres.cluster() as folder:
            yield folder
        return
    was_running = (given / "data" / "postmaster.pid").exists()
    if not was_running:
        options = f"-k {given} -h '' {SETTINGS}"
        arguments = ("-D", given / "data", "-l", given / "log", "-w", "-t", 120, "-o", options)
        postgres.command("pg_ctl", *arguments, "start")
    try:
        yield given
    finally:
        if not was_running:
            postgres.command("pg_ctl", "-D", given / "data", "-m", "fast", "stop", check=False)


def has_large_town(socket: Path) -> bool:
    with psycopg.connect(f"host={socket} user=postgres dbname=postgres") as there:
        rows = there.execute("SELECT 1 FROM pg_database WHERE datname = %s", [GIVEN])
        return rows.fetchone() is not None


def postmaster(socket: Path) -> int:
    """The process that all of this cluster's descend from."""
    return int((socket / "data" / "postmaster.pid").read_text().splitlines()[0])
