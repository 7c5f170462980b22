"""Reads the lists of words that lie beside this file."""

from pathlib import Path

_HERE = Path(__file__).parent


def words(name: str) -> tuple[str, ...]:
    return tuple((_HERE / f"{name}.txt").read_text(encoding="utf-8").split())
