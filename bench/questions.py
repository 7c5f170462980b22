"""The judged questions as they stand in the file."""

import csv
from dataclasses import dataclass
from pathlib import Path

QUERIES = Path(__file__).parent / "queries.csv"


@dataclass(frozen=True, slots=True)
class Judged:
    """A question as somebody typed it, and what it must find."""

    group: str
    query: str
    kind: str
    name: str
    mark: str


def read(path: Path = QUERIES) -> list[Judged]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [Judged(**row) for row in csv.DictReader(lines)]
