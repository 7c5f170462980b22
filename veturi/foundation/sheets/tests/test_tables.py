"""The table is found among what people write around it, and every row is accounted for."""

from datetime import date

import pytest

from veturi.foundation.sheets.grid import Row, Sheet
from veturi.foundation.sheets.tables import NonRow, find_table

KNOWN = {
    "name": frozenset({"organisaatio", "nimi", "namn", "organisation", "name"}),
    "business_id": frozenset({"y tunnus", "fo nummer", "business id"}),
    "municipality": frozenset({"paikkakunta", "kunta", "ort", "kommun", "municipality"}),
    "layer": frozenset({"kumppanuus", "verkosto", "niva", "layer"}),
}


def sheet(*rows, formulas=None):
    formulas = formulas or {}
    return Sheet(
        "Sheet",
        [
            Row(number, list(cells), frozenset(formulas.get(number, ())))
            for number, cells in enumerate(rows, 1)
        ],
    )


def table_of(*rows, **options):
    return find_table(sheet(*rows, **options), known=KNOWN)


def others(table):
    return {(row.number, row.kind.value) for row in table.others}


LIST = (
    ("PARTNERS 2024", "", "", ""),
    ("DO NOT CHANGE!!", "", "", ""),
    ("", "", "", ""),
    ("Nro", " Organisaatio ", "Y-tunnus / FO-nummer", "Paikkakunta"),
    (1.0, "Satumaa Oy", "9000001-1", "Jyväskylä"),
    ("", "VERKOSTOT ALLA", "", ""),
    (2.0, "Only a name yet", "", ""),
    ("", "", "", ""),
    (3.0, "Taru ry", "", "Äänekoski"),
    ("Nro", " Organisaatio ", "Y-tunnus / FO-nummer", "Paikkakunta"),
    (4.0, "KKY RY", "", ""),
    ("", "", "", ""),
    ("", "yhteensä", "", ""),
    ("", "Huom! Old ones are elsewhere.", "", ""),
)


def test_the_table_stands_between_titles_and_notes():
    table = table_of(*LIST, formulas={13: {2}})

    assert table.header_row == 4
    assert table.headers == ["Nro", "Organisaatio", "Y-tunnus / FO-nummer", "Paikkakunta"]
    assert [row.number for row in table.rows] == [5, 7, 9, 11]
    assert table.others == [
        NonRow(1, "title", "PARTNERS 2024"),
        NonRow(2, "title", "DO NOT CHANGE!!"),
        NonRow(3, "blank", ""),
        NonRow(6, "heading", "VERKOSTOT ALLA"),
        NonRow(8, "blank", ""),
        NonRow(10, "heading", "Nro · Organisaatio · Y-tunnus / FO-nummer · Paikkakunta"),
        NonRow(12, "blank", ""),
        NonRow(13, "sum", "yhteensä"),
        NonRow(14, "note", "Huom! Old ones are elsewhere."),
    ]


def test_every_row_is_header_data_or_labelled():
    table = table_of(*LIST)

    numbers = [table.header_row, *(row.number for row in table.rows)]
    numbers += [row.number for row in table.others]

    assert sorted(numbers) == list(range(1, len(LIST) + 1))


@pytest.mark.parametrize(
    "header",
    [
        ("Namn", "FO-nummer", "Ort"),
        ("Name", "Business ID", "Municipality"),
        ("Qqq", "Www", "Eee"),
    ],
)
def test_a_header_is_found_in_any_language_and_by_its_shape(header):
    table = table_of(
        header, ("Satumaa Ab", "9000001-1", "Åbo"), ("Saga rf", "", "Åbo"), ("Fabel rf", "", "Åbo")
    )

    assert (table.header_row, len(table.rows)) == (1, 3)


def test_a_word_of_the_header_among_the_data_does_not_mislead():
    table = table_of(
        ("Partners", "", ""),
        ("Organisaatio", "Kumppanuus", "Viimeksi"),
        ("Satumaa verkosto", "verkosto", date(2024, 1, 2)),
        ("Kunta", "verkosto", date(2024, 1, 2)),
    )

    assert (table.header_row, len(table.rows)) == (2, 2)


