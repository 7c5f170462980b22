"""The two tables that the chain covers, and how their rows come to digests."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from veturi.foundation.history.models import Change
from veturi.foundation.trail.models import Trace
from veturi.foundation.trail.rules import Entry, content_digest, digest

LONGEST_WAIT = 3000
TABLES: dict[str, type[Change | Trace]] = {"history": Change, "trail": Trace}


def rows_from(table: str, first: int) -> Any:
    """Their columns in the order that `entries_of` reads: key, sealed, contents, salt, erased."""
    model = TABLES[table]
    rows = model._default_manager.filter(pk__gte=first).order_by("pk")
    return rows.values_list("pk", *model.sealed, *model.content, "salt", "erased")


def entries_of(table: str, rows: Any) -> Iterator[Entry]:
    """Each row's key and digest; what calls itself erased must be empty."""
    model = TABLES[table]
    middle = 1 + len(model.sealed)
    for row in rows:
        is_erased = row[-1] and not any(row[middle:-1])
        content = row[-1] if is_erased else content_digest(row[-2], row[middle:-2])
        yield row[0], digest([table, *row[:middle], content])


def settle(table: str) -> int:
    """The last key of the table, below which nobody is writing any more.

    On PostgreSQL keys are given before rows are committed: whoever still writes is waited for. On
    SQLite one writes at a time.
    """
    name = TABLES[table]._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}ms'")
            cursor.execute(f'LOCK TABLE "{name}" IN SHARE MODE')
        cursor.execute(f'SELECT max(id) FROM "{name}"')  # noqa: S608 - the name is ours
        return cursor.fetchone()[0] or 0


def seal_alone() -> None:
    """Whoever else seals waits until this transaction is over."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE trail_seal IN SHARE ROW EXCLUSIVE MODE")
