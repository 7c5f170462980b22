"""Periods as bars and places by week."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from veturi.cooperation.placements.reading import calendar
from veturi.cooperation.placements.rules.bars import Bar, Cell, Length, beside, lanes, stretch
from veturi.cooperation.placements.tests.factories import (
    OfferFactory,
    PeriodFactory,
    StudentFactory,
)
from veturi.directory.tests.factories import PartnershipFactory

pytestmark = pytest.mark.django_db
PERIODS, OFFERS = reverse("placements:calendar"), reverse("placements:offer_calendar")


def read(answer):
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize(
    ("length", "day", "first", "last", "columns"),
    [
        ("month", date(2026, 11, 25), date(2026, 11, 1), date(2026, 11, 30), 30),
        ("month", date(2028, 2, 1), date(2028, 2, 1), date(2028, 2, 29), 29),
        ("term", date(2026, 8, 1), date(2026, 7, 27), date(2027, 1, 3), 23),
        ("term", date(2026, 7, 31), date(2025, 12, 29), date(2026, 8, 2), 31),
    ],
)
def test_a_month_has_its_days_and_a_term_its_whole_weeks(length, day, first, last, columns):
    found = stretch(Length(length), day)

    assert (found.first, found.last, len(found.columns)) == (first, last, columns)


@pytest.mark.parametrize(
    ("length", "day", "before", "after"),
    [
        ("month", date(2026, 12, 9), date(2026, 11, 30), date(2027, 1, 1)),
        ("term", date(2026, 11, 1), date(2026, 1, 1), date(2027, 1, 1)),
        ("term", date(2026, 3, 1), date(2025, 8, 1), date(2026, 8, 1)),
    ],
)
def test_one_turns_to_what_is_before_and_after(length, day, before, after):
    assert beside(Length(length), day) == (before, after)


def test_bars_that_meet_stand_on_lines_of_their_own():
    of = stretch(Length.MONTH, date(2026, 11, 1))
    bars = [
        Bar("a", date(2026, 10, 1), date(2026, 11, 10)),
        Bar("b", date(2026, 11, 10), date(2026, 11, 12)),
        Bar("c", date(2026, 11, 13), None),
    ]

    assert lanes(bars, of) == [
        [Cell(10, "a"), Cell(2), Cell(18, "c")],
        [Cell(9), Cell(3, "b"), Cell(18)],
    ]


def test_a_month_shows_the_periods_of_each_group(browse, mika, running, workshop, college):
    other = StudentFactory(provider=college, group="", given_name="Senja", family_name="Kivi")
    PeriodFactory(partnership=workshop, student=other, starts_on=date(2026, 11, 30), ends_on=None)

    page = read(browse(mika, language="en").get(PERIODS, {"month": "2026-11"}))

    rows = [
        (row.th.get_text(strip=True), [one.get_text(strip=True)[:5] for one in row.select(".bar")])
        for row in page.select(".bars tbody")
    ]
    assert rows == [("No group", ["Senja"]), ("KOA24", ["Eetu "])]


def test_what_ended_before_the_month_is_not_in_it(browse, mika, running):
    page = read(browse(mika).get(PERIODS, {"month": "2027-01"}))

    assert page.select(".bar") == []
    assert page.select_one(".empty") is not None


def test_the_same_stands_by_workplace_as_a_list_and_in_a_term(browse, mika, running):
    asked = {"month": "2026-11", "by": "workplace", "length": "term"}

    page = read(browse(mika).get(PERIODS, asked))

    assert page.select_one(".bars tbody th").get_text(strip=True) == "Kattilakosken Konepaja Oy"
    assert page.select_one(".only-s .rows").get_text(" ", strip=True).startswith("Eetu Aho")
    assert page.select_one('a[rel="next"]')["href"].endswith(
        "?month=2027-01&by=workplace&length=term"
    )


def test_the_filters_go_from_the_list_to_the_calendar_and_back(browse, mika, running):
    page = browse(mika)
    asked = {"group": "KOA24", "when": "every"}

    onward = [
        one["href"]
        for one in read(page.get(reverse("placements:periods"), asked)).select(".head .actions a")
    ]
    back = [
        one["href"]
        for one in read(page.get(PERIODS, {**asked, "month": "2026-11"})).select(".head .actions a")
    ]

    assert onward[0] == f"{PERIODS}?group=KOA24&when=every"
    assert back == [f"{reverse('placements:periods')}?group=KOA24&when=every"]


def test_filters_narrow_the_calendar(browse, mika, running):
    page = browse(mika)

    def bars(**asked):
        return len(read(page.get(PERIODS, {"month": "2026-11", **asked})).select(".bar"))

    assert (bars(), bars(group="LEIP25"), bars(when="off"), bars(when="every")) == (1, 0, 0, 1)
    assert bars(form="nonsense") == 0


@pytest.mark.parametrize("month", ["", "2026-13", "x", "1500-01"])
def test_what_is_no_month_is_this_one(browse, mika, month):
    assert browse(mika).get(PERIODS, {"month": month, "length": "x"}).status_code == 200


def test_more_than_is_drawn_is_said(monkeypatch, browse, mika, running, workshop):
    PeriodFactory(partnership=workshop, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 6))
    OfferFactory.create_batch(2, partnership=workshop)
    monkeypatch.setattr(calendar, "AT_MOST", 1)

    page = browse(mika, language="en")

    assert "Only the first" in read(page.get(PERIODS, {"month": "2026-11"})).main.get_text()
    assert "Only the first" in read(page.get(OFFERS, {"month": "2027-02"})).main.get_text()


def test_places_are_counted_by_week(browse, mika, workshop):
    offer = OfferFactory(
        partnership=workshop, starts_on=date(2027, 1, 11), ends_on=date(2027, 1, 22), places=1
    )
    days = {"starts_on": date(2027, 1, 18), "ends_on": date(2027, 2, 5)}
    PeriodFactory.create_batch(2, partnership=workshop, offer=offer, **days)
    PeriodFactory(
        partnership=workshop, offer=offer, called_off_on=date(2027, 1, 2), called_off_by="school"
    )

    page = read(browse(mika).get(OFFERS, {"month": "2027-01"}))

    cells = page.select(".places tbody td")
    assert [(one.get_text(strip=True), one["class"]) for one in cells[1:5]] == [
        ("", ["num"]),
        ("0/1", ["num", "free"]),
        ("2/1", ["num", "over"]),
        ("", ["num"]),
    ]


def test_without_offers_the_term_is_empty(browse, mika, workshop):
    page = browse(mika)

    assert read(page.get(OFFERS, {"month": "2027-01"})).select_one(".empty") is not None
    assert read(page.get(OFFERS, {"q": "sorvi", "on": "eilen"})).select_one(".empty") is not None


def test_strangers_see_none_of_it(browse, sten, rea, running, workshop):
    OfferFactory(partnership=workshop)
    asked = {"month": "2027-01"}

    assert read(browse(sten).get(PERIODS, {"month": "2026-11"})).select(".bar") == []
    assert read(browse(sten).get(OFFERS, asked)).select(".places td") == []
    assert [browse(rea).get(one).status_code for one in (PERIODS, OFFERS)] == [403, 403]


def test_many_take_as_many_questions_as_one(browse, mika, workshop, college, running):
    page = browse(mika)
    OfferFactory(partnership=workshop)
    asked = {PERIODS: {"month": "2026-11", "by": "workplace"}, OFFERS: {"month": "2027-01"}}

    def costs():
        found = {}
        for address, query in asked.items():
            page.get(address, query)
            with CaptureQueriesContext(connection) as queries:
                page.get(address, query)
            found[address] = len(queries)
        return found

    of_one = costs()
    for place in range(20):
        partner = PartnershipFactory(provider=college)
        offer = OfferFactory(partnership=partner)
        PeriodFactory(
            partnership=partner,
            offer=offer,
            starts_on=date(2026, 11, 1) + timedelta(days=place),
        )

    assert costs() == of_one
