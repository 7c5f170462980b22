"""The map of partners: what is on it, what it links to, who sees it, what it costs."""

import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW
from veturi.directory.actions import merging
from veturi.directory.actions.own_fields import add_own_field
from veturi.directory.actions.own_values import give_own
from veturi.directory.actions.partners import add_site
from veturi.directory.models import Thing
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory
from veturi.surfaces.pictures import partner_map

pytestmark = pytest.mark.django_db
MAP = "/partners/map/"
JYVASKYLA, MUURAME, HELSINKI, ENDED_ABROAD = "179", "500", "091", "200"


@pytest.fixture
def partner(college):
    def at(municipality, provider=college, **more):
        organisation = OrganisationFactory(private_to=provider, municipality=municipality, **more)
        return PartnershipFactory(provider=provider, organisation=organisation)

    return at


@pytest.fixture
def page(browse, aino):
    def at(person=aino, **query):
        return BeautifulSoup(browse(person, "en").get(MAP, query).content, "html.parser")

    return at


def circles(page):
    return {
        link["aria-label"]: link["href"] for link in page.select("svg.finland a:has(circle.town)")
    }


def table(page, name):
    rows = page.select(f"section[aria-labelledby={name}] tbody tr")
    return [
        (row.th.get_text(), row.th.a["href"], row.select_one("td.num").get_text()) for row in rows
    ]


def site(partner, latitude, longitude, *, by, name="Halli 2"):
    where = {"latitude": Decimal(str(latitude)), "longitude": Decimal(str(longitude))}
    return add_site(partner, by=by, fields={"name": name, **where})


def test_partners_of_a_municipality_are_one_circle_that_leads_to_their_list(partner, page):
    for code in (JYVASKYLA, JYVASKYLA, MUURAME):
        partner(code)

    assert circles(page()) == {
        "Jyväskylä: 2 partners": "/partners/?municipality=179",
        "Muurame: 1 partner": "/partners/?municipality=500",
    }


def test_the_table_beside_the_map_says_the_same(partner, page):
    for code in (JYVASKYLA, JYVASKYLA, HELSINKI):
        partner(code)
    shown = page()

    assert table(shown, "towns") == [
        ("Jyväskylä", "/partners/?municipality=179", "2"),
        ("Helsinki", "/partners/?municipality=091", "1"),
    ]
    assert table(shown, "regions") == [
        ("Central Finland", f"{MAP}?region=13", "2"),
        ("Helsinki-Uusimaa Region", f"{MAP}?region=01", "1"),
    ]
    assert len(shown.select("section[aria-labelledby=partners] li")) == 3


def test_every_region_leads_to_itself_drawn_larger(partner, page):
    partner(JYVASKYLA)
    areas = page(q="paja").select("svg.finland a:has(path.area)")

    assert len(areas) == 19
    assert {
        "aria-label": "Central Finland: 1 partner",
        "href": f"{MAP}?q=paja&region=13",
    } in [area.attrs for area in areas]


def test_a_region_drawn_larger_shows_sites_and_the_way_back(aino, partner, page):
    host = partner(JYVASKYLA)
    site(host, 62.8, 25.2, by=aino)
    partner(HELSINKI)
    shown = page(region="13", q="paja")

    assert shown.select_one("#map-title").get_text() == "Central Finland"
    assert list(circles(shown)) == ["Jyväskylä: 1 partner"]
    square = shown.select_one("svg.finland a:has(rect.site)")
    assert square["href"] == host.get_absolute_url()
    assert square.title.get_text() == f"{host.name}, Halli 2"
    assert shown.find("a", string="Show the whole country")["href"] == f"{MAP}?q=paja"
    assert shown.select_one("section[aria-labelledby=sites] li a").get_text() == host.name


def test_sites_at_one_corner_are_named_together(aino, partner, page):
    host = partner(JYVASKYLA)
    for name in ("Halli 1", "Halli 2", "Halli 3"):
        site(host, 62.8, 25.2, by=aino, name=name)

    [title] = page(region="13").select("svg.finland a:has(rect.site) title")
    assert title.get_text() == f"{host.name}, Halli 1 and 2 more"


def test_a_search_around_a_place_draws_its_reach_and_says_that_a_crow_flew_it(partner, page):
    partner(MUURAME)
    partner(HELSINKI)
    shown = page(near="Jyväskylä", km="20")

    assert shown.select_one("#map-title").get_text() == "Around Jyväskylä"
    assert shown.select_one("[role=status].small").get_text() == "1 partner"
    assert "At most 20 km as the crow flies from: Jyväskylä" in shown.get_text()
    reach = shown.select_one("svg.finland circle.reach")
    assert float(reach["r"]) > 150
    assert circles(shown) == {
        "Muurame: 1 partner": "/partners/?near=Jyv%C3%A4skyl%C3%A4&km=20&municipality=500"
    }


