"""What is exported opens in Finnish Excel, runs nothing and comes back unchanged."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veturi.foundation.sheets.delimited import decode, read_delimited
from veturi.foundation.sheets.quoting import guarded, plain
from veturi.foundation.sheets.reading import Limits, open_book
from veturi.foundation.sheets.writing import Column, Kind, write_csv, write_xlsx

COLUMNS = [
    Column("name", "Nimi"),
    Column("hours", "Tunnit", Kind.NUMBER),
    Column("last", "Viimeksi", Kind.DATE),
]
ROWS = [
    {"name": "Ääniemen lukio; rehtori", "hours": Decimal("1234.50"), "last": date(2024, 3, 2)},
    {"name": "=HYPERLINK(1)", "hours": -0.00001, "last": datetime(2024, 3, 2, 9, 30)},
    {"name": None, "hours": None},
]


def test_csv_is_what_finnish_excel_expects():
    assert (
        write_csv(COLUMNS, ROWS)
        == (
            "\ufeffNimi;Tunnit;Viimeksi\r\n"
            '"Ääniemen lukio; rehtori";1234,50;02.03.2024\r\n'
            "'=HYPERLINK(1);-0,00001;02.03.2024\r\n"
            ";;\r\n"
        ).encode()
    )


def test_xlsx_holds_texts_except_real_numbers_and_days(tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(write_xlsx(COLUMNS, ROWS, sheet="Kumppanit"))

    rows = open_book(path).sheet("Kumppanit").rows

    assert [row.cells for row in rows] == [
        ["Nimi", "Tunnit", "Viimeksi"],
        ["Ääniemen lukio; rehtori", 1234.5, date(2024, 3, 2)],
        ["=HYPERLINK(1)", -0.00001, date(2024, 3, 2)],
    ]
    assert not any(row.formulas for row in rows)


def test_xlsx_makes_no_links_and_no_numbers_of_texts(tmp_path):
    path = tmp_path / "export.xlsx"
    texts = ["https://example.org", "007", "+358 40 1234567", "@sum", "12.3.24"]
    path.write_bytes(write_xlsx([Column("text", "Text")], [{"text": text} for text in texts]))

    rows = open_book(path).sheet("Veturi").rows

    assert [row.cells[0] for row in rows[1:]] == texts


def test_days_before_the_calendar_of_spreadsheets_are_written_as_text(tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(write_xlsx([Column("day", "Day", Kind.DATE)], [{"day": date(1848, 5, 13)}]))

    assert open_book(path).sheet("Veturi").rows[1].cells == ["13.05.1848"]


def test_a_text_longer_than_a_cell_ends_in_dots(tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(write_xlsx([Column("text", "Text")], [{"text": "a" * 40_000}]))

    (text,) = open_book(path).sheet("Veturi").rows[1].cells

    assert (len(text), text[-2:]) == (32_767, "a…")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|'/C calc'!A1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "'=1",
        "＝1",
        "- list",
    ],
)
def test_what_begins_a_formula_is_guarded(text):
    assert guarded(text) == f"'{text}"
    assert plain(guarded(text)) == text


@pytest.mark.parametrize(
    "text",
    ["-12", "-12,5", "+3", "+358 40 123 4567", "+358-40-1234567", "'90s", "Satumaa", "", "1=1"],
)
def test_numbers_phones_and_common_texts_stay_as_they_are(text):
    assert guarded(text) == text
    assert plain(text) == text


TEXTS = st.text(st.sampled_from("'=+-@\t\r\n ;\",aÄ1").filter(lambda c: c != "\r"), max_size=8)


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_a_round_trip_through_csv_changes_nothing(tmp_path_factory, texts):
    columns = [Column(str(number), f"Column {number}") for number in range(len(texts))]
    row = {str(number): text for number, text in enumerate(texts)}
    path = tmp_path_factory.mktemp("csv") / "export.csv"
    path.write_bytes(write_csv(columns, [row]))

    assert read_delimited(path, limits=Limits())[1].cells == texts


@given(TEXTS)
def test_the_guard_is_lossless(text):
    assert plain(guarded(text)) == text
    assert not guarded(text).startswith(("=", "@", "\t"))


def test_decoding_takes_the_mark_off():
    assert decode(write_csv([Column("a", "Ä")], [])) == "Ä\r\n"
