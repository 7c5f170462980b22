"""The table: on the terminal, as JSON, and between the marks of the page in docs/."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench.results import Cost, Result

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
HEAD = (
    "row",
    "database",
    "town",
    "CPU ms (+ database)",
    "p50/p99 at 1",
    "p50/p99 at 8",
    "MB",
    "floor CPU",
    "floor p50",
    "×",
    "target",
    "",
)
SECOND = 1000
SENTENCE = 42


def lines_of(results: Sequence[Result]) -> list[tuple[str, ...]]:
    return [HEAD, *(_line(result) for result in results)]


def _line(result: Result) -> tuple[str, ...]:
    ours, floor = result.ours, result.floor
    return (
        result.name,
        result.engine,
        result.town,
        _processor(ours) if ours else result.said,
        _pair(ours.one) if ours else "",
        _pair(ours.eight) if ours else "",
        f"{ours.megabytes:.0f}" if ours else "",
        _processor(floor) if floor else "",
        _milliseconds(floor.one[0]) if floor else "",
        f"{result.ratio:.1f}" if result.ratio else "",
        result.target,
        result.verdict,
    )


def _processor(cost: Cost) -> str:
    app = _milliseconds(cost.app_ms)
    return f"{app} (+{_milliseconds(cost.database_ms)})" if cost.database_ms else app


def _pair(pair: tuple[float, float]) -> str:
    if pair[0] == pair[1]:
        return _milliseconds(pair[0]) if pair[0] else ""
    return f"{pair[0]:.1f}/{pair[1]:.1f}"


def _milliseconds(value: float) -> str:
    return f"{value / SECOND:.1f} s" if value >= SECOND else f"{value:.1f}"


def as_text(results: Sequence[Result]) -> str:
    lines = lines_of(results)
    widths = [max(map(_width, (line[place] for line in lines))) for place in range(len(HEAD))]
    told = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    ]
    notes = [f"{one.name}, {one.engine}: {one.said}" for one in results if one.said and one.ours]
    return "\n".join([*(line.rstrip() for line in told), "", *notes])


def _width(cell: str) -> int:
    """What is said in a sentence needs no column as wide."""
    return len(cell) if len(cell) < SENTENCE else 0


def as_markdown(results: Sequence[Result], heading: str) -> str:
    head, *lines = lines_of(results)
    rows = [head, tuple("---" for _ in head), *lines]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    notes = "\n".join(
        f"- {one.name}, {one.engine}: {one.said}." for one in results if one.said and one.ours
    )
    return f"{heading}\n\n{table}\n\n{notes}\n"


def write_page(page: Path, results: Sequence[Result], heading: str) -> None:
    """Put the table where the page has its marks."""
    text = page.read_text("utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    page.write_text(
        f"{before}{BEGIN}\n{as_markdown(results, heading)}{END}{after}", encoding="utf-8"
    )


def write_data(path: Path, results: Sequence[Result], *, about: dict[str, str]) -> None:
    told = {**about, "rows": [result.as_data() for result in results]}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1, default=str), encoding="utf-8")


def day(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
