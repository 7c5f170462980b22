"""The calendar of partners: a month of what is promised and what was done."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import merging
from veturi.directory.tests.factories import PartnershipFactory
from veturi.ledger.models import Deed
from veturi.surfaces.pictures.partner_calendar import read_day, read_month

pytestmark = pytest.mark.django_db
CALENDAR = "/partners/calendar/"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page(browse, aino):
    def at(person=aino, **query):
        return BeautifulSoup(browse(person, "en").get(CALENDAR, query).content, "html.parser")

    return at


def meet(aino, *partners, on=TODAY):
    what = encounters.Logged(kind="encounters.met", on=on, partners=list(partners))
    return encounters.log(what, by=aino, at=NOW)


def agree(aino, partner, due=TODAY, text="Soita"):
    return encounters.agree_next(partner, text=text, due=due, owner=aino, by=aino, at=NOW)


def cell(page, day):
    """What stands in the grid on a day of the month."""
    for one in page.select("table.cal td:not(.beside)"):
        number = one.select_one(".date").find(string=True, recursive=False).strip()
        if number == f"{day}.":
            return [" ".join(item.get_text(" ").split()) for item in one.select("li")]
    raise AssertionError(f"{day} is not in the month")


def agenda(page):
    return {
        day.h3.get_text(" ", strip=True): [
            " ".join(item.get_text(" ").split()) for item in day.select("li")
        ]
        for day in page.select(".agenda > section")
    }


def test_what_was_done_and_what_is_promised_stands_on_its_day(aino, workshop, page):
    met = meet(aino, workshop, on=date(2026, 11, 3))
    agree(aino, workshop, due=date(2026, 11, 27))
    shown = page()

    assert cell(shown, 3) == [f"done: {workshop.name} meeting"]
    assert cell(shown, 27) == [f"promised: {workshop.name} Soita"]
    assert cell(shown, 4) == []
    links = [link["href"] for link in shown.select("table.cal li a")]
    assert links == [reverse("encounters:show", args=[met.pk]), workshop.get_absolute_url()]


def test_the_agenda_says_the_same_with_links(aino, workshop, bakery, page):
    meet(aino, workshop, bakery, on=date(2026, 11, 3))
    agree(aino, workshop, due=date(2026, 11, 27))
    shown = page()

    assert agenda(shown) == {
        "Tue 3.11.": [f"done: meeting {workshop.name} , {bakery.name}"],
        "Fri 27.11.": [f"promised: Soita {workshop.name}"],
    }
    assert shown.select_one("[role=status].small").get_text() == "1 thing promised · 1 thing done"


def test_what_is_overdue_says_so(aino, workshop, page):
    agree(aino, workshop, due=date(2026, 11, 20))

    assert agenda(page()) == {"Fri 20.11.": [f"late: Soita late {workshop.name}"]}


def test_a_deed_without_a_page_of_its_own_leads_to_its_partner(aino, workshop, page):
    meet(aino, workshop)
    Deed.objects.update(source="elsewhere.thing:1")

    assert [link["href"] for link in page().select("table.cal li a")] == [
        workshop.get_absolute_url()
    ]


def test_weeks_are_numbered_and_today_is_marked(page):
    shown = page()

    numbers = [
        row.th.find_all(string=True, recursive=False)[0] for row in shown.select(".cal tbody tr")
    ]
    assert numbers == ["44", "45", "46", "47", "48", "49"]
    [today] = shown.select("td[aria-current=date]")
    assert today.get_text(strip=True) == "24."


def test_one_goes_from_month_to_month_and_back_to_today_with_the_filters(page):
    shown = page(month="2026-12", q="paja")

    links = {link.get_text(strip=True): link["href"] for link in shown.select(".monthhead nav a")}
    assert links == {
        "Previous: Month": f"{CALENDAR}?q=paja&month=2026-11",
        "To today": f"{CALENDAR}?q=paja",
        "Next: Month": f"{CALENDAR}?q=paja&month=2027-01",
    }
    assert shown.select_one("#month").get_text() == "December 2026"
    assert shown.select_one("input[name=month]")["value"] == "2026-12"


def test_a_month_that_is_none_is_todays():
    for written in ("", "2026-13", "eilen", "0001-01", "9999-12"):
        assert read_month(written, on=TODAY) == date(2026, 11, 1)
    assert read_day("2026-02-30") is None
    assert read_day("2026-02-28") == date(2026, 2, 28)


def test_a_full_day_shows_three_and_leads_to_all_of_them(aino, workshop, page):
    for _ in range(4):
        meet(aino, workshop)
    agree(aino, workshop)
    shown = page(q="konepaja")

    day = f"{CALENDAR}?q=konepaja&day=2026-11-24"
    assert cell(shown, 24) == [
        f"promised: {workshop.name} Soita",
        f"done: {workshop.name} meeting",
        f"done: {workshop.name} meeting",
        "and 2 more 24.11.2026",
    ]
    assert shown.select_one(".others a")["href"] == f"{day}#agenda"
    alone = page(q="konepaja", day="2026-11-24")
    assert len(alone.select("section[aria-labelledby=agenda] li")) == 5
    assert alone.select_one("#agenda").get_text() == "Tue 24.11.2026"


def test_a_very_full_day_says_how_many_it_shows(aino, workshop, page, monkeypatch):
    monkeypatch.setattr("veturi.surfaces.pictures.partner_calendar.ON_A_DAY", 2)
    for _ in range(3):
        meet(aino, workshop)

    assert "The first 2 of 3 are shown." in page(day="2026-11-24").get_text()


def test_a_day_with_nothing_says_so(page):
    assert "Nothing on this day." in page(day="2026-11-24").get_text()


def test_days_of_the_neighbouring_months_are_shown_but_not_counted(aino, workshop, page):
    meet(aino, workshop, on=date(2026, 10, 30))
    shown = page()

    [beside] = shown.select("td.beside:has(li)")
    assert beside.select_one(".date")["href"] == f"{CALENDAR}?day=2026-10-30#agenda"
    assert agenda(shown) == {}
    assert "0 things done" in shown.select_one("[role=status].small").get_text()


def test_only_partners_of_the_filters_are_on_it(aino, workshop, bakery, page):
    meet(aino, workshop)
    agree(aino, bakery)

    assert cell(page(q="leipomo"), 24) == [f"promised: {bakery.name} Soita"]
    empty = page(q="olematon")
    assert "Nothing in this month matches these filters." in empty.get_text()
    clear = empty.find("a", string="Clear the filters")
    assert clear["href"] == f"{CALENDAR}?month=2026-11"


def test_what_was_merged_is_shown_by_the_one_that_stays(college, aino, workshop, page):
    twin = PartnershipFactory(provider=college)
    meet(aino, twin)
    agree(aino, twin)
    merging.merge(workshop, twin, take=[], by=aino, at=NOW)

    assert cell(page(q="konepaja"), 24) == [
        f"promised: {workshop.name} Soita",
        f"done: {workshop.name} meeting",
    ]


def test_an_empty_month_says_what_belongs_here(page):
    assert "Nothing in this month yet." in page().get_text()


def test_a_stranger_sees_nothing_of_us(aino, workshop, sten, page):
    meet(aino, workshop)
    agree(aino, workshop)
    shown = page(sten)

    assert agenda(shown) == {}
    assert workshop.name not in shown.get_text()


@pytest.mark.parametrize("query", [{}, {"day": "2026-11-24"}])
def test_a_hundred_things_cost_as_many_queries_as_one(college, aino, workshop, browse, query):
    visitor = browse(aino)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(CALENDAR, query).status_code == 200
        return len(queries)

    meet(aino, workshop)
    agree(aino, workshop)
    cost()
    one = cost()
    partners = [PartnershipFactory(provider=college) for _ in range(10)]
    for number in range(100):
        day = TODAY - timedelta(days=number % 20)
        meet(aino, partners[number % 10], on=day)
        agree(aino, partners[number % 10], due=TODAY + timedelta(days=number % 5))

    assert cost() == one


def test_a_view_saved_of_the_calendar_opens_on_the_month_of_its_day(page):
    save = page(q="konepaja", month="2026-12", day="2026-12-03").select_one(".shelf .actions a")

    asked = parse_qs(urlsplit(save["href"]).query)
    assert (asked["page"], asked["query"]) == (["pictures:calendar"], ["q=konepaja"])
