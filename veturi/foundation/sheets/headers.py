"""Which row of a sheet names its columns."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from veturi.foundation.sheets.grid import Cell, Row, text_of
from veturi.foundation.text import fold

Known = Mapping[str, frozenset[str]]

_LOOKED_AT = 60
_BELOW = 200
_LONGEST = 70
_VALUE = re.compile(r"[\d\s.,:;/+%€()\N{EN DASH}-]+|\S+@\S+|(?:FI)?\d{7,8}(?:-\d)?", re.IGNORECASE)


def find_header(rows: Sequence[Row], known: Known) -> Row | None:
    """The best of the first rows, or none when no row looks like names of columns."""
    filled = list(islice((row for row in rows if any(row.filled())), _LOOKED_AT + _BELOW))
    widest = _usual_width(filled)
    best, best_score = None, 0.0
    for place, row in enumerate(filled[:_LOOKED_AT]):
        score = _score(row, filled[place + 1 :], widest=widest, known=known)
        if score > best_score:
            best, best_score = row, score
    return best


def known_keys(text: str, known: Known) -> set[str]:
    """The fields that a header may name: its whole text, or words of it in a row."""
    padded = f" {fold(text)} "
    return {
        key for key, words in known.items() if any(f" {word} " in padded for word in words if word)
    }


def _usual_width(rows: Sequence[Row]) -> int:
    """Half of the rows are at least nearly so full."""
    counts = sorted(sum(1 for _filled in row.filled()) for row in rows)
    return max(counts[len(counts) // 2], 1) if counts else 1


def _score(row: Row, below: Sequence[Row], *, widest: int, known: Known) -> float:
    """Known names weigh most; values and what comes again further down speak against."""
    cells = list(row.filled())
    values = sum(not _may_name_a_column(cell) for _column, cell in cells)
    keys = {key for _column, cell in cells for key in known_keys(text_of(cell), known)}
    if len(cells) < min(2, widest) or (values and not keys):
        return 0
    distinct = len({fold(text_of(cell)) for _column, cell in cells})
    against = 6 * values + 3 * _repeated(cells, below, but=row)
    return 3 * len(keys) + 2 * min(len(cells) / widest, 1.5) + (distinct - against) / len(cells)


def _may_name_a_column(cell: Cell) -> bool:
    """A name is a short text that is no number, day, address or identifier."""
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return len(text) <= _LONGEST and not _VALUE.fullmatch(text)


def _repeated(cells: Sequence[tuple[int, Cell]], below: Sequence[Row], *, but: Row) -> int:
    """How many of the texts come again in their own column, apart from copies of the row."""
    others = [row.cells for row in below[:_BELOW] if row.cells != but.cells]
    return sum(
        any(column < len(other) and other[column] == cell for other in others)
        for column, cell in cells
    )
