"""Which names are one organisation, and which only look so."""

import pytest

from veturi.surfaces.imports.rules.alike import Index, Known, Why
from veturi.surfaces.imports.rules.fields import looks_like_data


def why(one, other):
    index = Index()
    index.add(one if isinstance(one, Known) else Known(1, one))
    match = index.find(other if isinstance(other, Known) else Known(2, other))
    return match and match.why


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Kattila Oy", "KATTILA", Why.SAME_NAME),
        ("Kuvitteen Talousyhdistys ry (KUVAPO)", "KUVAPO", Why.SHORT_NAME),
        ("Kuviteltujen kansanopistojen yhdistys KKY", "KKY ry", Why.SHORT_NAME),
        ("KKY ry", "Kuviteltujen kansanopistojen yhdistys KKY", Why.SHORT_NAME),
        ("Sepittelän opisto", "Satumäki / Sepittelän opisto", Why.PART_OF_NAME),
        ("Sepittelän opisto", "Sepitelän opisto", Why.NEAR_NAME),
        ("Kattilakosken Konepaja", "Kattilakosken Konepajat", Why.NEAR_NAME),
    ],
)
def test_one_organisation_under_two_names(one, other, reason):
    assert why(one, other) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Satulan kunta", "Tarulan kunta"),
        ("Kuvitteen ammattiopisto, Leppälä", "Kuvitteen ammattiopisto, Suokylä"),
        ("Kuvitteen ammattiopisto/sosiaali", "Kuvitteen ammattiopisto"),
        ("Satulan päiväkoti 1", "Satulan päiväkoti 2"),
        ("Yhtiö 1000 Oy", "Yhtiö 1001 Oy"),
        ("ARPELAN PÄIVÄKOTI", "ARPELAN"),
        ("Sepittelän opisto", "Sepittelän kaupunki"),
    ],
)
def test_two_organisations_with_names_alike(one, other):
    assert why(one, other) is None


def test_an_identifier_weighs_more_than_a_name():
    one = Known(1, "Kattila", business_id="9000000-1")
    assert why(one, Known(2, "Jokin muu", business_id="9000000-1")) == Why.BUSINESS_ID
    assert why(one, Known(2, "Kattila", business_id="9000001-9")) == Why.TWIN


def test_the_number_in_the_register_is_sure():
    one = Known(1, "Koulu", oid="1.2.246.562.10.1")
    assert why(one, Known(2, "Koulu", oid="1.2.246.562.10.2")) == Why.TWIN
    assert why(one, Known(2, "Lukio", oid="1.2.246.562.10.1")) == Why.REGISTER


def test_the_same_name_in_another_town_is_another():
    one = Known(1, "Keskuskoulu", municipality="179")
    assert why(one, Known(2, "Keskuskoulu", municipality="853")) is None
    assert why(one, Known(2, "Keskuskoulu", municipality="179")) == Why.SAME_NAME
    assert why(one, Known(2, "Keskuskoulu")) == Why.OPEN_PLACE


def test_a_former_name_is_recognised():
    one = Known(1, "Kattila", other_names=("Pata Oy",))
    assert why(one, "Pata") == Why.FORMER_NAME


def test_the_first_that_was_added_is_found():
    index = Index()
    for key in (1, 2):
        index.add(Known(key, "Kattila"))

    assert index.find(Known(3, "Kattila")).known.key == 1


def test_a_name_of_signs_matches_nothing():
    assert why("–", "–") is None


def test_of_several_who_bear_the_name_the_one_in_the_same_place_is_found():
    index = Index()
    index.add(Known(1, "Kattila"))
    index.add(Known(2, "Kattila", municipality="179"))

    match = index.find(Known(3, "Kattila", municipality="179"))
    assert (match.known.key, match.why) == (2, Why.SAME_NAME)


@pytest.mark.parametrize(
    ("others", "name", "is_only"),
    [((), "KATTILA", True), ((), "Kattila Oy", False), (("Kattila",), "Kattila", False)],
)
def test_only_the_very_same_name_of_one_is_that_one(others, name, is_only):
    index = Index()
    for key, one in enumerate(("Kattila", *others)):
        index.add(Known(key, one, municipality="179"))

    match = index.find(Known(9, name))
    assert (match.why, match.is_only) == (Why.OPEN_PLACE, is_only)


def test_the_same_name_in_another_place_is_no_twin():
    one = Known(1, "Koulu", oid="1", municipality="179")
    assert why(one, Known(2, "Koulu", oid="2", municipality="853")) is None


def test_a_short_name_in_another_town_is_another_organisation():
    one = Known(1, "Kuvitteen Talousyhdistys ry (KUVAPO)", municipality="179")

    assert why(one, Known(2, "KUVAPO", municipality="853")) is None
    assert why(one, Known(2, "KUVAPO", municipality="179")) == Why.SHORT_NAME


@pytest.mark.parametrize(
    ("header", "is_data"),
    [("Kattila Oy", True), ("Jyväskylä", True), ("0942165-3", True), ("Huomautus", False)],
)
def test_a_value_where_a_header_should_be_is_noticed(header, is_data):
    assert looks_like_data(header) is is_data
