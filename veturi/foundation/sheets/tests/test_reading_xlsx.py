"""XLSX files are opened whole, with the sheet's own row numbers, or refused with a sentence."""

import struct
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from veturi.foundation.sheets.reading import (
    Limits,
    NotASheet,
    TooLarge,
    Unreadable,
    open_book,
)


@pytest.fixture
def make(tmp_path):
    def write(fill, **options):
        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(path, options) as book:
            fill(book)
        return path

    return write


def repacked(path, change):
    """The same file with its parts changed by `change(name, content)`."""
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, change(name, content))
    return path


def simple(book):
    book.add_worksheet("One").write_row("A1", ["Name", "Town"])


def test_blank_rows_above_keep_the_numbers_of_the_sheet(make):
    path = make(lambda book: book.add_worksheet("Late").write("C5", "here"))

    (*above, last) = open_book(path).sheet("Late").rows

    assert [row.number for row in above] == [1, 2, 3, 4]
    assert last.number == 5
    assert last.cells == ["", "", "here"]


def test_values_keep_their_types(make):
    def fill(book):
        page = book.add_worksheet("Types")
        day = book.add_format({"num_format": "d.m.yyyy"})
        moment = book.add_format({"num_format": "d.m.yyyy hh:mm"})
        page.write_row("A1", ["text", 1.5, True])
        page.write_datetime("D1", date(2024, 11, 12), day)
        page.write_datetime("E1", datetime(2024, 11, 12, 9, 30), moment)

    (row,) = open_book(make(fill)).sheet("Types").rows

    assert row.cells == ["text", 1.5, True, date(2024, 11, 12), datetime(2024, 11, 12, 9, 30)]


def test_formulas_are_told_by_column_and_give_their_value(make):
    def fill(book):
        page = book.add_worksheet("Sums")
        page.write_row("A1", ["yhteensä"])
        page.write_formula("B1", "=1+1", None, 2)
        page.write_formula("C3", "=COUNTA(A1:A9)", None, "")

    (row, *others) = open_book(make(fill)).sheet("Sums").rows

    assert row.cells == ["yhteensä", 2]
    assert row.formulas == {1}
    assert [(other.number, other.formulas) for other in others] == [(2, set()), (3, {2})]


def test_all_sheets_are_named_in_order_and_charts_are_not(make):
    def fill(book):
        book.add_worksheet("Kumppanit").write("A1", 1)
        book.add_worksheet("Äänet & muut").write("A1", 2)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Kumppanit!$A$1:$A$2"})
        book.add_chartsheet("Kuva").set_chart(chart)

    book = open_book(make(fill))

    assert book.sheet_names == ["Kumppanit", "Äänet & muut"]
    assert book.sheet("Äänet & muut").rows[0].cells == [2]


def test_a_label_merged_downwards_is_repeated_where_there_is_something_else(make):
    def fill(book):
        page = book.add_worksheet("Merged")
        page.merge_range("A1:C1", "A title across")
        page.merge_range("A2:A5", "Jyväskylä")
        page.merge_range("C2:C3", 100)
        page.write_column("B2", ["One", "Two", "", "Four"])

    rows = open_book(make(fill)).sheet("Merged").rows

    assert [row.cells for row in rows] == [
        ["A title across", "", ""],
        ["Jyväskylä", "One", 100],
        ["Jyväskylä", "Two", ""],
        ["", "", ""],
        ["Jyväskylä", "Four", ""],
    ]


def test_an_empty_sheet_has_no_rows(make):
    assert open_book(make(lambda book: book.add_worksheet("Empty"))).sheet("Empty").rows == []


def test_a_sheet_that_is_not_there_is_refused(make):
    with pytest.raises(NotASheet, match="no sheet of that name"):
        open_book(make(simple)).sheet("Two")


@pytest.mark.parametrize("cell", ["A31", "K1"])
def test_too_many_rows_or_columns_are_refused_before_reading(make, cell):
    path = make(lambda book: book.add_worksheet("Far").write(cell, "x"))

    with pytest.raises(TooLarge):
        open_book(path, limits=Limits(rows=30, columns=10)).sheet("Far")


def test_rows_times_columns_are_limited_too(make):
    path = make(lambda book: book.add_worksheet("Wide").write("J30", "x"))

    with pytest.raises(TooLarge, match="more than 299 cells"):
        open_book(path, limits=Limits(rows=30, columns=10, cells=299)).sheet("Wide")


def test_the_far_corner_of_a_spreadsheet_costs_nothing(make):
    path = make(lambda book: book.add_worksheet("Far").write("XFD1048576", "x"))

    with pytest.raises(TooLarge):
        open_book(path).sheet("Far")