def test_who_is_near_by_a_site_only_is_told_to_be_outside_this_part(aino, partner, page):
    site(partner(HELSINKI), 62.25, 25.8, by=aino)
    shown = page(near="Jyväskylä", km="20")

    assert circles(shown) == {}
    assert "1 partner is outside this part of the map." in shown.get_text()
    assert [name for name, *_rest in table(shown, "towns")] == ["Helsinki"]


def test_who_has_no_municipality_is_counted_and_told(partner, page):
    for code in (JYVASKYLA, "", ENDED_ABROAD):
        partner(code)
    shown = page()

    assert list(circles(shown)) == ["Jyväskylä: 1 partner"]
    assert "2 partners have no municipality and are not on the map." in shown.get_text()


def test_what_was_merged_is_counted_with_the_one_that_stays(aino, partner, page):
    stays, absorbed = partner(JYVASKYLA), partner(HELSINKI)
    site(absorbed, 62.8, 25.2, by=aino)
    merging.merge(stays, absorbed, take=[], by=aino, at=NOW)
    shown = page(region="13")

    assert list(circles(page())) == ["Jyväskylä: 1 partner"]
    assert shown.select_one("section[aria-labelledby=sites] a").get_text() == stays.name


def test_the_map_keeps_the_filters_of_the_list(partner, page, aino):
    partner(JYVASKYLA, name="Jokelan Saha Oy")
    partner(HELSINKI, name="Harjun Hoiva Oy")
    shown = page(q="saha", kind="company")

    query = "?q=saha&kind=company"
    assert circles(shown) == {"Jyväskylä: 1 partner": f"/partners/{query}&municipality=179"}
    switch = {link.get_text(strip=True): link["href"] for link in shown.select(".shelf .chip")}
    assert switch == {
        "List": f"/partners/{query}",
        "Board": f"/partners/board/{query}",
        "Map": f"{MAP}{query}",
        "Calendar": f"/partners/calendar/{query}",
    }


def test_with_no_partners_the_way_to_begin_is_told(page):
    shown = page()

    assert circles(shown) == {} and table(shown, "towns") == []
    assert "No partner has a municipality yet." in shown.get_text()


def test_when_nothing_matches_the_filters_can_be_cleared(partner, page):
    partner(JYVASKYLA)

    clear = page(q="olematon").find("a", string="Clear the filters")
    assert clear["href"] == MAP


def test_a_wrong_filter_is_said_and_what_was_typed_stays(partner, page):
    partner(JYVASKYLA)
    shown = page(near="Mordor", km="30")

    assert "“Mordor” is not a municipality" in shown.select_one(".field.bad").get_text()
    assert shown.select_one("#id_near")["value"] == "Mordor"
    assert circles(shown) == {}


def test_a_stranger_sees_nothing_of_us(aino, partner, page, sten):
    site(partner(JYVASKYLA), 62.8, 25.2, by=aino)
    partner(HELSINKI, provider=sten.provider)

    assert list(circles(page(sten))) == ["Helsinki: 1 partner"]
    shown = page(sten, region="13")
    assert circles(shown) == {} and not shown.select("rect.site")


def test_the_drawing_holds_no_style_and_no_script(partner, browse, aino):
    partner(JYVASKYLA)
    body = browse(aino).get(MAP).content.decode()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", body)


def cost(page, **query):
    with CaptureQueriesContext(connection) as queries:
        assert page.get(MAP, query).status_code == 200
    return len(queries)


@pytest.mark.parametrize("query", [{}, {"region": "13"}, {"near": "Jyväskylä", "km": "90"}])
def test_a_hundred_partners_cost_as_many_queries_as_one(aino, partner, browse, query):
    page = browse(aino)
    site(partner(JYVASKYLA), 62.3, 25.7, by=aino)
    cost(page, **query)
    one = cost(page, **query)
    codes = ["179", "500", "091", "837", "992", "410", "182", "249", "850", "182"]
    for number in range(100):
        site(partner(codes[number % 10]), 62.3, round(25.7 + number / 1000, 3), by=aino)

    assert cost(page, **query) == one


def test_more_sites_than_are_shown_is_told(aino, partner, page, monkeypatch):
    monkeypatch.setattr(partner_map, "SITES", 2)
    host = partner(JYVASKYLA)
    for number in range(3):
        site(host, 62.3, 25.7 + number / 10, by=aino, name=f"Halli {number}")

    assert "The first 2 are shown." in page(region="13").get_text()


def test_a_field_of_the_schools_own_narrows_the_map_too(college, partner, page):
    asked = {"label_fi": "Ala", "kind": "text", "is_filter": True}
    field = add_own_field(college, thing=Thing.PARTNER, by=None, fields=asked, choices=[])
    mine, _other = partner(JYVASKYLA), partner(HELSINKI)
    give_own(mine, values={field.name: "metalli"}, by=None)
    shown = page(**{field.name: "metalli"})

    assert circles(shown) == {
        "Jyväskylä: 1 partner": f"/partners/?{field.name}=metalli&municipality=179"
    }
