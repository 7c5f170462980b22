"""Reads the tables of facts in `tables/`; each names its source in its first line."""

import csv
from pathlib import Path

from hypothesis import settings

TABLES = Path(__file__).parent / "tables"
# Random cases are slow on a machine that has other work.
unhurried = settings(deadline=None)


def rows(name):
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("# ")]
    bars = "|" in lines[0]
    return list(
        csv.DictReader(
            lines,
            delimiter="|" if bars else ",",
            quoting=csv.QUOTE_NONE if bars else csv.QUOTE_MINIMAL,
        )
    )


def span(text):
    """2022-02-11..2022-03-01; open where a day is missing."""
    alku, _, loppu = text.partition("..")
    return {name: day for name, day in (("alku", alku), ("loppu", loppu)) if day}


def spans(text):
    return [span(part) for part in text.replace(",", " ").split()]


def states(text):
    """2022-01-01:lasna:14, the funding may be missing."""
    return [dict(zip(("alku", "tila", "rahoitus"), part.split(":"))) for part in text.split()]


def pairs(text, kind=int):
    """2=74 3=5"""
    return {name: kind(value) for name, value in (part.split("=") for part in text.split())}


def periods():
    return {
        row["name"]: {
            **row,
            "hoks_id": int(row["hoks_id"]),
            "osa_aikaisuus": int(row["osa_aikaisuus"]),
            "keskeytymisajanjaksot": spans(row["breaks"]),
        }
        for row in rows("periods")
    }


def rights():
    return {row["oid"]: states(row["states"]) for row in rows("rights")}
