"""What an XLSX really holds, counted before the reader gets it: a small zip can unpack to a lot."""

import copy
import posixpath
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

from veturi.foundation.sheets.refusals import Limits, NotASheet, Unreadable

_CHUNK = 1 << 18
_CONTENT = frozenset({"v", "is", "f"})
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_BROKEN = _("The file is broken: open it in a spreadsheet program and save it again as XLSX.")


@dataclass(slots=True)
class Survey:
    """The filled area of one sheet; by the row's own number the columns with formulas.

    Of these `texts` gave a text, if an empty one; `errors` holds what formulas gave instead.
    """

    rows: int = 0
    columns: int = 0
    formulas: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    texts: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


class Package:
    """The parts of an XLSX, each read through to its true end and never further than the limit."""

    def __init__(self, path: Path, *, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        with _opened(path) as archive:
            _refuse_others(archive)
            _count_bytes(archive, limits=limits)
            self._parts = _parts_by_sheet(archive)

    def survey(self, sheet: str) -> Survey:
        """Count the sheet's rows and columns; raises TooLarge at the first one too many."""
        if sheet not in self._parts:
            raise Unreadable(_BROKEN)
        surveyor = _Surveyor(self._limits)
        with _opened(self._path) as archive:
            surveyor.read(_chunks(archive, self._parts[sheet]))
        return surveyor.found


class _Surveyor:
    """Follows the elements of a worksheet; only cells that hold something count."""

    def __init__(self, limits: Limits) -> None:
        self.found = Survey()
        self._limits = limits
        self._row = self._column = 0
        self._type = ""
        self._columns: dict[str, int] = {}
        self._parser = _parser(self._start)

    def read(self, chunks: Iterator[bytes]) -> None:
        _feed(self._parser, chunks)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name if ":" not in name else name.rpartition(":")[2]
        if tag == "c":
            self._parser.CharacterDataHandler = None
            self._type = attributes.get("t", "")
            self._move(attributes.get("r"))
        elif tag in _CONTENT:
            self._count(is_formula=tag == "f")
            if self._type == "e" and tag == "v":
                self._parser.CharacterDataHandler = self._take_error
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0

    def _move(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        letters = reference.rstrip("0123456789")
        self._row = int(reference[len(letters) :])
        self._column = self._columns.get(letters) or self._learn(letters)

    def _learn(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        self._columns[letters] = number
        return number

    def _count(self, *, is_formula: bool) -> None:
        found = self.found
        if is_formula:
            found.formulas[self._row].add(self._column - 1)
            if self._type == "str":
                found.texts[self._row].add(self._column - 1)
        if self._row > found.rows or self._column > found.columns:
            found.rows = max(found.rows, self._row)
            found.columns = max(found.columns, self._column)
            self._limits.check_area(rows=found.rows, columns=found.columns)

    def _take_error(self, text: str) -> None:
        place = (self._row, self._column - 1)
        self.found.errors[place] = self.found.errors.get(place, "") + text.strip()


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except (BadZipFile, OSError, ValueError) as broken:
        raise Unreadable(_BROKEN) from broken


def _refuse_others(archive: ZipFile) -> None:
    names = [name.casefold() for name in archive.namelist()]
    if _WORKBOOK not in archive.namelist():
        raise NotASheet(_("The file is not a spreadsheet in XLSX form. Save it as XLSX or CSV."))
    if len(set(names)) < len(names):
        raise Unreadable(_BROKEN)


def _count_bytes(archive: ZipFile, *, limits: Limits) -> None:
    """Counts what comes out; the sizes that the file declares are only its own word."""
    limits.check_bytes(sum(part.file_size for part in archive.infolist()))
    total = 0
    for name in archive.namelist():
        for chunk in _chunks(archive, name):
            total += len(chunk)
            limits.check_bytes(total)


def _chunks(archive: ZipFile, name: str) -> Iterator[bytes]:
    to_the_true_end = copy.copy(archive.getinfo(name))
    to_the_true_end.file_size = sys.maxsize
    try:
        with archive.open(to_the_true_end) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except (BadZipFile, EOFError, OSError, RuntimeError, zlib.error) as broken:
        raise Unreadable(_BROKEN) from broken


def _parts_by_sheet(archive: ZipFile) -> dict[str, str]:
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _elements(archive, _RELATIONS, "Relationship")
    }
    parts = {}
    for sheet in _elements(archive, _WORKBOOK, "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        parts[sheet.get("name", "")] = _inside_package(targets.get(key, ""))
    return {sheet: part for sheet, part in parts.items() if part in archive.namelist()}


def _inside_package(target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))


def _elements(archive: ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    """The attributes of all elements of that name."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)

    if part in archive.namelist():
        _feed(_parser(start), _chunks(archive, part))
    return found


def _parser(start: Callable[[str, dict[str, str]], None]) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _feed(parser: expat.XMLParserType, chunks: Iterator[bytes]) -> None:
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as broken:
        raise Unreadable(_BROKEN) from broken


def _refuse_doctype(*_declared: object) -> NoReturn:
    """No spreadsheet program writes one; with it a small file can grow without end."""
    raise Unreadable(_BROKEN)
