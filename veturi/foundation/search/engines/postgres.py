"""PostgreSQL: pg_trgm, whose indexes follow the tables by themselves."""

import re
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from veturi.foundation.search.engines.wanting import Hit, any_like, hits, too_short, worth_asking
from veturi.foundation.search.models import Shelf

ENOUGH = 400
LONG = 9
# Whatever the planner expects of a LIMIT, it shall not go through a million entries for a few: of
# lines that hold “karta” it expects thousands, and there are none. The SETs go with the statement
# in one round trip and end with it, in a transaction of the caller's too.
PLANS = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan")
BY_PARTS = "".join(f"SET LOCAL {plan} = off; " for plan in PLANS)
AS_BEFORE = "".join(f"; SET LOCAL {plan} TO DEFAULT" for plan in PLANS)


class Postgres:
    """`USING ~<~` is the order of an index with `varchar_pattern_ops`: by bytes, as SQLite's."""

    def enter(self, shelf: Shelf, rows: Sequence[tuple[int, str]]) -> None:
        """The index follows."""

    def leave(self, shelf: Shelf, rows: Sequence[tuple[int, str]]) -> None:
        """The index follows."""

    def learn(self, scope: str, words: Sequence[str]) -> None:
        """Nothing is looked for first: the index of trigrams would be asked, 400 ms for 400 words.

        The order is that of the words, so that two who write the same ones wait for each other.
        """
        statement = (
            "INSERT INTO search_word (scope, word) SELECT %s, word"
            " FROM unnest(%s::varchar[]) WITH ORDINALITY AS one (word, place) ORDER BY place"
            " ON CONFLICT DO NOTHING"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [scope, list(words)])

    def start_afresh(self) -> None:
        """The index follows."""

    def begins(self, column: str, start: str) -> Q:
        """By LIKE: from one text to another goes by the collation, and by no index of patterns."""
        return Q(**{f"{column}__startswith": start})

    def marks(
        self, scope: str, shelves: Sequence[Shelf], start: str, first: int
    ) -> list[tuple[str, str, int]]:
        statement = (
            "SELECT mark, shelf, key FROM search_mark"
            " WHERE scope = %s AND shelf = ANY(%s) AND mark LIKE %s"
            " ORDER BY mark USING ~<~, id LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [scope, list(shelves), f"{_as_is(start)}%", first])
            return [(mark, shelf, key) for mark, shelf, key in cursor.fetchall()]

    def beginning(self, scope: str, shelf: Shelf, start: str, first: int) -> list[Hit]:
        statement = (
            "SELECT key, text FROM search_entry WHERE scope = %s AND shelf = %s"
            " AND first LIKE %s ORDER BY first USING ~<~ LIMIT %s"
        )
        return hits(shelf, statement, [scope, shelf.value, f"{start}%", first])

    def containing(
        self, scope: str, shelf: Shelf, parts: Sequence[Sequence[str]], first: int
    ) -> list[Hit]:
        """The shelf is written into the statement, so that its own index is taken."""
        asked = worth_asking(parts)
        if not asked:
            return []
        narrowed, likes = any_like("text", [*asked, *too_short(parts)])
        statement = (
            "WITH found AS MATERIALIZED (SELECT id, key, text FROM search_entry"  # noqa: S608 - the shelf is ours
            f" WHERE shelf = '{shelf.value}'{narrowed}"
            " AND scope = %s LIMIT %s)"
            f" SELECT key, text FROM found ORDER BY id{_order(shelf)} LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"{BY_PARTS}{statement}{AS_BEFORE}", [*likes, scope, max(first, ENOUGH), first]
            )
            while cursor.description is None:
                cursor.nextset()
            return [Hit(shelf, key, text) for key, text in cursor.fetchall()]

    def near_words(self, scope: str, word: str, first: int) -> list[str]:
        likes = _pieces(word)
        statement = (
            "SELECT word FROM search_word"  # noqa: S608 - nothing but marks is put in
            f" WHERE ({' OR '.join(['word LIKE %s'] * len(likes))}) AND scope = %s"
            " ORDER BY similarity(word, %s) DESC, word LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*likes, scope, word, first])
            return [found for (found,) in cursor.fetchall()]


def _pieces(word: str) -> list[str]:
    """A long word is met by what is inside: two letters at an end very many words have."""
    inner = [f"%{word[start : start + 3]}%" for start in range(len(word) - 2)]
    return inner if len(word) >= LONG else [f"{word[:2]}%", *inner, f"%{word[-2:]}"]


def _as_is(start: str) -> str:
    """Signs of LIKE that stand in what was typed are looked for as they are."""
    return re.sub(r"([\\%_])", r"\\\1", start)


def _order(shelf: Shelf) -> str:
    """Of lines the latest come first."""
    return " DESC" if shelf == Shelf.LINE else ""
