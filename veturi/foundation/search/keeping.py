"""Keeping the index in step: called by the actions that name something, in their transaction."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db import transaction

from veturi.foundation.rows import insert, reserve
from veturi.foundation.search.engines import engine
from veturi.foundation.search.models import Entry, Mark, Shelf, Word
from veturi.foundation.search.texts import text_of, words_of

CHUNK = 400
One = TypeVar("One")


class Named(NamedTuple):
    """A thing by all that it is found by; `names` begins with the one by which it is known."""

    shelf: Shelf
    key: int
    scope: str
    names: Sequence[str]
    marks: tuple[str, ...] = ()


class Line(NamedTuple):
    """An entry as it is written."""

    scope: str
    shelf: Shelf
    key: int
    first: str
    text: str


def put(things: Iterable[Named]) -> None:
    """Write down these things, new ones and changed ones alike."""
    for chunk in _chunks(things):
        _put(chunk)


@transaction.atomic
def enter(things: Iterable[Named]) -> None:
    """The same for what is new: nothing of it is looked for in the index first."""
    for chunk in _chunks(things):
        _add([_line(one) for one in chunk])
        _add_marks(chunk)


@transaction.atomic
def _put(chunk: Sequence[Named]) -> None:
    before = _entries_of(chunk)
    wanted = {(one.shelf, one.key): _line(one) for one in chunk}
    changed = [row for key, row in wanted.items() if _differs(before.get(key), row)]
    _drop([before[key] for row in changed if (key := (row.shelf, row.key)) in before])
    _add(changed)
    _mark(chunk)


def _add(rows: Sequence[Line]) -> None:
    keys = reserve(Entry, len(rows)) if rows else ()
    insert(Entry, ("id", *Line._fields), [(key, *row) for key, row in zip(keys, rows, strict=True)])
    for shelf in {row.shelf for row in rows}:
        those = zip(keys, rows, strict=True)
        engine().enter(shelf, [(key, row.text) for key, row in those if row.shelf == shelf])
    _keep_words(rows)


def _entries_of(chunk: Iterable[Named]) -> dict[tuple[Shelf, int], Entry]:
    keys: dict[Shelf, list[int]] = {}
    for one in chunk:
        keys.setdefault(one.shelf, []).append(one.key)
    return {
        (Shelf(row.shelf), row.key): row
        for shelf, those in keys.items()
        for row in Entry.objects.filter(shelf=shelf, key__in=those)
    }


def _line(one: Named) -> Line:
    text = text_of(one.names)
    first = "" if one.shelf == Shelf.LINE else text.lstrip().partition("  ")[0][:200]
    return Line(one.scope, one.shelf, one.key, first, text)


def _differs(old: Entry | None, new: Line) -> bool:
    return old is None or (old.scope, old.first, old.text) != (new.scope, new.first, new.text)


def _drop(rows: Sequence[Entry]) -> None:
    for shelf in Shelf:
        engine().leave(shelf, [(row.pk, row.text) for row in rows if row.shelf == shelf])
    Entry.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _keep_words(rows: Iterable[Line]) -> None:
    """Words of lines are not corrected to: a line is prose, its words are legion."""
    named = [row for row in rows if row.shelf != Shelf.LINE]
    words = {(row.scope, word) for row in named for word in words_of(row.text)}
    for scope in {scope for scope, _word in words}:
        engine().learn(scope, sorted(word for owner, word in words if owner == scope))


def _mark(chunk: Iterable[Named]) -> None:
    """Marks are few and small: those that differ are written anew."""
    changed = _unlike_marks(chunk)
    _unmark([(one.shelf, one.key) for one in changed])
    _add_marks(changed)


def _add_marks(things: Iterable[Named]) -> None:
    rows = [(one.scope, mark, one.shelf, one.key) for one in things for mark in one.marks]
    insert(Mark, ("scope", "mark", "shelf", "key"), rows)


def _unlike_marks(chunk: Iterable[Named]) -> list[Named]:
    wanted = {(one.shelf, one.key): one for one in chunk}
    held: dict[tuple[Shelf, int], list[str]] = {key: [] for key in wanted}
    for shelf in {shelf for shelf, _key in wanted}:
        keys = [key for one, key in wanted if one == shelf]
        rows = Mark.objects.filter(shelf=shelf, key__in=keys).order_by("mark")
        for key, mark in rows.values_list("key", "mark"):
            held[shelf, key].append(mark)
    return [one for key, one in wanted.items() if sorted(held[key]) != sorted(one.marks)]


def _unmark(things: Iterable[tuple[Shelf, int]]) -> None:
    for shelf in Shelf:
        keys = [key for one, key in things if one == shelf]
        if keys:
            Mark.objects.filter(shelf=shelf, key__in=keys).delete()


@transaction.atomic
def forget(shelf: Shelf, keys: Iterable[int]) -> None:
    """These things are no longer there."""
    for chunk in _chunks(keys):
        _drop(list(Entry.objects.filter(shelf=shelf, key__in=chunk)))
        _unmark([(shelf, key) for key in chunk])


@transaction.atomic
def start_afresh() -> None:
    """Empty the index, before everything is put into it again."""
    for model in (Entry, Mark, Word):
        model._default_manager.all().delete()
    engine().start_afresh()


def _chunks(many: Iterable[One]) -> Iterable[list[One]]:
    rest = iter(many)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def differences(things: Iterable[Named]) -> Iterator[str]:
    """A line for each thing that the index holds otherwise, misses, or holds too much."""
    seen: dict[Shelf, set[int]] = {shelf: set() for shelf in Shelf}
    for chunk in _chunks(things):
        before = _entries_of(chunk)
        for one in chunk:
            seen[one.shelf].add(one.key)
            if _differs(before.get((one.shelf, one.key)), _line(one)):
                yield f"{one.shelf} {one.key}: the names differ"
        for one in _unlike_marks(chunk):
            yield f"{one.shelf} {one.key}: the marks differ"
    for shelf in Shelf:
        for model in (Entry, Mark):
            held = model._default_manager.filter(shelf=shelf).values_list("key", flat=True)
            for key in sorted(set(held) - seen[shelf]):
                yield f"{shelf} {key}: this is no longer there"
