"""Partners by place: a region, near a municipality or a site, as the crow flies."""

from decimal import Decimal

import pytest
from django.utils import translation

from conftest import NOW, TODAY
from veturi.directory.actions import merging
from veturi.directory.actions.partners import add_site, archive
from veturi.directory.codes.places import (
    centre_of,
    codes_of_region,
    codes_within,
    region_of,
    today_of,
)
from veturi.directory.forms.partners import PartnerFilters
from veturi.directory.models import Partnership
from veturi.directory.placing import NotAPlace, find_spot
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory
from veturi.foundation.globe import Point

JYVASKYLA, MUURAME, HELSINKI, KORPILAHTI, ABROAD = "179", "500", "091", "277", "200"


@pytest.fixture
def partner(college):
    def at(municipality, name="Metsälammen Paja Oy", provider=college):
        organisation = OrganisationFactory(
            private_to=provider, name=name, municipality=municipality
        )
        return PartnershipFactory(provider=provider, organisation=organisation)

    return at


@pytest.fixture
def narrowed(aino):
    def by(person=aino, **query):
        filters = PartnerFilters(query, person=person)
        assert filters.is_valid(), filters.errors
        return set(filters.narrow(Partnership.objects.seen_by(person).filter(absorbed_into=None)))

    return by


@pytest.fixture
def refused(aino):
    def by(**query):
        filters = PartnerFilters(query, person=aino)
        assert not filters.is_valid()
        return {name: [str(text) for text in texts] for name, texts in filters.errors.items()}

    return by


def place(partner, latitude, longitude, *, by, name="Halli 2"):
    return add_site(
        partner,
        by=by,
        fields={
            "name": name,
            "latitude": Decimal(str(latitude)),
            "longitude": Decimal(str(longitude)),
        },
    )


def test_an_ended_municipality_is_where_its_heir_is():
    assert today_of(KORPILAHTI).code == JYVASKYLA
    assert centre_of(KORPILAHTI) == centre_of(JYVASKYLA)
    assert (region_of(KORPILAHTI), region_of(MUURAME), region_of("000")) == ("13", "13", "")


def test_abroad_and_what_is_no_code_are_nowhere():
    assert (centre_of(ABROAD), region_of(ABROAD), centre_of("")) == (None, "", None)


def test_a_region_has_its_ended_municipalities_too():
    codes = codes_of_region("13")

    assert {JYVASKYLA, MUURAME, KORPILAHTI} <= codes
    assert HELSINKI not in codes


def test_around_a_point_are_the_centres_within_reach():
    found = codes_within(centre_of(JYVASKYLA), 15)

    assert {JYVASKYLA, MUURAME} <= found
    assert HELSINKI not in found


@pytest.mark.django_db
def test_a_region_holds_the_partners_of_its_municipalities(partner, narrowed):
    near, former, _far = partner(MUURAME), partner(KORPILAHTI), partner(HELSINKI)

    assert narrowed(region="13") == {near, former}


@pytest.mark.django_db
def test_near_a_municipality_are_those_whose_municipality_is(partner, narrowed):
    near, _far, _nowhere = partner(MUURAME), partner(HELSINKI), partner("")

    assert narrowed(near="Jyväskylä", km="20") == {near}
    assert narrowed(near="Jyväskylä", km="5") == set()
    assert narrowed(near="JKL") == {near}


@pytest.mark.django_db
def test_near_are_also_those_with_a_site_there(aino, partner, narrowed):
    with_site, without = partner(HELSINKI), partner(HELSINKI)
    place(with_site, 62.25, 25.80, by=aino)
    in_town = partner(HELSINKI)
    add_site(in_town, by=aino, fields={"name": "Toimisto", "municipality": MUURAME})

    assert narrowed(near="Jyväskylä", km="30") == {with_site, in_town}
    assert narrowed(near="Jyväskylä", km="1") == set()
    assert without in narrowed(near="Helsinki")


@pytest.mark.django_db
def test_a_corner_of_the_box_is_farther_than_the_reach(aino, partner, narrowed):
    """14 km north and 14 km east are 20 km, not 15."""
    cornered = partner(HELSINKI)
    place(cornered, 62.24 + 0.126, 25.75 + 0.27, by=aino)

    assert narrowed(near="Jyväskylä", km="15") == set()
    assert narrowed(near="Jyväskylä", km="25") == {cornered}


@pytest.mark.django_db
def test_the_site_of_what_was_merged_counts_for_the_one_that_stays(aino, partner, narrowed):
    stays, absorbed = partner(HELSINKI), partner(HELSINKI)
    place(absorbed, 62.25, 25.80, by=aino)
    merging.merge(stays, absorbed, take=[], by=aino, at=NOW)

    assert narrowed(near="Jyväskylä") == {stays}


@pytest.mark.django_db
def test_places_narrow_together_with_the_other_filters(aino, partner, narrowed):
    kept, gone = partner(MUURAME, "Jokelan Saha Oy"), partner(MUURAME, "Harjun Hoiva Oy")
    archive(gone, by=aino, on=TODAY)

    assert narrowed(near="Muurame") == {kept}
    assert narrowed(near="Muurame", q="hoiva", archived="1") == {gone}


@pytest.mark.django_db
def test_a_place_is_a_municipality_a_site_or_a_partner(aino, partner):
    here, there = partner(MUURAME, "Jokelan Saha Oy"), partner(HELSINKI, "Harjun Hoiva Oy")
    place(there, 60.2, 25.0, by=aino, name="Harjun päiväkoti")

    assert find_spot("muurame", seen_by=aino).point == centre_of(MUURAME)
    assert find_spot("Harjun päiväkoti", seen_by=aino).point == Point(60.2, 25.0)
    assert find_spot("Harjun Hoiva Oy", seen_by=aino).point == Point(60.2, 25.0)
    assert find_spot("jokelan saha oy", seen_by=aino).name == here.name
    assert find_spot("jokelan saha oy", seen_by=aino).point == centre_of(MUURAME)


@pytest.mark.django_db
@translation.override("en")
def test_what_is_no_place_or_more_than_one_is_refused_by_name(aino, partner, refused):
    for town in (MUURAME, HELSINKI):
        add_site(partner(town), by=aino, fields={"name": "Halli 2", "municipality": town})
    partner("", "Paikaton Oy")

    assert "several places called “Halli 2”" in refused(near="Halli 2")["near"][0]
    for text in ("Mordor", "Paikaton Oy"):
        assert f"“{text}” is not a municipality" in refused(near=text)["near"][0]
    assert set(refused(km="0", region="99")) == {"km", "region"}


@pytest.mark.django_db
def test_places_of_another_school_are_not_found(aino, sten, partner):
    theirs = partner(MUURAME, "Naapurin Paja Oy", provider=sten.provider)
    place(theirs, 62.25, 25.80, by=sten, name="Naapurin halli")

    for name in ("Naapurin Paja Oy", "Naapurin halli"):
        with pytest.raises(NotAPlace):
            find_spot(name, seen_by=aino)
        assert find_spot(name, seen_by=sten)
