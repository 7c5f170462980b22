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


def worth_asking(parts: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Groups without a part shorter than a trigram; the ladder looks at the rest afterwards."""
    return [group for group in parts if all(len(part) >= TRIGRAM for part in group)]
