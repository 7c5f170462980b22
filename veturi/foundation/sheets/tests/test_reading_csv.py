"""CSV files come in any encoding and with any mark between the columns."""

import pytest

from veturi.foundation.sheets.reading import Limits, TooLarge, Unreadable, open_book

TEXT = "Nimi;Kunta\r\nÄäniemen lukio;Äänekoski\r\nÅbo – skola;Åbo\r\n"
CELLS = [["Nimi", "Kunta"], ["Ääniemen lukio", "Äänekoski"], ["Åbo – skola", "Åbo"]]


@pytest.fixture
def read(tmp_path):
    def rows(content, **limits):
        path = tmp_path / "schools.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_book(path, limits=Limits(**limits)).sheet("schools").rows

    return rows


def cells(rows):
    return [row.cells for row in rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_is_found(read, encoding):
    assert cells(read(TEXT.encode(encoding))) == CELLS


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_mark_between_columns_is_found(read, mark):
    assert cells(read(TEXT.replace(";", mark))) == CELLS


def test_commas_in_texts_do_not_divide_a_file_of_semicolons(read):
    rows = read("Name;Sum;Form\nOne, two, three;1,5;a, b\nFour;2,5;c\nFive;3,0;d, e, f, g\n")

    assert [len(row.cells) for row in rows] == [3, 3, 3, 3]


def test_the_line_that_names_the_mark_is_not_a_row(read):
    (row,) = read("sep=,\r\na,b;c\r\n")

    assert (row.number, row.cells) == (1, ["a", "b;c"])


def test_a_row_with_line_breaks_in_a_cell_is_one_row(read):
    rows = read('Name;Note\n"One";"first\nsecond; third"\n\nTwo;""\n')

    assert [(row.number, row.cells) for row in rows] == [
        (1, ["Name", "Note"]),
        (2, ["One", "first\nsecond; third"]),
        (3, []),
        (4, ["Two", ""]),
    ]


def test_the_last_row_needs_no_line_end(read):
    assert cells(read("a;b\nc;d")) == [["a", "b"], ["c", "d"]]


def test_rare_line_separators_stay_inside_their_cell(read):
    assert cells(read("a\x0bx;b\u2028y\nc;d\n")) == [["a\nx", "b\u2028y"], ["c", "d"]]


def test_characters_that_are_no_writing_are_left_out(read):
    assert cells(read("Nimi\0;K\x01unta\nA\x1f;B\x7f\n")) == [["Nimi", "Kunta"], ["A", "B"]]


KNOWN = {"name": frozenset({"nimi"}), "place": frozenset({"kunta"}), "notes": frozenset({"huom"})}


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_mark_is_known_by_the_header_that_it_cuts(tmp_path, mark):
    rows = ["tori, kahvila; leipomo| kauppa\tkatu".replace(mark, " ") for _row in range(9)]
    path = tmp_path / "lista.csv"
    path.write_text(
        "\n".join([f"Nimi{mark}Kunta{mark}Huom", *(f"A{mark}B{mark}{x}" for x in rows)])
    )

    [header, *others] = open_book(path, known=KNOWN).sheet("lista").rows
    assert header.cells == ["Nimi", "Kunta", "Huom"]
    assert {len(row.cells) for row in others} == {3}


def test_a_list_of_lists_goes_by_what_stands_before_a_blank(read):
    rows = read("Firma;Sort\n" + "A;x, y, z\n" * 9)

    assert {len(row.cells) for row in rows} == {2}


def test_a_cell_without_end_is_named_by_its_row(read):
    with pytest.raises(TooLarge, match="row 2 is longer"):
        read("Nimi;Huom\nA;" + "x" * 200_000 + "\n")


def test_one_column_is_a_sheet_too(read):
    assert cells(read("Nimi\nAino\n")) == [["Nimi"], ["Aino"]]


def test_a_quotation_that_never_closes_is_refused_with_its_row(read):
    with pytest.raises(Unreadable, match="opens in row 2 never closes"):
        read('Name;Note\n"One;first\nTwo;second\n')


def test_the_guard_before_a_formula_is_taken_off(read):
    assert cells(read("'=1+1;'-x;'plain\n")) == [["=1+1", "-x", "'plain"]]


def test_too_many_rows_or_bytes_are_refused(read):
    with pytest.raises(TooLarge, match="more than 2 rows"):
        read("a\n" * 3, rows=2)
    with pytest.raises(TooLarge, match="more than 2 columns"):
        read("a;b;c\n", columns=2)
    with pytest.raises(TooLarge, match="megabytes"):
        read("a;b;c\n" * 9, unpacked_bytes=20)


def test_unknown_letters_are_refused(read):
    with pytest.raises(Unreadable, match="Save it as CSV UTF-8"):
        read(b"Name;\x81\x8d\x9d\n")
