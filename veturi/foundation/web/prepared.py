"""Rows that are worked out rather than asked of the database, as a list page takes them."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, overload


class Prepared(Sequence[Any]):
    """Plain rows that can be ordered like a queryset: by the path of an attribute, "-" backwards.

    What is nothing stands last, whichever way the rows run.
    """

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self._rows[place]

    def order_by(self, *fields: str) -> "Prepared":
        rows = self._rows
        for field in reversed(fields):
            value = attrgetter(field.removeprefix("-").replace("__", "."))
            there = [row for row in rows if value(row) is not None]
            nothing = [row for row in rows if value(row) is None]
            rows = [*sorted(there, key=value, reverse=field.startswith("-")), *nothing]
        return Prepared(rows)

    def none(self) -> "Prepared":
        return Prepared([])
