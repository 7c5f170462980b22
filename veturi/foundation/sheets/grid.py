"""A sheet as it was read: rows that keep their own numbers, cells that keep their values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Cell = str | int | float | bool | date | datetime | time | timedelta

NO_FORMULAS: frozenset[int] = frozenset()
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)")


class Row(NamedTuple):
    """`number` is what the spreadsheet shows at its left edge; an empty cell is an empty text.

    Of the columns with formulas the file does not hold the value of those in `unknown`.
    """

    number: int
    cells: list[Cell]
    formulas: frozenset[int] = NO_FORMULAS
    unknown: frozenset[int] = NO_FORMULAS

    def text(self, column: int) -> str:
        return text_of(self.cells[column]) if column < len(self.cells) else ""

    def filled(self) -> Iterator[tuple[int, Cell]]:
        for column, cell in enumerate(self.cells):
            if not is_blank(cell):
                yield column, cell


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: list[Row] = field(default_factory=list)


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def is_error(cell: Cell) -> bool:
    """What a formula shows when it cannot reckon."""
    return isinstance(cell, str) and _ERROR.fullmatch(cell.strip()) is not None


def text_of(cell: Cell) -> str:
    """The cell as a person would type it: `12` rather than `12.0`, days as 12.3.2024."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    return str(cell)


def column_letters(column: int) -> str:
    """`0` is A, `26` is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
