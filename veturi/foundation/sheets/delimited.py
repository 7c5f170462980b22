"""CSV as it comes: in whatever encoding and with whatever between the columns."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, islice
from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.sheets.grid import Row
from veturi.foundation.sheets.headers import Known
from veturi.foundation.sheets.quoting import plain
from veturi.foundation.sheets.refusals import Limits, NotASheet, TooLarge, Unreadable
from veturi.foundation.text import fold, without_controls

_SAMPLE = 50
_DELIMITERS = ";,\t|"
_ENOUGH_NAMES = 2
_NO_WRITING = [bytes([code]) for code in range(32) if code not in b"\t\n\v\f\r"]
_END = "\N{SYMBOL FOR END OF TRANSMISSION}end of the file"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_delimited(path: Path, *, limits: Limits, known: Known | None = None) -> list[Row]:
    """Rows are numbered as a spreadsheet does: a row with line breaks in a cell is one row."""
    limits.check_bytes(path.stat().st_size)
    lines = list(StringIO(decode(path.read_bytes()), newline=""))
    delimiter, lines = _delimiter(lines, known or {})
    return list(_rows(lines, delimiter=delimiter, limits=limits))


def read_text(text: str, *, marks: str, limits: Limits) -> list[Row]:
    """The rows of a CSV whose first line names its columns, cut at the mark it has most of."""
    lines = list(StringIO(text, newline=""))
    first = lines[0] if lines else ""
    return list(_rows(lines, delimiter=max(marks, key=first.count), limits=limits))


def decode(content: bytes) -> str:
    """A stray NUL is left out; a file full of them is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, (encoding,))
    if content.count(b"\0") > len(content) // 10:
        return _decode(content, _utf_16_without_mark(content))
    if sum(map(content.count, _NO_WRITING)) > len(content) // 50 + 4:
        raise NotASheet(_NOT_TEXT)
    return _decode(content.replace(b"\0", b""), ("utf-8", "cp1252"))


_NOT_TEXT = _("The file is neither a spreadsheet nor text. Save it as XLSX or CSV.")


def _utf_16_without_mark(content: bytes) -> tuple[str, ...]:
    """Latin letters have their empty half second in one order and first in the other."""
    late = content[1::2].count(0) > content[0::2].count(0)
    return ("utf-16-le",) if late else ("utf-16-be",)


def _decode(content: bytes, encodings: Iterable[str]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise NotASheet(_NOT_TEXT)
        return text
    raise Unreadable(_("The letters of the file are not known. Save it as CSV UTF-8."))


def _delimiter(lines: list[str], known: Known) -> tuple[str, list[str]]:
    """`sep=;` in the first line is for the spreadsheet program, which does not show it either."""
    if lines and lines[0].strip().casefold() in {f"sep={mark}".strip() for mark in _DELIMITERS}:
        return lines[0].strip("\r\n")[4], lines[1:]
    records = {mark: _sample(lines, mark) for mark in _DELIMITERS}
    named = {mark: _names_in_a_row(rows, known) for mark, rows in records.items()}
    best = max(named.values())
    marks = [mark for mark in _DELIMITERS if best < _ENOUGH_NAMES or named[mark] == best]
    return max(marks, key=lambda mark: _evenness(records[mark])), lines


def _sample(lines: list[str], delimiter: str) -> list[list[str]]:
    records = csv.reader(lines[: _SAMPLE * 4], delimiter=delimiter)
    try:
        return [record for record in islice(records, _SAMPLE) if any(map(str.strip, record))]
    except csv.Error:
        return []


def _names_in_a_row(records: list[list[str]], known: Known) -> int:
    """How many columns the best row names: the right mark cuts the header at its names."""
    field_of = {word: key for key, words in known.items() for word in words}
    found = ({field_of.get(fold(cell)) for cell in record} - {None} for record in records)
    return max(map(len, found), default=0)


def _evenness(records: list[list[str]]) -> float:
    """How evenly the mark cuts: the right one gives as many columns in each row, the first too.

    A mark after which a blank follows stands in prose and cuts nothing.
    """
    widths = [len(record) for record in records]
    ((width, times),) = Counter(widths).most_common(1) or ((1, 0),)
    cells = [cell for record in records for cell in record[1:]]
    in_prose = sum(cell.startswith(" ") for cell in cells) / max(len(cells), 1)
    return times / max(len(widths), 1) * min(width - 1, 10) * (1 - in_prose / 2)


def _rows(lines: list[str], *, delimiter: str, limits: Limits) -> Iterator[Row]:
    """A mark after the last line shows whether a quotation swallowed the end of the file."""
    number = widest = 0
    try:
        for number, record in enumerate(_records(lines, delimiter=delimiter), 1):
            widest = max(widest, len(record))
            limits.check_area(rows=number, columns=widest)
            yield Row(number, [plain(without_controls(cell)) for cell in record])
    except csv.Error:
        raise TooLarge(format_lazy(_LONG_CELL, row=number + 1)) from None
    except _OpenQuotation:
        raise Unreadable(format_lazy(_OPEN, row=number + 1)) from None


_OPEN = _("The quotation mark that opens in row {row} never closes.")
_LONG_CELL = _(
    "A cell of row {row} is longer than 130,000 characters. Shorten it, or look for a quotation"
    " mark there that never closes."
)


def _records(lines: list[str], *, delimiter: str) -> Iterator[list[str]]:
    for record in csv.reader(chain(lines, [_END]), delimiter=delimiter):
        if record == [_END]:
            return
        if record and record[-1].endswith(_END):
            raise _OpenQuotation
        yield record


class _OpenQuotation(Exception):
    """The rest of the file is inside one cell."""
