"""Exports: a CSV for Finnish Excel and an XLSX, neither of which runs what somebody typed."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO, StringIO
from math import isfinite
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from veturi.foundation.sheets.quoting import guarded

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: "StrOrPromise"
    kind: Kind = Kind.TEXT


# A value may be text, lazy text, a number, a day or nothing.
Record = Mapping[str, Any]

# The calendar of spreadsheets begins here.
_FIRST_YEAR = 1900
_LONGEST_TEXT = 32_767
_WIDTHS = {Kind.TEXT: 32, Kind.NUMBER: 12, Kind.DATE: 12}


def write_csv(columns: Sequence[Column], rows: Iterable[Record]) -> bytes:
    """`;`, byte order mark, CRLF, decimal comma and dd.mm.yyyy; no cell begins a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(str(column.label)) for column in columns])
    for row in rows:
        writer.writerow([_written(row.get(column.key), column.kind) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(
    columns: Sequence[Column], rows: Iterable[Record], *, sheet: str = "Veturi"
) -> bytes:
    """One sheet; cells are texts except real numbers and days, so nothing is calculated."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "d.m.yyyy"})
        _write_head(page, columns, bold=book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(columns):
                _write_cell(page, (number, place), row.get(column.key), column.kind, day=day)
    return out.getvalue()


_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def _written(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y" if kind is Kind.DATE else "%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if _is_number(value):
        return format(Decimal(str(value)), "f").replace(".", ",")
    return guarded(str(value))


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return is_number and isfinite(value)


def _write_head(page: Worksheet, columns: Sequence[Column], *, bold: Format) -> None:
    page.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        page.set_column(place, place, _WIDTHS[column.kind])
        page.write_string(0, place, str(column.label), bold)


def _write_cell(
    page: Worksheet, place: tuple[int, int], value: Any, kind: Kind, *, day: Format
) -> None:
    if value is None:
        return
    if isinstance(value, date) and kind is Kind.DATE and value.year >= _FIRST_YEAR:
        page.write_datetime(*place, date(*value.timetuple()[:3]), day)
    elif kind is Kind.NUMBER and _is_number(value):
        page.write_number(*place, value)
    elif isinstance(value, date):
        page.write_string(*place, _written(value, kind))
    else:
        page.write_string(*place, _short_enough(str(value)))


def _short_enough(text: str) -> str:
    """A cell of XLSX holds so much and no more; the dots tell that something follows."""
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"
