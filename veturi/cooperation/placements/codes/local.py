"""The register of qualifications as it was when this version was made: the local twin."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from veturi.cooperation.placements.codes.known import Known, KnownPart, KnownUnit

_HERE = Path(__file__).parent


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table; the line that begins with # names its source."""
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if line[0] != "#"), delimiter=";")


def _names(row: dict[str, str]) -> tuple[str, str, str]:
    return row["fi"], row["sv"], row["en"]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def qualifications() -> Iterator[Known]:
    for row in _rows("qualifications.csv"):
        yield Known(
            row["code"],
            row["record_number"],
            row["kind"],
            _names(row),
            _day(row["valid_from"]),
            _day(row["valid_until"]),
        )


def units() -> Iterator[KnownUnit]:
    for row in _rows("units.csv"):
        yield KnownUnit(row["code"], int(row["version"]), _names(row))


def parts() -> Iterator[KnownPart]:
    for row in _rows("parts.csv"):
        points = Decimal(row["points"]) if row["points"] else None
        yield KnownPart(row["record_number"], row["code"], points, row["compulsory"] == "1")
