"""The triggers by which the database itself refuses changes; they are made in a migration."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

GUARDED = ("history_change", "trail_trace", "trail_seal")
GUARDS = tuple(f"{table}_{verb}" for table in GUARDED for verb in ("kept", "stays"))
_THERE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def missing_guards() -> list[str]:
    """Triggers that somebody took away, or that a later migration lost."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in GUARDS if name not in there]


@contextmanager
def unlocked() -> Iterator[None]:
    """Rows may be taken away inside: in this transaction, and in nobody else's."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO trail_unlocked (why) VALUES ('retention')")
        yield
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM trail_unlocked WHERE why = 'retention'")
