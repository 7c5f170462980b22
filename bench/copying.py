"""`python -m bench.copying TOWN.sqlite3`: a town of SQLite, table by table, into PostgreSQL.

For measuring only: loading a large town twice would take twice as long. The schema comes from
`veturi migrate`; every row is the one of the SQLite file, sent by COPY. VETURI_DATABASE says where.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bench.places import dsn

CHUNK = 5000
# The database keeps these itself: its own trigrams, and which migrations it has had.
LEFT_OUT = {"django_migrations"}


def main() -> int:
    town = Path(sys.argv[1])
    target = os.environ["VETURI_DATABASE"]
    with (
        closing(sqlite3.connect(f"file:{town}?mode=ro", uri=True)) as source,
        psycopg.connect(dsn(target), autocommit=True) as there,
    ):
        there.execute("SET session_replication_role = replica; SET timezone = 'UTC'")
        tables = _tables(there)
        there.execute(
            sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, tables)))
        )
        for table in tables:
            rows = _copy(source, there, table)
            sys.stdout.write(f"{table}: {rows}\n")
            sys.stdout.flush()
        there.execute("VACUUM ANALYZE")
    return 0


def _tables(there: "psycopg.Connection[Any]") -> list[str]:
    rows = there.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [name for (name,) in rows if name not in LEFT_OUT]


def _copy(source: sqlite3.Connection, there: "psycopg.Connection[Any]", table: str) -> int:
    known = [row[1] for row in source.execute(f'PRAGMA table_info("{table}")')]
    kinds = _columns(there, table)
    columns = [name for name in known if name in kinds]
    if not columns:
        return 0
    name = sql.Identifier(table)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        name, sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    switches = [place for place, one in enumerate(columns) if kinds[one] == "boolean"]
    count = 0
    with there.cursor() as cursor, cursor.copy(statement) as copy:
        for row in _rows(source, table, columns, switches):
            copy.write_row(row)
            count += 1
    _set_sequence(there, table, kinds)
    return count


def _columns(there: "psycopg.Connection[Any]", table: str) -> dict[str, str]:
    rows = there.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'",
        [table],
    )
    return dict(rows.fetchall())


def _rows(
    source: sqlite3.Connection, table: str, columns: Sequence[str], switches: Sequence[int]
) -> Iterator[Sequence[Any]]:
    """Rows as they are kept; SQLite writes a yes as 1."""
    chosen = ", ".join(f'"{one}"' for one in columns)
    found = source.execute(f'SELECT {chosen} FROM "{table}"')
    while some := found.fetchmany(CHUNK):
        for row in some:
            if not switches:
                yield row
                continue
            values = list(row)
            for place in switches:
                values[place] = None if values[place] is None else bool(values[place])
            yield values


def _set_sequence(there: "psycopg.Connection[Any]", table: str, kinds: Mapping[str, str]) -> None:
    """The next key follows the last one that was copied."""
    if kinds.get("id") not in {"bigint", "integer"}:
        return
    there.execute(
        sql.SQL(
            "SELECT setval(pg_get_serial_sequence({}, 'id'), greatest(max(id), 1))"
            " FROM {} HAVING pg_get_serial_sequence({}, 'id') IS NOT NULL"
        ).format(sql.Literal(table), sql.Identifier(table), sql.Literal(table))
    )


if __name__ == "__main__":
    sys.exit(main())
