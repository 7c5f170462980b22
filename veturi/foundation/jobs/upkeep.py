"""Upkeep of the database by night: SQLite is told how much there is of what."""

from datetime import date

from django.db import connection
from django.db.backends.utils import CursorWrapper

# So many rows of each index are looked at: a second at most, however much there is.
LOOKED_AT = 20_000
# Unique indexes whose first column may be nothing, as in “which deed this one retracts”.
_MAYBE_NOTHING = """
    SELECT tables.name, indexes.name, columns.name
    FROM sqlite_master AS tables
    JOIN pragma_index_list(tables.name) AS indexes ON indexes."unique" AND NOT indexes.partial
    JOIN pragma_index_info(indexes.name) AS firsts ON firsts.seqno = 0
    JOIN pragma_table_info(tables.name) AS columns
        ON columns.name = firsts.name AND NOT columns."notnull" AND NOT columns.pk
    WHERE tables.type = 'table'
"""


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
        _tell_of_nothing(cursor)


def _tell_of_nothing(cursor: CursorWrapper) -> None:
    """What was looked at was the beginning of an index: of one with much nothing only nothing.

    SQLite then holds it for as good as any, and in a town of ten million deeds it went through all
    of them to find those that retract none. Such an index is said to part the rows in two.
    """
    cursor.execute(_MAYBE_NOTHING)
    for table, index, column in cursor.fetchall():
        rows = f'SELECT 1 FROM "{table}" WHERE "{column}" IS NULL LIMIT {LOOKED_AT}'  # noqa: S608 - names of our own
        cursor.execute(f"SELECT COUNT(*) FROM ({rows})")  # noqa: S608 - the same
        if cursor.fetchone()[0] < LOOKED_AT:
            continue
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = %s", [index])
        for (stat,) in cursor.fetchall():
            first, _second, *rest = stat.split()
            told = " ".join([first, str(int(first) // 2), *rest])
            cursor.execute("UPDATE sqlite_stat1 SET stat = %s WHERE idx = %s", [told, index])
    cursor.execute("ANALYZE sqlite_master")
