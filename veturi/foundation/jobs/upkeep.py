"""Upkeep of the database by night: SQLite is told how much there is of what."""

from datetime import date

from django.db import connection

# So many rows of each index are looked at: a second at most, however much there is.
LOOKED_AT = 20_000


def take_stock(*, on: date) -> None:  # noqa: ARG001 - all work of the night is called alike
    """PostgreSQL sees to it by itself.

    Without figures SQLite takes “is nothing” for a rare case, and goes through an index whose every
    row is nothing. `PRAGMA optimize` would only look at what this connection has asked for.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
        cursor.execute("ANALYZE")
