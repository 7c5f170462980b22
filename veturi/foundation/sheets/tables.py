"""Finds the table in a sheet: its header, its data, and for every other row what it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from veturi.foundation.sheets.grid import Cell, Row, Sheet, column_letters, is_error, text_of
from veturi.foundation.sheets.headers import Known, find_header
from veturi.foundation.text import fold


class NonRowKind(StrEnum):
    """Why a row is neither the header nor data."""

    TITLE = "title"
    BLANK = "blank"
    HEADING = "heading"
    SUM = "sum"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class NonRow:
    number: int
    kind: NonRowKind
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Every row of the sheet is the header, in `rows` or in `others`; `header_row` 0 is none."""

    header_row: int
    headers: list[str]
    rows: list[Row]
    others: list[NonRow]


def find_table(sheet: Sheet, *, known: Known, is_headless: bool = False) -> Table:
    """`known` gives for each field the folded words that name it in any language.

    A list that is headless begins with its first row.
    """
    header = None if is_headless else find_header(sheet.rows, known)
    number = header.number if header else 0
    sorter = _Sorter(header, [row for row in sheet.rows if row.number > number])
    rows: list[Row] = []
    others: list[NonRow] = []
    for row in sheet.rows:
        kind = sorter.kind(row)
        if kind:
            others.append(NonRow(row.number, kind, _text(row)))
        elif row is not header:
            rows.append(row)
    return Table(number, _headers(header, rows), rows, others)


_SAMPLE = 400
_MANY = 0.5
_MOST_NOTES = 5
_SHORT = 4
_SUMS = frozenset(
    (
        *("yhteensa", "yht", "kaikki yhteensa", "summa", "valisumma", "loppusumma"),
        *("total", "totals", "grand total", "sum", "subtotal", "totalt", "sammanlagt", "delsumma"),
    )
)
_SUM_BEGINNINGS = frozenset(word[0] for word in _SUMS)
_LONGEST_SUM = 24
_NOTES = (
    *("huom ", "huomautus ", "lahde ", "lahteet ", "laatija ", "laatinut ", "tekija ", "koonnut "),
    *("paivitetty ", "tulostettu ", "muokattu ", "selite ", "lisatietoja ", "tiedustelut "),
    *("obs ", "anm ", "kalla ", "kallor ", "uppgjord av ", "sammanstalld ", "uppdaterad "),
    *("note ", "notes ", "source ", "sources ", "compiled ", "prepared by ", "updated "),
)
_POINTERS = (["alla"], ["alapuolella"], ["nedan"], ["below"], ["seuraavassa"])
_NUMBER = re.compile(r"[+-]?\d[\d\s]*(?:[.,]\d+)?\s?(?:€|%|h|kpl|st|pcs)?")


class _Sorter:
    """Tells what a row is, knowing what the rows around it look like."""

    def __init__(self, header: Row | None, below: Sequence[Row]) -> None:
        self._header = header
        self._first = header.number if header else 0
        sample = [row for row in islice(below, _SAMPLE) if any(row.filled())]
        self._counter = _counting_column(sample)
        self._mostly_alone = _share_alone(sample) > _MANY
        self._tail = 0 if self._mostly_alone else _tail(below)

    def kind(self, row: Row) -> NonRowKind | None:
        """What the row is when it is no data; None for data and for the header."""
        filled = [cell for _column, cell in row.filled()]
        if not filled and not row.formulas:
            return NonRowKind.BLANK
        if row is self._header:
            return None
        if row.number < self._first:
            return NonRowKind.TITLE
        if self._header and row.cells == self._header.cells:
            return NonRowKind.HEADING
        return NonRowKind.SUM if _is_sum(row, filled) else self._kind_of_few(row, filled)

    def _kind_of_few(self, row: Row, filled: Sequence[Cell]) -> NonRowKind | None:
        if len(filled) != 1:
            return NonRowKind.NOTE if self._is_below(row) and _is_note(filled) else None
        return self._kind_alone(row, filled[0])

    def _kind_alone(self, row: Row, cell: Cell) -> NonRowKind | None:
        """One filled cell is a name that awaits its details, unless it speaks to the reader."""
        if not isinstance(cell, str) or (self._header and len(self._header.cells) == 1):
            return None
        text = cell.strip()
        if self._is_below(row):
            return NonRowKind.NOTE
        if _speaks_to_the_reader(text):
            return NonRowKind.NOTE
        return NonRowKind.HEADING if self._is_heading(row, text) else None

    def _is_below(self, row: Row) -> bool:
        return bool(self._tail) and row.number > self._tail

    def _is_heading(self, row: Row, text: str) -> bool:
        if text.endswith(":") or fold(text).split()[-1:] in _POINTERS:
            return True
        uncounted = self._counter is not None and not row.text(self._counter).isdigit()
        return text.isupper() and len(text) > _SHORT and (uncounted or " " in text)


def _is_sum(row: Row, filled: Sequence[Cell]) -> bool:
    """A word for a sum beside nothing but numbers, or numbers that formulas made."""
    texts = (cell for cell in filled if isinstance(cell, str) and not is_error(cell))
    word = next(texts, "").strip()
    if not word:
        return bool(row.formulas) and all(column in row.formulas for column, _cell in row.filled())
    if len(word) > _LONGEST_SUM or word[0].casefold() not in _SUM_BEGINNINGS:
        return False
    return fold(word) in _SUMS and sum(map(_is_number, filled)) == len(filled) - 1


def _is_number(cell: Cell) -> bool:
    if not isinstance(cell, str) or is_error(cell):
        return True
    return _NUMBER.fullmatch(cell.strip()) is not None


def _speaks_to_the_reader(text: str) -> bool:
    return f"{fold(text)} ".startswith(_NOTES) or text.startswith("*")


_NOTE_AND_VALUE = 2


def _is_note(filled: Sequence[Cell]) -> bool:
    """A label of notes with at most its value beside it: `Lähde | PRH`."""
    label = filled[0]
    return (
        len(filled) <= _NOTE_AND_VALUE and isinstance(label, str) and _speaks_to_the_reader(label)
    )


def _counting_column(sample: Sequence[Row]) -> int | None:
    """The column that numbers the rows, when there is one."""
    for column in (0, 1):
        numbers = [text for row in sample if (text := row.text(column)).isdigit()]
        if len(numbers) > len(sample) // 2 and len(set(numbers)) == len(numbers):
            return column
    return None


def _share_alone(sample: Sequence[Row]) -> float:
    alone = sum(len(list(islice(row.filled(), 2))) == 1 for row in sample)
    return alone / max(len(sample), 1)


def _tail(below: Sequence[Row]) -> int:
    """The number of the last blank row or sum, when only a few notes follow it; else 0."""
    for row in reversed(below[-_MOST_NOTES - 1 :]):
        filled = [cell for _column, cell in row.filled()]
        if not filled or _is_sum(row, filled):
            return row.number
        if len(filled) > 1 and not _is_note(filled):
            return 0
    return 0


def _headers(header: Row | None, rows: Sequence[Row]) -> list[str]:
    """As many as the widest row has cells; columns without a name have an empty one."""
    widest = max((len(row.cells) for row in rows), default=0)
    if header is None:
        return [column_letters(column) for column in range(widest)]
    names = [" ".join(text_of(cell).split()) for cell in header.cells]
    return names + [""] * (widest - len(names))


def _text(row: Row) -> str:
    return " · ".join(text_of(cell) for _column, cell in row.filled())
