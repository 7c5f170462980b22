"""Proposes which column holds which field: by its name, by a name nearly the same, by its look."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from veturi.foundation.sheets.grid import Row
from veturi.foundation.text import fold


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column may hold; `words` are folded, in Finnish, Swedish and English."""

    key: str
    words: frozenset[str]
    looks_like: Callable[[str], bool] | None = None


def propose(
    headers: Sequence[str], sample_rows: Sequence[Row], fields: Sequence[Field]
) -> dict[int, str]:
    """Each field at most once and each column at most once, the surest first."""
    looks = {
        (column, field.key): _share_that_looks(column, sample_rows, field)
        for column in range(len(headers))
        for field in fields
    }
    mapping: dict[int, str] = {}
    for _score, column, key in sorted(_scores(headers, fields, looks)):
        if column not in mapping and key not in mapping.values():
            mapping[column] = key
    return dict(sorted(mapping.items()))


_EXACT, _WORDS, _NEARLY, _LOOKS = 100.0, 80.0, 50.0, 20.0
_NEAR_ENOUGH = 84
_MOSTLY = 0.6


def _scores(
    headers: Sequence[str], fields: Sequence[Field], looks: dict[tuple[int, str], float]
) -> Iterator[tuple[float, int, str]]:
    """Negated, so that the surest sorts first and of equals the leftmost."""
    for column, header in enumerate(headers):
        folded = fold(header)
        for field in fields:
            look = looks[column, field.key]
            name = max((_name_score(folded, word) for word in field.words), default=0)
            if name:
                yield -(name + 5 * look), column, field.key
            elif look >= _MOSTLY:
                yield -(_LOOKS * look), column, field.key


def _name_score(header: str, word: str) -> float:
    """A name that stands first in the header and fills more of it is the surer one."""
    if not header or not word:
        return 0
    if header == word:
        return _EXACT
    place = f" {header} ".find(f" {word} ")
    filled = len(word) / len(header)
    if place >= 0:
        return _WORDS + 10 * filled - 10 * place / len(header)
    first_word = header.partition(" ")[0]
    nearness = max(fuzz.ratio(header, word), fuzz.ratio(first_word, word) - 5)
    return _NEARLY + nearness / 10 if nearness >= _NEAR_ENOUGH else 0


def _share_that_looks(column: int, rows: Sequence[Row], field: Field) -> float:
    if field.looks_like is None:
        return 0
    texts = [text for row in rows if (text := row.text(column))]
    return sum(map(field.looks_like, texts)) / len(texts) if texts else 0
