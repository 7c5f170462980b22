"""What the engines share: a hit, how rows become hits, and which parts are worth asking for."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from veturi.foundation.search.models import Shelf

TRIGRAM = 3


class Hit(NamedTuple):
    shelf: Shelf
    key: int
    text: str


def hits(shelf: Shelf, statement: str, parameters: list[Any]) -> list[Hit]:
    """Rows of (key, text) as hits."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [Hit(shelf, key, text) for key, text in cursor.fetchall()]


def worth_asking(parts: Sequence[Sequence[str]]) -> list[list[str]]:
    """Groups without a part shorter than a trigram: those that the index can be asked for."""
    return [_telling(group) for group in parts if all(len(part) >= TRIGRAM for part in group)]


def too_short(parts: Sequence[Sequence[str]]) -> list[list[str]]:
    """The other groups: they narrow what the index found, the number of a house for instance."""
    return [_telling(group) for group in parts if any(len(part) < TRIGRAM for part in group)]


def _telling(group: Sequence[str]) -> list[str]:
    """What holds “kallonlahden” holds “kallonlah” too: the longer one is not asked for."""
    return [part for part in group if not any(one in part for one in group if one != part)]


def any_like(column: str, groups: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """Of each group the column holds one: conditions with AND in front, and their values."""
    asked = (" OR ".join([f"{column} LIKE %s"] * len(group)) for group in groups)
    values = [f"%{part}%" for group in groups for part in group]
    return "".join(f" AND ({one})" for one in asked), values
