"""Which column holds what is proposed by name, by nearly the name and by the look of its cells."""

import re

from veturi.foundation.sheets.grid import Row
from veturi.foundation.sheets.mapping import Field, propose


def looks_like_id(text):
    return re.fullmatch(r"\d{7}-\d", text) is not None


NAME = Field("name", frozenset({"organisaatio", "nimi", "namn", "name", "organisation"}))
ID = Field("business_id", frozenset({"y tunnus", "fo nummer", "business id"}), looks_like_id)
PLACE = Field(
    "municipality", frozenset({"paikkakunta", "kotikunta", "kunta", "ort", "municipality"})
)
LAYER = Field("layer", frozenset({"kumppanuus", "kumppanuuden taso", "taso", "niva", "layer"}))
LAST = Field("last_contact", frozenset({"yhteydenotto", "viimeisin yhteydenotto", "last contact"}))
FIELDS = [NAME, ID, PLACE, LAYER, LAST]


def rows(*cells):
    return [Row(number, list(row)) for number, row in enumerate(cells, 2)]


def test_headers_of_a_real_list_are_understood():
    headers = [
        "Nro",
        "Organisaatio",
        "Y-tunnus / FO-nummer",
        "Paikkakunta",
        "Yhteistyön muoto",
        "Kumppanuus (arjen/kehittävä/strateginen/verkosto)",
        "Viim. yhteydenotto",
    ]

    assert propose(headers, [], FIELDS) == {
        1: "name",
        2: "business_id",
        3: "municipality",
        5: "layer",
        6: "last_contact",
    }


def test_swedish_and_english_headers_are_understood():
    assert propose(["Ort", "Namn"], [], FIELDS) == {0: "municipality", 1: "name"}
    assert propose(["Last contact", "Name"], [], FIELDS) == {0: "last_contact", 1: "name"}


def test_a_header_with_a_slip_is_nearly_the_name():
    assert propose(["Organisatio", "Paikkakuntta"], [], FIELDS) == {0: "name", 1: "municipality"}


def test_the_exact_name_wins_over_a_name_that_contains_it():
    assert propose(["Yhteyshenkilön nimi", "Nimi"], [], FIELDS) == {1: "name"}


def test_each_field_goes_to_one_column_and_each_column_to_one_field():
    mapping = propose(["Nimi", "Nimi", "Kunta"], [], FIELDS)

    assert mapping == {0: "name", 2: "municipality"}


def test_the_look_of_the_cells_decides_where_the_header_is_silent():
    sample = rows(("Satumaa", "9000001-1"), ("Taru", "9000002-1"), ("Saga", ""))

    assert propose(["Kuka", "Tunniste"], sample, FIELDS) == {1: "business_id"}


def test_cells_that_mostly_look_otherwise_map_nothing():
    assert propose(["x"], rows(("9000001-1",), ("a",), ("b",)), FIELDS) == {}


def test_of_two_like_headers_the_cells_choose():
    sample = rows(("x", "9000001-1"))

    assert propose(["Y-tunnus", "Y-tunnus"], sample, FIELDS) == {1: "business_id"}


def test_unknown_columns_stay_unmapped():
    assert propose(["", "Väri", "Muistettavaa"], [], FIELDS) == {}
