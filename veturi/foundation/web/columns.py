"""What a list consists of: its columns, and what a page draws of them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how it is read, ordered, grouped by and written.

    `group` is the path of what rows are grouped by; `stages`, told which values there are, says
    which columns a board of it has and in which order. `edit` is the field that its pencil opens;
    `needs` are the related rows that it reads.
    """

    key: str
    label: "StrOrPromise"
    read: Callable[[Any], Any]
    order: str = ""
    kind: str = "text"
    shown: bool = True
    html: Callable[[Any], Any] | None = None
    group: str = ""
    stages: Callable[[Collection[Any]], list[tuple[Any, Any]]] | None = None
    edit: str = ""
    needs: tuple[str, ...] = ()

    def group_of(self, row: Any) -> Any:
        return attrgetter(self.group.replace("__", "."))(row)


@dataclass(frozen=True, slots=True)
class Head:
    key: str
    label: str
    numeric: bool
    sortable: bool
    sort_url: str
    sort: str | None


@dataclass(frozen=True, slots=True)
class Row:
    key: Any
    url: str
    cells: list[tuple[Head, Any]]
    edits: dict[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one group on this page; `total` counts the whole group."""

    label: Any
    total: int | None
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: "StrOrPromise"
    shown: bool


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    count: int
    previous_url: str | None
    next_url: str | None
