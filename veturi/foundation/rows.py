"""Rows written in sets: keys are reserved, values prepared as their fields would, sent at once.

What comes by the thousand (deeds, history, a town) is written as plain tuples; the result is
that of `bulk_create`. On PostgreSQL the rows go by COPY, on SQLite by one prepared statement.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, connections, models, transaction

Row = TypeVar("Row", bound=models.Model)
Model = type[models.Model]

# Of these fields a value of a plain type is written as it is.
PLAIN_FIELDS = (
    models.IntegerField,
    models.CharField,
    models.TextField,
    models.BooleanField,
    models.ForeignKey,
)
PLAIN_TYPES = frozenset({int, str, bool, type(None)})


def create(objects: Sequence[Row]) -> list[Row]:
    """What `bulk_create` does for new objects of one model: each is given its key and written."""
    if not objects:
        return []
    model = type(objects[0])
    names = [field.attname for field in model._meta.concrete_fields]
    with transaction.atomic(savepoint=False):
        where, key_name = connection.alias, str(model._meta.pk.attname)
        for key, one in zip(reserve(model, len(objects)), objects, strict=True):
            setattr(one, key_name, key)
            state = one._state  # noqa: SLF001 - Django's own mark of what is saved, and where
            state.adding, state.db = False, where
        insert(model, names, list(map(attrgetter(*names), objects)))
    return list(objects)


def keep(objects: Sequence[Row], *, fields: Sequence[str]) -> None:
    """What `bulk_update` does for these fields of objects that are there."""
    if not objects:
        return
    meta = type(objects[0])._meta
    those: list[Any] = [*map(meta.get_field, fields), meta.pk]
    values = zip(*map(attrgetter(*(field.attname for field in those)), objects), strict=True)
    columns = [list(_prepared(*pair)) for pair in zip(those, values, strict=True)]
    change = _execute_changes if connection.vendor == "sqlite" else _join_changes
    change(meta.db_table, those, columns)


def reserve(model: Model, n: int) -> Sequence[int]:
    """Keys for n new rows, smallest first, which nobody else will be given."""
    if connection.vendor == "sqlite":
        return _next_of_sqlite(model._meta.db_table, n)
    return _next_of_postgresql(model._meta.db_table, n)


def _next_of_sqlite(table: str, n: int) -> range:
    """Counts on in SQLite's own table; whoever has written in it holds the lock of all writers."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Keys are reserved inside a transaction.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [n, table])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, n])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last: int = cursor.fetchone()[0]
    return range(last - n + 1, last + 1)


def _next_of_postgresql(table: str, n: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{table}"', n],
        )
        return sorted(key for (key,) in cursor.fetchall())


def insert(model: Model, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows of these columns, named as on the model: `deed_id`, `done_on`."""
    if not rows:
        return
    known = {field.attname: field for field in model._meta.concrete_fields}
    fields = [known[name] for name in names]
    values = zip(*rows, strict=True)
    columns = [_prepared(field, column) for field, column in zip(fields, values, strict=True)]
    send = _execute if connection.vendor == "sqlite" else _copy
    names = [str(field.column) for field in fields]
    send(model._meta.db_table, names, list(zip(*columns, strict=True)))


def _prepared(field: Any, values: Sequence[Any]) -> Iterable[Any]:
    """A column as the field would save it; equal values are prepared once."""
    if isinstance(field, PLAIN_FIELDS) and PLAIN_TYPES.issuperset(map(type, values)):
        return values
    # The connection itself: the proxy looks for it anew at each question.
    prepare = partial(field.get_db_prep_save, connection=connections[connection.alias])
    if isinstance(field, models.JSONField):
        return map(prepare, values)
    return map(lru_cache(maxsize=None)(prepare), values)


def _execute(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    marks = ", ".join(["%s"] * len(columns))
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - names are ours
            rows,
        )


def _copy(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        sending: Any = cursor  # psycopg's own method, which Django's types do not know
        with sending.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)


def _type(field: Any) -> str:
    """Of a key that the database counts on itself, the type of what refers to it."""
    of = field.rel_db_type if field.primary_key else field.db_type
    return str(of(connection))


def _execute_changes(table: str, fields: Sequence[Any], columns: Sequence[list[Any]]) -> None:
    *changed, key = [f'"{field.column}" = %s' for field in fields]
    statement = f'UPDATE "{table}" SET {", ".join(changed)} WHERE {key}'  # noqa: S608 - names are ours
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*columns, strict=True)))


def _join_changes(table: str, fields: Sequence[Any], columns: Sequence[list[Any]]) -> None:
    """The new values are a table of arrays; a statement a row would be a journey a row."""
    *changed, key = [field.column for field in fields]
    news = ", ".join(f"%s::{_type(field)}[]" for field in fields)
    names = ", ".join(f'"{field.column}"' for field in fields)
    changes = ", ".join(f'"{column}" = new."{column}"' for column in changed)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET {changes} FROM unnest({news}) AS new ({names})'  # noqa: S608 - names are ours
            f' WHERE "{table}"."{key}" = new."{key}"',
            columns,
        )
