"""How a page tells what the law finds, and where it is mended."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from veturi.cooperation.placements.mending import ways_to_mend
from veturi.cooperation.placements.reading.cases import findings_of
from veturi.cooperation.placements.rules.law import LAW, Place
from veturi.cooperation.placements.tests.factories import PeriodFactory, ready
from veturi.directory.tests.factories import GrantFactory

TODAY = date(2026, 11, 24)


def shown(period, mend=None):
    context = {"findings": findings_of(period, on=TODAY)}
    with translation.override("en"):
        html = render_to_string(
            "placements/_checks.html", context | ({"mend": mend} if mend else {})
        )
    return BeautifulSoup(html, "html.parser")


def words(part):
    return part.get_text(" ", strip=True)


def test_when_nothing_is_found_it_is_said(workshop):
    assert words(shown(ready(workshop))) == "Nothing stands in the way."


def test_each_finding_has_its_word_law_sentence_and_way(workshop):
    period = ready(workshop, key_tasks="")

    page = shown(period, ways_to_mend(period))

    [row] = page.select("li")
    assert words(row.select_one(".what")) == (
        "Stands in the way: The plan is attached to the agreement: write at least one key work "
        "task. L531/2017 71.2 § · before it is signed"
    )
    assert row.select_one("svg")["aria-hidden"] == "true"
    assert row.a["href"] == (
        f"/periods/{period.pk}/edit/?back=%2Fperiods%2F{period.pk}%2F#id_key_tasks"
    )
    assert words(row.a).startswith("Mend it")


def test_what_does_not_hinder_is_told_after_that_nothing_does(workshop):
    page = shown(ready(workshop, safety_acknowledged_on=None))

    assert words(page.p) == "Nothing stands in the way."
    assert words(page.li).startswith("Good to know: The workplace has not acknowledged")


def test_whoever_may_not_mend_reads_without_links(workshop):
    page = shown(PeriodFactory(partnership=workshop))

    assert len(page.select("li")) == 7
    assert page.select("a") == []


def test_there_is_a_way_to_every_place(workshop, otto):
    ways = ways_to_mend(PeriodFactory(partnership=workshop, instructor=otto))

    assert set(ways) == set(Place)


def test_who_is_not_named_has_no_page(workshop):
    ways = ways_to_mend(PeriodFactory(partnership=workshop))

    assert set(Place) - set(ways) == {Place.COMPETENCE, Place.CONTACT}


def test_the_way_leads_to_the_partner_that_stays(workshop, bakery):
    bakery.absorbed_into = workshop
    bakery.save()

    ways = ways_to_mend(PeriodFactory(partnership=bakery))

    assert ways[Place.ASSESSMENT].partition("?")[0] == f"/partners/{workshop.pk}/suitability/"


@pytest.mark.parametrize(
    "place",
    sorted({rule.place for rule in LAW if rule.place} - {Place.AGREEMENTS, Place.CALLING_OFF}),
)
def test_every_field_to_mend_stands_in_its_form(browse, aino, workshop, otto, place):
    GrantFactory(person=aino, role="support")
    period = PeriodFactory(partnership=workshop, instructor=otto)

    form = browse(aino).get(ways_to_mend(period)[place])

    page = BeautifulSoup(form.content, "html.parser")
    fields = {rule.field for rule in LAW if rule.place == place and rule.field}
    assert fields
    assert {field for field in fields if not page.select_one(f"#id_{field}")} == set()
