"""Opens the file of an import: its sheets, and the table that each one holds."""

from dataclasses import dataclass, field, replace
from itertools import islice

from veturi.foundation.personal_id import looks_like_personal_id
from veturi.foundation.sheets.grid import Row, Sheet, text_of
from veturi.foundation.sheets.headers import known_keys
from veturi.foundation.sheets.reading import Book, Limits, SheetRefused, open_book
from veturi.foundation.sheets.tables import NonRow, NonRowKind, Table, find_table
from veturi.foundation.text import fold
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.rules.fields import (
    KNOWN_HEADERS as OF_PARTNERS,
)
from veturi.surfaces.imports.rules.fields import lists_networks, lists_projects, looks_like_data
from veturi.surfaces.imports.rules.learning.fields import KNOWN_HEADERS as OF_LEARNING
from veturi.surfaces.imports.rules.learning.fields import kind_by, support_columns
from veturi.surfaces.imports.rules.learning.reading import PERSONAL

KNOWN_HEADERS = OF_PARTNERS | OF_LEARNING
LIMITS = Limits()
SHOWN = 12


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet as it is offered: how much it holds, what it lists, how it begins."""

    name: str
    rows: int = 0
    header_row: int = 0
    waits: bool = False
    is_hidden: bool = False
    refusal: str = ""
    first: list[Row] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return bool(self.rows) and not self.waits and not self.is_hidden


def book_of(imported: Import) -> Book:
    """Opened once for as long as this import is at hand: reading it through takes its time."""
    if imported.opened is None:
        imported.opened = open_book(imported.file.path, limits=LIMITS, known=KNOWN_HEADERS)
    return imported.opened


def sheet_choices(book: Book) -> list[SheetChoice]:
    """Every sheet; one that cannot be read says why, and the others are offered all the same."""
    return [_choice(book, name) for name in book.sheet_names]


def _choice(book: Book, name: str) -> SheetChoice:
    is_hidden = name in book.hidden
    try:
        sheet = book.sheet(name)
    except SheetRefused as refusal:
        return SheetChoice(name, is_hidden=is_hidden, refusal=str(refusal))
    table = _found(sheet)
    hidden = support_columns(table.headers) if kind_by(table.headers) else set()
    return SheetChoice(
        name,
        is_hidden=is_hidden,
        rows=len(table.rows),
        header_row=table.header_row,
        waits=lists_projects(table.headers),
        first=[
            _bare(row, hidden=hidden if row.number > table.header_row else set())
            for row in islice(sheet.rows, SHOWN)
        ],
    )


def _bare(row: Row, *, hidden: set[int]) -> Row:
    """No preview shows a henkilötunnus, nor what support somebody needs."""
    return row._replace(
        cells=[
            PERSONAL if place in hidden or looks_like_personal_id(text_of(cell)) else cell
            for place, cell in enumerate(row.cells)
        ]
    )


def table_of(book: Book, *, sheet: str, header_row: int | None = None) -> Table:
    """The table with the header that was found, or with the one that a person pointed at.

    The row 0 is none: the list begins with its first row.
    """
    whole = book.sheet(sheet)
    if header_row is None:
        return _found(whole)
    if header_row == 0:
        return find_table(whole, known={}, is_headless=True)
    below = [row for row in whole.rows if row.number >= header_row]
    above = [_above(row) for row in whole.rows if row.number < header_row]
    table = find_table(Sheet(sheet, below), known=_known_by_itself(below))
    return replace(table, others=[*above, *table.others])


def _found(sheet: Sheet) -> Table:
    """A first row that names no column and holds an organisation or a place is no header."""
    table = find_table(sheet, known=KNOWN_HEADERS)
    names = any(known_keys(header, KNOWN_HEADERS) for header in table.headers)
    if table.header_row and not names and any(map(looks_like_data, table.headers)):
        return find_table(sheet, known={}, is_headless=True)
    return table


def kind_of(table: Table) -> Import.Kind:
    """What the table lists, by the names of its columns."""
    if kind := kind_by(table.headers):
        return Import.Kind(kind)
    return kind_of_partners(table)


def kind_of_partners(table: Table) -> Import.Kind:
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
