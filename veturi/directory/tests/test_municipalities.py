import pytest
from django.utils import translation

from veturi.directory.codes.municipalities import (
    find_municipality,
    municipalities,
    municipality,
)
from veturi.directory.codes.regions import region, regions
from veturi.directory.codes.tables import rows


@pytest.mark.parametrize(
    ("written", "name", "via"),
    [
        ("Jyväskylä", "Jyväskylä", "name"),
        (" JYVÄSKYLÄ ", "Jyväskylä", "name"),
        ("Aanekoski", "Äänekoski", "name"),
        ("Åbo", "Turku", "name"),
        ("Turku/Åbo", "Turku", "name"),
        ("40100 Jyväskylä", "Jyväskylä", "name"),
        ("Jyväskylä (Korpilahti)", "Jyväskylä", "name"),
        ("Korpilahti (Jyväskylä)", "Jyväskylä", "brackets"),
        ("JKL", "Jyväskylä", "short"),
        ("Hki", "Helsinki", "short"),
        ("Suolahti", "Äänekoski", "former"),
        ("Korpilahti", "Jyväskylä", "former"),
        ("Jyväskylän mlk", "Jyväskylä", "former"),
        ("Rovaniemen maalaiskunta", "Rovaniemi", "former"),
        ("Karis", "Raasepori", "former"),
        ("Vaajakoski", "Jyväskylä", "part"),
        ("Pirkkala", "Pirkkala", "name"),
    ],
)
def test_the_municipality_in_force_is_found_and_how(written, name, via):
    found = find_municipality(written)

    assert (found.name_fi, found.via) == (name, via)
    assert found.in_force


@pytest.mark.parametrize("written", ["", "Mordor", "Viipuri", "Lappi", "Turku/Salo", "Keski-Suomi"])
def test_a_place_that_is_not_one_municipality_is_not_guessed(written):
    assert find_municipality(written) is None


def test_a_found_municipality_equals_the_one_of_its_code():
    assert find_municipality("Suolahti") == municipality("992")


def test_there_are_309_in_force_in_finnish_order_each_in_its_region_with_a_place_on_the_map():
    all_in_force = municipalities()

    assert len(all_in_force) == 309
    assert (all_in_force[0].name_fi, all_in_force[-1].name_fi) == ("Akaa", "Äänekoski")
    for place in all_in_force:
        assert region(place.region)
        assert 59.7 < place.latitude < 70.1
        assert 19.4 < place.longitude < 31.6


def test_every_former_municipality_points_to_one_in_force():
    former = [municipality(row["code"]) for row in rows("municipalities.csv") if row["now"]]

    assert len(former) > 250
    assert all(not place.in_force and municipality(place.now).region for place in former)


def test_neighbours_are_near():
    jyvaskyla, muurame, utsjoki = (municipality(code) for code in ("179", "500", "890"))

    assert abs(jyvaskyla.latitude - muurame.latitude) < 0.2
    assert utsjoki.latitude - jyvaskyla.latitude > 7


def test_our_own_places_do_not_hide_municipalities():
    for row in rows("places.csv"):
        assert find_municipality(row["name"]).via == row["via"]


def test_names_follow_the_reader():
    with translation.override("sv"):
        assert str(municipality("853")) == "Åbo"
        assert str(region("13")) == "Mellersta Finland"
    with translation.override("fi"):
        assert str(municipality("853")) == "Turku"
    assert len(regions()) == 19


@pytest.mark.parametrize("ask", [municipality, region])
def test_an_unknown_code_is_nothing(ask):
    assert ask("xyz") is None
