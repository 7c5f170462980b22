"""The two ways in which a database finds a part of a text; both answer the same questions."""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.db.models import Q

from veturi.foundation.search.engines.postgres import Postgres
from veturi.foundation.search.engines.sqlite import Sqlite
from veturi.foundation.search.engines.wanting import Hit
from veturi.foundation.search.models import Shelf


class Engine(Protocol):
    def enter(self, shelf: Shelf, rows: Sequence[tuple[int, str]]) -> None:
        """Take entries in that were just written: the key and the text of each."""

    def leave(self, shelf: Shelf, rows: Sequence[tuple[int, str]]) -> None:
        """Let entries go, before they are deleted."""

    def learn(self, scope: str, words: Sequence[str]) -> None:
        """Keep those of these words, each given once and in order, that are not there yet."""

    def start_afresh(self) -> None:
        """Nothing is there any more."""

    def begins(self, column: str, start: str) -> Q:
        """The condition that a column begins so, as its index is asked for it."""

    def marks(
        self, scope: str, shelves: Sequence[Shelf], start: str, first: int
    ) -> list[tuple[str, str, int]]:
        """Marks that begin so in the order of their index: mark, shelf and key."""

    def beginning(self, scope: str, shelf: Shelf, start: str, first: int) -> list[Hit]:
        """Entries known by a name that begins so, in the order of names."""

    def containing(
        self, scope: str, shelf: Shelf, parts: Sequence[Sequence[str]], first: int
    ) -> list[Hit]:
        """Entries whose text holds, of each group of parts, at least one."""

    def near_words(self, scope: str, word: str, first: int) -> list[str]:
        """Words that share the most letters in a row with this one."""


def engine() -> Engine:
    """The engine of the database in use."""
    return Sqlite() if connection.vendor == "sqlite" else Postgres()
