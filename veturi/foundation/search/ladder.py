"""The ladder: exact, at the beginning, word by word, in another form, inside a word, mistyped.

One question asks the index for few rows and grades them here; a lower rung is climbed only when
the higher ones gave little.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from veturi.foundation.search.engines import engine
from veturi.foundation.search.engines.wanting import Hit
from veturi.foundation.search.models import Entry, Mark, Shelf, Word
from veturi.foundation.search.texts import (
    Token,
    asked_marks,
    names_of,
    tokens_of,
    words_and_address,
)
from veturi.foundation.text import fold

WIDTH = 60
ENOUGH = 5
NEIGHBOURS = 200
CORRECTIONS = 6
MISTYPED = 4
LONG = 9
TELLING = 5


class Rung(IntEnum):
    """How well an entry answers; the higher the better."""

    MISTYPED = 1
    INSIDE = 2
    FORM = 3
    WORD = 4
    START = 5
    EXACT = 6


class Found(NamedTuple):
    shelf: Shelf
    key: int
    rung: Rung
    name: str


def find(
    question: str,
    *,
    scope: str,
    shelves: Sequence[Shelf],
    near: Mapping[Shelf, Iterable[int]] | None = None,
) -> list[Found]:
    """What the question may mean, best first; what is near to the asker is always looked at."""
    if marks := asked_marks(question):
        known = _marked(marks, scope, shelves)
        if known:
            return known
    if known := _named_at(*words_and_address(question), scope, shelves):
        return known
    tokens = tokens_of(question)
    if not tokens:
        return []
    found = _named(question, tokens, scope, shelves, near or {})
    if len(found) < ENOUGH and _best(found) < Rung.FORM:
        found |= _corrected(tokens, scope, shelves, found)
    return sorted(found.values(), key=lambda one: (-one.rung, len(one.name), one.name, one.key))


def _marked(marks: Iterable[str], scope: str, shelves: Sequence[Shelf]) -> list[Found]:
    found: dict[tuple[str, int], Found] = {}
    for mark in marks:
        for held, shelf, key in engine().marks(scope, shelves, mark, WIDTH):
            rung = Rung.EXACT if held == mark else Rung.START
            found.setdefault((shelf, key), Found(Shelf(shelf), key, rung, held))
    return sorted(found.values(), key=lambda one: (-one.rung, one.name, one.key))


def _named_at(words: str, domain: str, scope: str, shelves: Sequence[Shelf]) -> list[Found]:
    """Whose name holds the words and whose address the domain: “aino opisto.fi”."""
    tokens = tokens_of(words)
    if not tokens or not domain:
        return []
    there = Mark.objects.filter(engine().begins("mark", domain), scope=scope, shelf__in=shelves)
    some = [
        *(hit for shelf in shelves for hit in _by_words(fold(words), tokens, scope, shelf)),
        *_of_near(_by_shelf(there.values_list("shelf", "key")[:WIDTH])),
    ]
    keys = _with_mark(some, domain)
    found = _graded([hit for hit in some if (hit.shelf, hit.key) in keys], fold(words), tokens)
    return sorted(found.values(), key=lambda one: (-one.rung, one.name, one.key))


def _with_mark(hits: Iterable[Hit], start: str) -> set[tuple[str, int]]:
    """Which of these have a mark that begins so: by their keys, for a domain may be everybody's."""
    keys = _by_shelf((hit.shelf, hit.key) for hit in hits)
    rows = (Mark.objects.filter(shelf=shelf, key__in=some) for shelf, some in keys.items())
    held = (row for some in rows for row in some.values_list("shelf", "key", "mark"))
    return {(shelf, key) for shelf, key, mark in held if mark.startswith(start)}


def _by_shelf(keys: Iterable[tuple[str, int]]) -> dict[Shelf, list[int]]:
    found: dict[Shelf, list[int]] = {}
    for shelf, key in keys:
        found.setdefault(Shelf(shelf), []).append(key)
    return found


def _named(
    question: str,
    tokens: Sequence[Token],
    scope: str,
    shelves: Sequence[Shelf],
    near: Mapping[Shelf, Iterable[int]],
) -> dict[tuple[Shelf, int], Found]:
    """Word by word first; other forms and parts of words only when that gave little."""
    whole = fold(question)
    hits = [hit for shelf in shelves for hit in _by_words(whole, tokens, scope, shelf)]
    found = _graded([*hits, *_of_near(near)], whole, tokens)
    if len(found) < ENOUGH and _best(found) < Rung.EXACT:
        forms = [token.forms for token in tokens]
        parts = [hit for one in shelves for hit in engine().containing(scope, one, forms, WIDTH)]
        found = _graded(parts, whole, tokens) | found
    return found


