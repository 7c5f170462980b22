"""What the engines share: a hit, and how SQL's rows become hits."""

from typing import Any, NamedTuple

from django.db import connection

from veturi.foundation.search.models import Shelf


class Hit(NamedTuple):
    shelf: Shelf
    key: int
    text: str


def hits(shelf: Shelf, statement: str, parameters: list[Any]) -> list[Hit]:
    """Rows of (key, text) as hits."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [Hit(shelf, key, text) for key, text in cursor.fetchall()]
