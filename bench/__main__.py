"""`python -m bench`: measures what is asked for and prints one table."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench import growth, jobs, pages, table, towns
from bench.asking import NotAnswered
from bench.pages import PAGES, SCHOOL, Visit
from bench.places import Place
from bench.results import Cost, Result
from bench.towns import Given
from bench.work import NotDone

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"
ENGINES = ("sqlite", "postgresql")
JOBS = ("judged", "import", "duplicates", "export", "audit", "papers")
ROWS = (*PAGES, *SCHOOL, *JOBS, "growth")
GROWING = ("list", "partner")


@dataclass(slots=True)
class Bench:
    """What is asked for, where it is done, what has come of it."""

    asked: Sequence[str]
    engines: Sequence[str]
    given: Given
    work: Path
    seconds: float
    rows: int
    began: float = field(default_factory=time.monotonic)
    results: list[Result] = field(default_factory=list)

    @classmethod
    def from_environment(cls) -> "Bench":
        get = os.environ.get
        return cls(
            asked=_chosen(get("ONLY", ""), ROWS),
            engines=_chosen(get("ENGINES", ""), ENGINES),
            given=Given.from_environment(),
            work=Path(get("BENCH_WORK", "var/bench")).resolve(),
            seconds=float(get("SECONDS", "3")),
            rows=int(get("ROWS", "100000")),
        )

    def tell(self, line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - self.began:6.0f} s  {line}\n")

    def take(self, name: str, measure: Callable[[], Sequence[Result]]) -> None:
        """A row that breaks off is told, and the rest goes on."""
        try:
            some = list(measure())
        except (NotDone, NotAnswered, OSError) as trouble:
            self.tell(f"{name}: not measured: {trouble}")
            return
        self.results += some
        for one in some:
            self.tell(
                f"{one.name}, {one.engine}: {one.said or table.as_text([one]).splitlines()[1]}"
            )


def _chosen(given: str, known: Sequence[str]) -> list[str]:
    asked = given.replace(",", " ").split()
    if unknown := set(asked) - set(known):
        sys.exit(f"Unknown: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    return asked or list(known)


def main() -> int:
    bench = Bench.from_environment()
    bench.work.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC).astimezone()
    load = os.getloadavg()[0]
    for engine in bench.engines:
        _measure(bench, engine)
    heading = f"`make bench`, {table.day(at)}; load {load:.1f} before it, {os.cpu_count()} cores."
    sys.stdout.write(f"\n{table.as_text(bench.results)}\n")
    table.write_data(
        bench.work / "bench.json", bench.results, about={"at": table.day(at), "load": f"{load:.1f}"}
    )
    if set(bench.asked) == set(ROWS) and len(bench.engines) == len(ENGINES):
        table.write_page(PAGE, bench.results, heading)
    bench.tell(f"done; {bench.work / 'bench.json'}")
    return 0


def _measure(bench: Bench, engine: str) -> None:
    if engine == "sqlite":
        _measure_in(bench, engine, socket=None)
        return
    with towns.cluster(bench.given.cluster) as socket:
        _measure_in(bench, engine, socket=socket)


def _measure_in(bench: Bench, engine: str, *, socket: Path | None) -> None:
    postmaster = towns.postmaster(socket) if socket else None
    bench.tell(f"{engine}: loading the town of a thousand")
    small = towns.small(engine, bench.work, socket)
    large = _large(bench, engine, socket)
    town = large or small
    in_town = pages.seated(town, seconds=bench.seconds, postmaster=postmaster)
    for name in [one for one in bench.asked if one in JOBS[:1]]:
        bench.take(name, lambda: [jobs.judged(town, postmaster)])
    if "audit" in bench.asked:
        bench.take("audit", lambda: [jobs.audited(town, postmaster)])
    known = _pages(bench, in_town)
    _school(bench, town, postmaster)
    if "growth" in bench.asked:
        in_small = pages.seated(small, seconds=bench.seconds, postmaster=postmaster)
        _growth(bench, in_small, in_town if large else None, known)
    for name, measure in _long_work(bench, small, town, postmaster):
        if name in bench.asked:
            bench.take(name, lambda measure=measure: [measure()])  # type: ignore[misc]
    for place in filter(None, (small, large)):
        towns.remove(place)


def _large(bench: Bench, engine: str, socket: Path | None) -> Place | None:
    """The town of a hundred thousand, if there is one."""
    if engine == "sqlite" and bench.given.large:
        bench.tell(f"{engine}: copying the town of a hundred thousand")
        return towns.copied(bench.given.large, bench.work)
    if socket and bench.given.cluster and towns.has_large_town(socket):
        bench.tell(f"{engine}: copying the town of a hundred thousand")
        return towns.cloned(bench.work, socket)
    variable = "BENCH_VAR" if engine == "sqlite" else "BENCH_POSTGRES"
    bench.tell(f"{engine}: no town of a hundred thousand ({variable}): measured in the small one")
    return None


def _pages(bench: Bench, visit: Visit) -> dict[str, Cost]:
    """Quick entry comes last: it is the one that writes."""
    names = [name for name in PAGES if name in bench.asked]
    before = len(bench.results)
    if names:
        bench.take("pages", lambda: pages.measure(visit, names))
    found = {one.name: one.ours for one in bench.results[before:] if one.ours}
    return {name: found[label] for name in names if (label := pages.LABELS[name]) in found}


def _school(bench: Bench, town: Place, postmaster: int | None) -> None:
    names = [name for name in SCHOOL if name in bench.asked]
    if names:
        school = pages.at_school(town, seconds=bench.seconds, postmaster=postmaster)
        bench.take("school", lambda: pages.measure(school, names))


def _growth(bench: Bench, small: Visit, large: Visit | None, known: dict[str, Cost]) -> None:
    if large:
        whole = known if set(GROWING) <= set(known) else None
        bench.take(
            "growth", lambda: growth.compare(small, large, GROWING, by="partners", known=whole)
        )
    else:
        bench.tell("growth: there is no large town to compare with")
    if small.place.engine != "sqlite":
        return
    if bench.given.long is None:
        bench.tell("growth to ten million deeds: there is no such town (BENCH_VAR_10M)")
        return
    place = towns.in_place(bench.given.long)
    long = pages.seated(place, seconds=bench.seconds, postmaster=None)
    bench.take("growth", lambda: growth.compare(small, long, ("partner",), by="deeds"))


def _long_work(
    bench: Bench, small: Place, town: Place, postmaster: int | None
) -> Iterator[tuple[str, Callable[[], Result]]]:
    yield "papers", lambda: jobs.printed(town, bench.work, postmaster)
    yield "export", lambda: jobs.exported(town, postmaster)
    yield "duplicates", lambda: jobs.duplicates(town, bench.work, postmaster)
    yield "import", lambda: jobs.imported(small, bench.work, bench.rows, postmaster)


if __name__ == "__main__":
    sys.exit(main())
