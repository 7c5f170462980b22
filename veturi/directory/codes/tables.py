"""Reads the tables of codes that lie beside this file."""

import csv
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table; lines that begin with # name its source."""
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader((line for line in file if line[0] != "#"), delimiter=";")