def _by_words(whole: str, tokens: Sequence[Token], scope: str, shelf: Shelf) -> list[Hit]:
    index = engine()
    hits = index.containing(scope, shelf, [(f" {token.word}",) for token in tokens], WIDTH)
    if shelf != Shelf.LINE and (len(hits) == WIDTH or not hits):
        hits += index.beginning(scope, shelf, whole, WIDTH)
    return hits


def _graded(
    hits: Iterable[Hit], whole: str, tokens: Sequence[Token]
) -> dict[tuple[Shelf, int], Found]:
    graded = ((hit, grade(hit.text, whole, tokens)) for hit in hits)
    return {
        (hit.shelf, hit.key): Found(hit.shelf, hit.key, *answer) for hit, answer in graded if answer
    }


def _best(found: Mapping[tuple[Shelf, int], Found]) -> int:
    return max((one.rung for one in found.values()), default=0)


def _of_near(near: Mapping[Shelf, Iterable[int]]) -> list[Hit]:
    return [
        Hit(shelf, key, text)
        for shelf, keys in near.items()
        for key, text in Entry.objects.filter(shelf=shelf, key__in=list(keys)).values_list(
            "key", "text"
        )
    ]


def grade(text: str, whole: str, tokens: Sequence[Token]) -> tuple[Rung, str] | None:
    """The rung on which an entry answers and the name that does; nothing if it does not."""
    names = names_of(text)
    for rung, fits in (
        (Rung.EXACT, lambda name: name == whole),
        (Rung.START, lambda name: name.startswith(whole)),
    ):
        if name := next(filter(fits, names), None):
            return rung, name
    spaced = f" {text} "
    inside = {token: _inside(token, alone=len(tokens) == 1) for token in tokens}
    for rung, holds in (
        (Rung.WORD, lambda token: _stands(token.word, spaced)),
        (Rung.FORM, lambda token: any(f" {form}" in spaced for form in token.forms)),
        (Rung.INSIDE, lambda token: any(form in spaced for form in inside[token])),
    ):
        if all(map(holds, tokens)):
            return rung, names[0]
    return None


def _stands(word: str, spaced: str) -> bool:
    """A word begins so; a number is the whole number: 5 is not 58."""
    return f" {word} " in spaced if word.isdigit() else f" {word}" in spaced


def _inside(token: Token, *, alone: bool) -> list[str]:
    """What is looked for in the middle of words: a short stem alone says too little."""
    return [form for form in token.forms if form == token.word or not alone or len(form) >= TELLING]


def _corrected(
    tokens: Sequence[Token],
    scope: str,
    shelves: Sequence[Shelf],
    found: Mapping[tuple[Shelf, int], Found],
) -> dict[tuple[Shelf, int], Found]:
    """The same with the words that one slip of the finger may have spoilt."""
    wrong = [token for token in tokens if not _is_known(token.word, scope)] or tokens
    groups = [
        (*token.forms, *corrections(token.word, scope)) if token in wrong else token.forms
        for token in tokens
    ]
    if not any(len(group) > len(token.forms) for group, token in zip(groups, tokens, strict=True)):
        return {}
    mended = [Token(token.word, group) for token, group in zip(tokens, groups, strict=True)]
    hits = [
        hit
        for shelf in shelves
        if shelf != Shelf.LINE
        for hit in engine().containing(scope, shelf, groups, WIDTH)
    ]
    return {
        (hit.shelf, hit.key): Found(hit.shelf, hit.key, Rung.MISTYPED, answer[1])
        for hit in hits
        if (hit.shelf, hit.key) not in found and (answer := grade(hit.text, "", mended))
    }


def _is_known(word: str, scope: str) -> bool:
    """A word of some name begins so: it is not the one that was mistyped."""
    return Word.objects.filter(engine().begins("word", word), scope=scope).exists()


def corrections(word: str, scope: str) -> list[str]:
    """Words of the index within one slip of the word (two of a long one), nearest first."""
    if len(word) < MISTYPED:
        return []
    allowed = 2 if len(word) >= LONG else 1
    near = engine().near_words(scope, word, NEIGHBOURS)
    slips = [
        (slips_between(word, other, allowed), OSA.distance(word, other), other)
        for other in near
        if other != word
    ]
    return [other for n, _whole, other in sorted(slips) if n <= allowed][:CORRECTIONS]


def slips_between(word: str, other: str, allowed: int) -> int:
    """Slips of the finger between the word and the other, its beginning or a part of it."""
    size = len(word)
    whole = [other, *(other[: size + more] for more in (-1, 0, 1))]
    parts = [other[start : start + size] for start in range(1, len(other) - size + 1)]
    return min(OSA.distance(word, part, score_cutoff=allowed) for part in (*whole, *parts) if part)
