"""SQLite: FTS5 with trigrams, a table a shelf, each the shadow of its entries."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Q

from veturi.foundation.rows import create
from veturi.foundation.search.engines.wanting import (
    TRIGRAM,
    Hit,
    any_like,
    hits,
    too_short,
    worth_asking,
)
from veturi.foundation.search.models import Mark, Shelf, Word

TABLES = {shelf: f"search_{shelf.value}_text" for shelf in Shelf}
WORDS = "search_word_text"


class Sqlite:
    def enter(self, shelf: Shelf, rows: Sequence[tuple[int, str]]) -> None:
        statement = f"INSERT INTO {TABLES[shelf]} (rowid, text) VALUES (%s, %s)"  # noqa: S608 - the name is ours
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)

    def leave(self, shelf: Shelf, rows: Sequence[tuple[int, str]]) -> None:
        table = TABLES[shelf]
        statement = f"INSERT INTO {table} ({table}, rowid, text) VALUES ('delete', %s, %s)"  # noqa: S608 - the name is ours
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)

    def learn(self, scope: str, words: Sequence[str]) -> None:
        known = Word.objects.filter(scope=scope, word__in=words).values_list("word", flat=True)
        there = set(known)
        rows = create([Word(scope=scope, word=word) for word in words if word not in there])
        statement = f"INSERT INTO {WORDS} (rowid, text) VALUES (%s, %s)"  # noqa: S608 - the name is ours
        with connection.cursor() as cursor:
            cursor.executemany(statement, [(row.pk, f" {row.word} ") for row in rows])

    def start_afresh(self) -> None:
        with connection.cursor() as cursor:
            for table in (*TABLES.values(), WORDS):
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608 - the names are ours

    def begins(self, column: str, start: str) -> Q:
        """From one text to another: LIKE takes small and large letters for one, and no index."""
        return Q(**{f"{column}__gte": start, f"{column}__lt": f"{start}\U0010ffff"})

    def marks(
        self, scope: str, shelves: Sequence[Shelf], start: str, first: int
    ) -> list[tuple[str, str, int]]:
        rows = Mark.objects.filter(self.begins("mark", start), scope=scope, shelf__in=shelves)
        return list(rows.order_by("mark", "pk").values_list("mark", "shelf", "key")[:first])

    def beginning(self, scope: str, shelf: Shelf, start: str, first: int) -> list[Hit]:
        statement = (
            "SELECT key, text FROM search_entry WHERE scope = %s AND shelf = %s"
            " AND first >= %s AND first < %s ORDER BY first LIMIT %s"
        )
        return hits(shelf, statement, [scope, shelf.value, start, f"{start}{{", first])

    def containing(
        self, scope: str, shelf: Shelf, parts: Sequence[Sequence[str]], first: int
    ) -> list[Hit]:
        asked = " AND ".join(_any(group) for group in worth_asking(parts))
        if not asked:
            return []
        table = TABLES[shelf]
        narrowed, values = any_like("e.text", too_short(parts))
        statement = (
            f"SELECT e.key, e.text FROM {table} t JOIN search_entry e ON e.id = t.rowid"  # noqa: S608 - the name is ours
            f" WHERE t.text MATCH %s AND e.scope = %s{narrowed}"
            f" ORDER BY t.rowid{_order(shelf)} LIMIT %s"
        )
        return hits(shelf, statement, [asked, scope, *values, first])

    def near_words(self, scope: str, word: str, first: int) -> list[str]:
        asked = " OR ".join(f'"{part}"' for part in trigrams(f" {word} "))
        statement = (
            f"SELECT w.word FROM {WORDS} t JOIN search_word w ON w.id = t.rowid"  # noqa: S608 - the name is ours
            " WHERE t.text MATCH %s AND w.scope = %s ORDER BY t.rank LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [asked, scope, first])
            return [found for (found,) in cursor.fetchall()]


def trigrams(text: str) -> list[str]:
    return [text[start : start + TRIGRAM] for start in range(len(text) - TRIGRAM + 1)]


def _order(shelf: Shelf) -> str:
    """Of lines the latest come first."""
    return " DESC" if shelf == Shelf.LINE else ""


def _any(group: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{part}"' for part in group) + ")"