def test_formatted_empty_cells_are_no_rows(make):
    def fill(book):
        page = book.add_worksheet("Formatted")
        page.write("A1", "x")
        page.write_blank("A200000", None, book.add_format({"bold": True}))

    assert len(open_book(make(fill)).sheet("Formatted").rows) == 1


def test_what_unpacks_to_too_much_is_refused(make):
    path = make(simple)
    repacked(path, lambda name, content: content + b" " * 3_000_000)

    with pytest.raises(TooLarge, match="more than 2 megabytes"):
        open_book(path, limits=Limits(unpacked_bytes=2_000_000))


def test_a_file_that_lies_about_its_size_is_counted_all_the_same(make):
    path = make(simple)
    repacked(path, lambda name, content: content + b" " * (9_000_000 if "sheet1" in name else 0))
    with ZipFile(path) as archive:
        true_size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = path.read_bytes().replace(struct.pack("<I", true_size), struct.pack("<I", 500))
    path.write_bytes(lying)

    with pytest.raises(TooLarge):
        open_book(path, limits=Limits(unpacked_bytes=2_000_000))


def test_entities_that_grow_are_refused(make):
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'
    path = make(simple)
    repacked(
        path,
        lambda name, content: (
            content.replace(b"<worksheet", doctype, 1) if "sheet1" in name else content
        ),
    )

    with pytest.raises(Unreadable):
        open_book(path).sheet("One")


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_half_a_file_is_refused(make, keep):
    path = make(simple)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])

    with pytest.raises(Unreadable, match="broken"):
        open_book(path)


def test_a_broken_sheet_is_refused(make):
    path = make(simple)
    repacked(path, lambda name, content: content[:-40] if "sheet1" in name else content)

    with pytest.raises(Unreadable, match="broken"):
        open_book(path).sheet("One")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "refusal", "sentence"),
    [
        (OLE, Unreadable, "old XLS form"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Unreadable, "password"),
        (b"%PDF-1.7 and so on", NotASheet, "not a spreadsheet"),
        (b"\x89PNG\r\n\x1a\n\0\0", NotASheet, "not a spreadsheet"),
        (b"  <HTML><table>", NotASheet, "not a spreadsheet"),
        (b"<table><tr><td>Nimi</td></tr></table>", NotASheet, "not a spreadsheet"),
        (b'<?xml version="1.0"?><Workbook/>', NotASheet, "not a spreadsheet"),
        (b'{"Nimi": "Pata"}', NotASheet, "not a spreadsheet"),
        (b'[{"Nimi": "Pata"}]', NotASheet, "not a spreadsheet"),
        (b"", NotASheet, "empty"),
        (b"\r\n  \r\n", NotASheet, "empty"),
        (bytes(range(256)) * 4, NotASheet, "neither a spreadsheet nor text"),
    ],
)
def test_other_files_are_refused_by_what_they_are(tmp_path, content, refusal, sentence):
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)

    with pytest.raises(refusal, match=sentence):
        open_book(path)


def test_a_zip_of_something_else_is_no_sheet(tmp_path):
    path = tmp_path / "letter.xlsx"
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    with pytest.raises(NotASheet, match="not a spreadsheet in XLSX form"):
        open_book(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="cannot be opened"):
        open_book(tmp_path / "gone.csv")


def test_what_a_formula_shows_instead_of_a_value_is_read(make):
    def fill(book):
        page = book.add_worksheet("One")
        page.write_formula("A1", "=1/0", None, "#DIV/0!")
        page.write_formula("B1", "=B5", None, "")
        page.write_formula("C1", "=1+1", None, 2)
        page.write("D1", "x")

    [row] = open_book(make(fill)).sheet("One").rows

    assert row.cells == ["#DIV/0!", "", 2.0, "x"]
    assert (row.formulas, row.unknown) == ({0, 1, 2}, {1})


def test_a_formula_that_gives_nothing_is_known(make):
    path = make(lambda book: book.add_worksheet("One").write_formula("A1", "=B5", None, ""))
    repacked(path, lambda _name, part: part.replace(b'<c r="A1">', b'<c r="A1" t="str">'))

    [row] = open_book(path).sheet("One").rows
    assert (row.formulas, row.unknown) == ({0}, set())


def test_characters_that_are_no_writing_are_left_out(make):
    def fill(book):
        book.add_worksheet("One").write_row("A1", ["Ku\x00nta", "Ra\x07ja"])

    [row] = open_book(make(fill)).sheet("One").rows
    assert row.cells == ["Kunta", "Raja"]


def test_a_hidden_sheet_is_named_so(make):
    def fill(book):
        simple(book)
        book.add_worksheet("Two").hide()

    book = open_book(make(fill))
    assert (book.sheet_names, book.hidden) == (["One", "Two"], {"Two"})
