"""Worries and corrections on the desk; how many corrections wait, in the menu of every page."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import voices
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    StudentFactory,
    WorryFactory,
)
from veturi.surfaces.desk.attention import attention

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def on_desk_of(person):
    with override("en"):
        rows = attention(person, [], {}, on=TODAY)
        return [(row.signal, row.title, row.partner and row.partner.name, row.url) for row in rows]


def ask(person, phone="040 5"):
    return voices.ask_for_correction(person, email="oikea@verstas.invalid", phone=phone, at=NOW)


def waits_in_menu(page, name="placements:contact_requests"):
    parsed = BeautifulSoup(page.get("/").content, "html.parser")
    return [
        link.get_text(" ", strip=True) for link in parsed.select(f"nav a[href='{reverse(name)}']")
    ]


def test_ones_own_worries_stand_there_when_they_are_due(college, workshop, mika, aino):
    student = StudentFactory(provider=college, given_name="Eetu")
    own = {"student": student, "made_by": mika, "owner": mika}
    late, today = WorryFactory(due=TODAY - DAY, **own), WorryFactory(due=TODAY, **own)
    WorryFactory(due=TODAY + DAY, **own)
    WorryFactory(due=TODAY, closed_on=TODAY, closed_by=mika, **own)

    title = "A worry is to be followed up"
    assert on_desk_of(mika) == [
        ("stop", title, None, late.get_absolute_url()),
        ("wait", title, None, today.get_absolute_url()),
    ]
    assert on_desk_of(aino) == []


def test_the_desk_with_a_worry_names_no_student(college, workshop, mika, browse):
    student = StudentFactory(provider=college, given_name="Eetu")
    row = WorryFactory(student=student, made_by=mika, owner=mika, due=TODAY)

    page = BeautifulSoup(browse(mika).get("/").content, "html.parser")

    assert page.select(f"a[href='{row.get_absolute_url()}']")
    assert "Eetu" not in page.get_text()


def test_a_correction_is_for_the_partners_owner_and_the_students_teacher(
    college, workshop, otto, mika, aino, rea
):
    ask(otto)
    assert on_desk_of(aino) == on_desk_of(mika) == []

    workshop.owner = aino
    workshop.save()
    PeriodFactory(
        student=StudentFactory(provider=college),
        partnership=workshop,
        teacher=mika,
        instructor=otto,
    )

    row = (
        "wait",
        "Contact data to be corrected: Otto Ohjaaja",
        workshop.name,
        reverse("placements:contact_requests"),
    )
    assert on_desk_of(aino) == on_desk_of(mika) == [row]
    assert on_desk_of(rea) == []


def test_the_menu_counts_what_waits(otto, aino, rea, sten, browse):
    page = browse(aino)
    assert waits_in_menu(page) == ["Yhteystietojen korjaukset"]

    ask(otto)

    assert waits_in_menu(page)[0].startswith("Yhteystietojen korjaukset 1")
    assert waits_in_menu(browse(sten)) == ["Yhteystietojen korjaukset"]
    assert waits_in_menu(browse(rea)) == []


def test_what_waits_costs_no_question_of_its_own(otto, aino, browse):
    def asked():
        page = browse(aino)
        page.get("/")
        with CaptureQueriesContext(connection) as queries:
            page.get(reverse("encounters:todo"))
        return [one["sql"] for one in queries.captured_queries]

    before = asked()
    ask(otto)

    assert len(asked()) == len(before)
    assert sum("placements_contactrequest" in one for one in before) == 1
    assert "ledger_promise" in next(one for one in before if "placements_contactrequest" in one)