def test_without_a_header_the_columns_have_letters_and_no_row_is_lost():
    table = table_of((1.0, "Satumaa Oy", "9000001-1"), (2.0, "Taru ry", "9000002-1"))

    assert (table.header_row, table.headers, len(table.rows)) == (0, ["A", "B", "C"], 2)


def test_years_may_be_names_of_columns():
    table = table_of(("Organisaatio", "2023", "2024"), ("Satumaa", 1.0, 2.0), ("Taru", 3.0, 4.0))

    assert table.header_row == 1


@pytest.mark.parametrize(
    ("row", "formulas", "kind"),
    [
        (("Yhteensä:", "", 12.0), (), "sum"),
        (("Summa", "12", "30,5 €"), (), "sum"),
        (("TOTAL", "", ""), (2,), "sum"),
        (("", "", 12.0), (2,), "sum"),
        (("", "", ""), (2,), "sum"),
        (("Verkostot alla", "", ""), (), "heading"),
        (("Oppilaitokset:", "", ""), (), "heading"),
        (("MUUT KUMPPANIT", "", ""), (), "heading"),
        (("Lähde: rekisteri", "", ""), (), "note"),
        (("* tarkistettava", "", ""), (), "note"),
    ],
)
def test_rows_that_are_no_data_are_labelled(row, formulas, kind):
    table = table_of(
        ("Organisaatio", "Y-tunnus", "Tunnit"),
        ("Satumaa", "9000001-1", 5.0),
        row,
        ("Taru", "9000002-1", 7.0),
        formulas={3: formulas},
    )

    assert others(table) == {(3, kind)}
    assert [row.number for row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    "row",
    [
        ("Total Oy", "", ""),
        ("Summa ry", "9000003-1", 1.0),
        ("Taru", "", ""),
        ("TARU", "", ""),
        ("SATUMAA", "", ""),
        ("Yhteensä", "for all", ""),
    ],
)
def test_partners_with_odd_names_stay_data(row):
    table = table_of(
        ("Organisaatio", "Y-tunnus", "Tunnit"),
        ("Satumaa", "9000001-1", 5.0),
        row,
        ("Taru", "9000002-1", 7.0),
    )

    assert len(table.rows) == 3


def test_lone_lines_after_the_last_blank_row_are_notes():
    table = table_of(
        ("Organisaatio", "Y-tunnus", "Tunnit"),
        ("Satumaa", "9000001-1", 5.0),
        ("Taru", "9000002-1", 7.0),
        ("", "", ""),
        ("Ask Aino about these.", "", ""),
    )

    assert others(table) == {(4, "blank"), (5, "note")}


def test_a_list_of_names_alone_is_all_data():
    table = table_of(("Nimi",), ("SATUMAA OY AB",), ("Taru",), ("",), ("Huom ry",))

    assert [row.number for row in table.rows] == [2, 3, 5]


def test_columns_beyond_the_header_are_kept():
    table = table_of(("Nimi", "Kunta"), ("Satumaa", "Turku", "a remark"))

    assert table.headers == ["Nimi", "Kunta", ""]


def test_an_empty_sheet_has_an_empty_table():
    table = table_of()

    assert (table.header_row, table.headers, table.rows, table.others) == (0, [], [], [])


def test_notes_below_may_have_their_value_beside_them():
    table = table_of(
        *LIST[3:5],
        ("", "", "", ""),
        ("Laatija: Aino Salmela", "", "", ""),
        ("Lähde", "Patentti- ja rekisterihallitus", "", ""),
    )

    assert [row.number for row in table.rows] == [2]
    assert others(table) == {(3, "blank"), (4, "note"), (5, "note")}


def test_a_partner_below_a_blank_row_is_a_partner():
    table = table_of(*LIST[3:5], ("", "", "", ""), (2.0, "Lähdevesi Oy", "", "Jyväskylä"))

    assert [row.number for row in table.rows] == [2, 4]


def test_a_list_without_a_header_keeps_its_first_row():
    table = find_table(sheet(("Pata Oy", "Turku"), ("Kattila", "")), known=KNOWN, is_headless=True)

    assert (table.header_row, table.headers, len(table.rows)) == (0, ["A", "B"], 2)


def test_a_sum_that_cannot_be_reckoned_is_a_sum():
    table = table_of(*LIST[3:5], ("", "yhteensä", "#NAME?", ""), formulas={3: {2}})

    assert others(table) == {(3, "sum")}
