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
from veturi.foundation.sheets.quoting import plain
from veturi.foundation.sheets.refusals import Limits, NotASheet, Unreadable

_SAMPLE = 50
_END = "\N{SYMBOL FOR END OF TRANSMISSION}end of the file"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_delimited(path: Path, *, limits: Limits) -> list[Row]:
    """Rows are numbered as a spreadsheet does: a row with line breaks in a cell is one row."""
    limits.check_bytes(path.stat().st_size)
    lines = list(StringIO(decode(path.read_bytes()), newline=""))
    delimiter, lines = _delimiter(lines)
    return list(_rows(lines, delimiter=delimiter, limits=limits))


def decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, (encoding,))
    if content.count(b"\0") > len(content) // 10:
        return _decode(content, _utf_16_without_mark(content))
    if b"\0" in content:
        raise NotASheet(_NOT_TEXT)
    return _decode(content, ("utf-8", "cp1252"))


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


def _delimiter(lines: list[str]) -> tuple[str, list[str]]:
    """`sep=;` in the first line is for the spreadsheet program, which does not show it either."""
    if lines and lines[0].strip().casefold() in {"sep=;", "sep=,", "sep=\t"}:
        return lines[0].strip("\r\n")[4], lines[1:]
    return max(";,\t", key=lambda mark: _evenness(lines, mark)), lines


def _evenness(lines: list[str], delimiter: str) -> float:
    """How evenly the mark cuts the first rows: the right one gives as many columns in each."""
    records = csv.reader(lines[: _SAMPLE * 4], delimiter=delimiter)
    try:
        widths = [len(record) for record in islice(records, _SAMPLE) if any(map(str.strip, record))]
    except csv.Error:
        return 0
    ((width, times),) = Counter(widths).most_common(1) or ((1, 0),)
    return times / max(len(widths), 1) * min(width - 1, 10)


def _rows(lines: list[str], *, delimiter: str, limits: Limits) -> Iterator[Row]:
    """A mark after the last line shows whether a quotation swallowed the end of the file."""
    number = widest = 0
    try:
        for number, record in enumerate(_records(lines, delimiter=delimiter), 1):
            widest = max(widest, len(record))
            limits.check_area(rows=number, columns=widest)
            yield Row(number, [plain(cell) for cell in record])
    except (csv.Error, _OpenQuotation):
        sentence = _("The quotation mark that opens in row {row} never closes.")
        raise Unreadable(format_lazy(sentence, row=number + 1)) from None


def _records(lines: list[str], *, delimiter: str) -> Iterator[list[str]]:
    for record in csv.reader(chain(lines, [_END]), delimiter=delimiter):
        if record == [_END]:
            return
        if record and record[-1].endswith(_END):
            raise _OpenQuotation
        yield record


class _OpenQuotation(Exception):
    """The rest of the file is inside one cell."""
