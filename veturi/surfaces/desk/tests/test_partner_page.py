"""A partner's page reads each thing once, however much there is, also of what was merged into it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from conftest import NOW, TODAY
from veturi.cooperation.encounters.actions import Logged, log
from veturi.directory.actions.merging import merge
from veturi.directory.models import Pause, Position
from veturi.directory.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def page(browse, aino):
    def looked(partner, **query):
        answer = browse(aino).get(reverse("desk:partner", args=[partner.pk]), query)
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return looked


def contacts(found):
    return [one.b.text for one in found.select("section[aria-labelledby=contacts] li")]


def works_at(partner, name, **more):
    person = PersonFactory(
        provider=partner.provider, given_name="", family_name=name, **more.pop("person", {})
    )
    return Position.objects.create(
        provider=partner.provider, partnership=partner, person=person, role="contact", **more
    )


def met(partner, aino, on=TODAY):
    what = Logged(
        kind="encounters.met", on=on, partners=[partner], line="Tapaaminen", present=[aino]
    )
    return log(what, by=aino, at=NOW)


def test_it_asks_no_more_when_there_is_more(browse, aino, workshop):
    counts, visit = [], browse(aino)
    address = reverse("desk:partner", args=[workshop.pk])
    visit.get(address)
    for many in (1, 9):
        for number in range(many):
            works_at(workshop, f"Nimi {many}{number}")
            met(workshop, aino, on=TODAY - number * DAY)
        with CaptureQueriesContext(connection) as asked:
            visit.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[1] <= 32


def test_contacts_are_those_of_the_day_who_may_be_reached(page, workshop):
    today = localdate()
    works_at(workshop, "Nykyinen", since=today, until=today)
    works_at(workshop, "Pää", is_main=True)
    works_at(workshop, "Entinen", since=today - 9 * DAY, until=today - DAY)
    works_at(workshop, "Tuleva", since=today + DAY)
    works_at(workshop, "Arkistoitu", person={"archived_on": today})

    found = page(workshop)

    assert contacts(found) == ["Pää", "Nykyinen"]
    offered = [one.text for one in found.select("select[name=person] option")][1:]
    assert offered == ["Entinen", "Nykyinen", "Pää", "Tuleva"]


def test_the_line_is_narrowed_to_a_contact_and_a_stranger_narrows_nothing(page, aino, workshop):
    there = works_at(workshop, "Läsnä").person
    met(workshop, there)
    met(workshop, aino, on=TODAY - DAY)

    assert len(page(workshop, person=there.pk).select(".past ol > li")) == 1
    assert len(page(workshop, person="0").select(".past ol > li")) == 2


def test_what_was_merged_into_it_stands_on_its_page(page, aino, workshop, bakery, college):
    works_at(bakery, "Leipuri")
    met(bakery, aino)
    Pause.objects.create(
        provider=college, partnership=bakery, channel="all", reason="Remontti", since=TODAY
    )
    merge(workshop, bakery, take=[], by=aino, at=NOW)

    found = page(workshop)

    assert contacts(found) == ["Leipuri"]
    assert len(found.select(".past ol > li")) == 1
    assert "Remontti" in found.select_one(".notice.wait").text
