"""Rows that are long work: judged questions, import, duplicates, export, audit."""

from pathlib import Path

from bench import sheets
from bench.places import Place
from bench.results import (
    FOUND,
    IMPORT_MB,
    IMPORT_ROWS,
    PAPERS,
    PAPERS_SECONDS,
    PRECISION,
    RECALL,
    SCAN_SECONDS,
    SEARCH_MS,
    Cost,
    Result,
)
from bench.work import Done, run

THOUSAND = 1000


def judged(place: Place, postmaster: int | None) -> Result:
    """How many of the judged questions find what they must among the first five."""
    said = run(place, ["bench.inside", "judge"], postmaster=postmaster).said
    found, asked = said["rates"]["all"]
    share = found / asked
    result = Result("judged questions", place.engine, place.town)
    result.target = f"≥ {FOUND:.0%} found, p99 ≤ {SEARCH_MS:g} ms"
    result.is_met = share >= FOUND and said["p99"] <= SEARCH_MS
    result.said = f"{found}/{asked} = {share:.1%}, p50 {said['p50']:.1f}, p99 {said['p99']:.1f} ms"
    result.more = said
    return result


def imported(place: Place, work: Path, rows: int, postmaster: int | None) -> Result:
    """A spreadsheet is brought in by the command, from the file to the last row."""
    sheet = work / f"partners-{rows}.xlsx"
    if not sheet.exists():
        sheets.write(sheet, rows)
    command = ["veturi", "import", "organisations", str(sheet), "--provider", "opisto"]
    ours = run(place, command, postmaster=postmaster, is_json=False)
    floor = run(place, ["bench.floor_jobs", "import", str(sheet)], postmaster=postmaster)
    speed = rows / ours.seconds
    result = _of("import of an XLSX", place, ours, floor)
    result.target = f"≥ {IMPORT_ROWS:,} rows/s, ≤ {IMPORT_MB} MB".replace(",", " ")
    result.is_met = speed >= IMPORT_ROWS and ours.megabytes <= IMPORT_MB
    ended = " ".join(ours.said["said"].splitlines()[-6:])
    result.said = f"{rows} rows in {ours.seconds:.1f} s = {speed:.0f} rows/s ({ended})"
    return result


def duplicates(place: Place, work: Path, postmaster: int | None) -> Result:
    """A tenth is planted; then the scan reads and compares everything."""
    truth = work / f"planted-{place.engine}.json"
    run(place, ["bench.inside", "plant", str(truth)], postmaster=None)
    ours = run(place, ["bench.inside", "scan", str(truth)], postmaster=postmaster)
    floor = run(place, ["bench.floor_jobs", "scan"], postmaster=postmaster)
    said = ours.said
    result = _of("duplicate scan", place, ours, floor)
    result.target = f"≤ {SCAN_SECONDS} s, precision ≥ {PRECISION}, recall ≥ {RECALL}"
    result.is_met = (
        said["seconds"] <= SCAN_SECONDS
        and said["precision"] >= PRECISION
        and said["recall"] >= RECALL
    )
    result.said = (
        f"{said['rows']} rows in {said['seconds']:.1f} s (reading {said['reading']:.1f}),"
        f" precision {said['precision']:.3f}, recall {said['recall']:.3f}"
    )
    return result


def exported(place: Place, postmaster: int | None) -> Result:
    """The whole list of partners as CSV; told for 50,000 rows of it too."""
    ours = run(place, ["bench.inside", "export"], postmaster=postmaster)
    floor = run(place, ["bench.floor_jobs", "export"], postmaster=postmaster)
    result = _of("export (CSV)", place, ours, floor)
    rows, seconds = floor.said["rows"], ours.said["seconds"]
    result.said = (
        f"{rows} rows in {seconds:.1f} s by {ours.said['by']}:"
        f" {seconds * 50 * THOUSAND / rows:.1f} s for 50 000"
    )
    return result


def printed(place: Place, work: Path, postmaster: int | None) -> Result:
    """A hundred agreements drawn up and printed."""
    set_by_typst = work / f"papers-{place.engine}.json"
    ours = run(place, ["bench.inside", "papers", str(set_by_typst)], postmaster=postmaster)
    floor = run(place, ["bench.floor_jobs", "papers", str(set_by_typst)], postmaster=postmaster)
    said = ours.said
    result = _of("100 agreements as PDF", place, ours, floor)
    result.target = f"≤ {PAPERS_SECONDS} s"
    result.is_met = said["papers"] == PAPERS and said["seconds"] <= PAPERS_SECONDS
    result.said = (
        f"{said['papers']} papers in {said['seconds']:.1f} s, {said['processor']:.1f} s of"
        f" processor: drawn up by a job in {said['drawing']:.1f}, printed in"
        f" {said['printing']:.1f}"
    )
    return result


def audited(place: Place, postmaster: int | None) -> Result:
    ours = run(place, ["veturi", "audit"], postmaster=postmaster, is_json=False)
    floor = run(place, ["bench.floor_jobs", "audit"], postmaster=postmaster)
    result = _of("audit rebuild", place, ours, floor)
    result.said = f"{ours.seconds:.1f} s: {ours.said['said'].strip()}"
    return result


def _of(name: str, place: Place, ours: Done, floor: Done) -> Result:
    return Result(
        name, place.engine, place.town, ours=_cost(ours), floor=_cost(floor), more=ours.said
    )


def _cost(done: Done) -> Cost:
    """Of long work the whole is the one request."""
    took = done.seconds * THOUSAND
    return Cost(
        app_ms=done.processor * THOUSAND,
        database_ms=done.beside * THOUSAND,
        one=(took, took),
        megabytes=done.megabytes,
    )
