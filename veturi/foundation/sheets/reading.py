"""Opens a spreadsheet that somebody brought: XLSX or CSV, whole or refused with a sentence."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext_lazy as _
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from veturi.foundation.sheets.delimited import read_delimited
from veturi.foundation.sheets.grid import Cell, Row, Sheet, is_blank
from veturi.foundation.sheets.headers import Known
from veturi.foundation.sheets.quoting import plain
from veturi.foundation.sheets.refusals import (
    Limits,
    NotASheet,
    SheetRefused,
    TooLarge,
    Unreadable,
)
from veturi.foundation.sheets.survey import Package, Survey
from veturi.foundation.text import without_controls

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = [
    "Book",
    "Cell",
    "Limits",
    "NotASheet",
    "Row",
    "Sheet",
    "SheetRefused",
    "TooLarge",
    "Unreadable",
    "open_book",
    "plain",
]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"<",
    b"{",
    b"[{",
    b"[[",
    b'["',
)


class Book(Protocol):
    """A file of one or more sheets; a sheet is read when it is asked for."""

    @property
    def sheet_names(self) -> Sequence[str]: ...

    @property
    def hidden(self) -> frozenset[str]: ...

    def sheet(self, name: str) -> Sheet: ...


def open_book(
    path: Path | str, *, limits: Limits | None = None, known: Known | None = None
) -> Book:
    """Open by what the file is, whatever its name says; raises a SheetRefused.

    `known` names the columns that are looked for: by them the mark between columns is known.
    """
    path, limits = Path(path), limits or Limits()
    beginning = _beginning(path)
    if beginning.startswith(_ZIP):
        return _Workbook(path, limits=limits)
    if beginning.startswith(_OLE):
        raise Unreadable(_why_ole(path))
    if not beginning.strip():
        raise NotASheet(_("The file is empty."))
    if beginning.lstrip().lower().startswith(tuple(mark.lower() for mark in _OTHERS)):
        raise NotASheet(_("The file is not a spreadsheet. Save it as XLSX or CSV."))
    return _Delimited(path, limits=limits, known=known)


class _Delimited:
    """A CSV file has one sheet, named as the file."""

    hidden: frozenset[str] = frozenset()

    def __init__(self, path: Path, *, limits: Limits, known: Known | None) -> None:
        self.sheet_names = [path.stem]
        self._sheet = Sheet(path.stem, read_delimited(path, limits=limits, known=known))

    def sheet(self, name: str) -> Sheet:
        if name not in self.sheet_names:
            raise _no_such_sheet()
        return self._sheet


class _Workbook:
    """An XLSX file.

    Of merged cells the spreadsheet keeps the first. A text merged downwards in one column stands
    for each of its rows, so it is repeated in those that hold something else; a text merged over
    several columns is a title and a merged number is one number: they stay where they are.
    """

    def __init__(self, path: Path, *, limits: Limits) -> None:
        self._limits = limits
        self._last: Sheet | None = None
        self._package = Package(path, limits=limits)
        try:
            self._book = CalamineWorkbook.from_path(str(path))
        except (CalamineError, OSError, ValueError) as broken:
            raise _broken() from broken
        sheets = self._book.sheets_metadata
        self.sheet_names = [one.name for one in sheets if one.typ == SheetTypeEnum.WorkSheet]
        self.hidden = frozenset(
            one.name for one in sheets if one.visible != SheetVisibleEnum.Visible
        )

    def sheet(self, name: str) -> Sheet:
        if name not in self.sheet_names:
            raise _no_such_sheet()
        if self._last is None or self._last.name != name:
            self._last = self._read(name)
        return self._last

    def _read(self, name: str) -> Sheet:
        survey = self._package.survey(name)
        try:
            found = self._book.get_sheet_by_name(name)
            values = found.to_python(skip_empty_area=False)
        except (CalamineError, ValueError) as broken:
            raise _broken() from broken
        _fill_downwards(found, values, most=self._limits.cells)
        _show_errors(values, survey)
        return Sheet(name, list(_numbered(values, survey)))


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(512)
    except OSError as refused:
        raise Unreadable(_("The file cannot be opened.")) from refused


def _why_ole(path: Path) -> "StrPromise":
    """A locked XLSX lies in the same kind of container as the XLS of old."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return _("The file is locked with a password. Save it without one.")
    return _("The file is in the old XLS form. Open it and save it as XLSX.")


def _show_errors(values: list[list[Cell]], survey: Survey) -> None:
    """What a formula gave instead of a value stands in its cell, as it does on the screen."""
    for (number, column), text in survey.errors.items():
        if number <= len(values) and column < len(values[number - 1]):
            values[number - 1][column] = text


def _numbered(values: list[list[Cell]], survey: Survey) -> Iterator[Row]:
    """Rows that hold only formulas without a value are rows too."""
    values += [[] for _missing in range(len(values), max(survey.formulas, default=0))]
    for number, cells in enumerate(values, 1):
        written = [without_controls(cell) if isinstance(cell, str) else cell for cell in cells]
        columns = survey.formulas.get(number)
        if not columns:
            yield Row(number, written)
            continue
        blank = {n for n in columns if n >= len(written) or is_blank(written[n])}
        unknown = blank - survey.texts.get(number, set())
        yield Row(number, written, frozenset(columns), frozenset(unknown))


def _fill_downwards(sheet: CalamineSheet, values: list[list[Cell]], *, most: int) -> None:
    filled = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if left != right or bottom == top or bottom >= len(values):
            continue
        filled += bottom - top
        if filled > most:
            raise _broken()
        _repeat(values[top : bottom + 1], column=left)


def _repeat(rows: list[list[Cell]], *, column: int) -> None:
    text = rows[0][column] if column < len(rows[0]) else ""
    if not isinstance(text, str) or not text.strip():
        return
    for cells in rows[1:]:
        if not all(map(is_blank, cells)):
            cells[column] = text


def _broken() -> Unreadable:
    return Unreadable(
        _("The file is broken: open it in a spreadsheet program and save it again as XLSX.")
    )


def _no_such_sheet() -> NotASheet:
    return NotASheet(_("The file has no sheet of that name."))
