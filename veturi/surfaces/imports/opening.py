"""Opens the file of an import: its sheets, and the table that each one holds."""

from dataclasses import dataclass, replace
from itertools import islice

from veturi.foundation.sheets.grid import Row, Sheet, text_of
from veturi.foundation.sheets.reading import Book, Limits, open_book
from veturi.foundation.sheets.tables import NonRow, NonRowKind, Table, find_table
from veturi.foundation.text import fold
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.rules.fields import KNOWN_HEADERS, lists_networks, lists_projects

LIMITS = Limits()
SHOWN = 12


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet as it is offered: how much it holds, what it lists, how it begins."""

    name: str
    rows: int
    header_row: int
    waits: bool
    first: list[Row]


def book_of(imported: Import) -> Book:
    return open_book(imported.file.path, limits=LIMITS)


def sheet_choices(book: Book) -> list[SheetChoice]:
    return [_choice(book.sheet(name)) for name in book.sheet_names]


def _choice(sheet: Sheet) -> SheetChoice:
    table = find_table(sheet, known=KNOWN_HEADERS)
    first = list(islice(sheet.rows, SHOWN))
    return SheetChoice(
        sheet.name, len(table.rows), table.header_row, lists_projects(table.headers), first
    )


def table_of(book: Book, *, sheet: str, header_row: int | None = None) -> Table:
    """The table with the header that was found, or with the one that a person pointed at."""
    whole = book.sheet(sheet)
    if header_row is None:
        return find_table(whole, known=KNOWN_HEADERS)
    below = [row for row in whole.rows if row.number >= header_row]
    above = [_above(row) for row in whole.rows if row.number < header_row]
    table = find_table(Sheet(sheet, below), known=_known_by_itself(below))
    return replace(table, others=[*above, *table.others])


def kind_of(table: Table) -> Import.Kind:
    if lists_networks(table.headers):
        return Import.Kind.NETWORKS
    return Import.Kind.ORGANISATIONS


def _above(row: Row) -> NonRow:
    text = " · ".join(text_of(cell) for _column, cell in row.filled())
    return NonRow(row.number, NonRowKind.TITLE if text else NonRowKind.BLANK, text)


def _known_by_itself(rows: list[Row]) -> dict[str, frozenset[str]]:
    """Every name in the first row is a known one, so that no other row looks more like a header."""
    if not rows:
        return {}
    return {str(column): frozenset({fold(text_of(cell))}) for column, cell in rows[0].filled()}
