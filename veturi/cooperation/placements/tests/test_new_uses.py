"""New uses of agreements: noted, in the ledger, in the library, corrected, taken back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions.newuses import (
    NotTried,
    correct_new_use,
    note_new_use,
    take_back_new_use,
)
from veturi.cooperation.placements.models import NewUse
from veturi.cooperation.placements.tests.reading_pages import at
from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
LIBRARY = reverse("placements:new_uses")
FIELDS = {"variant": "group", "tried_on": TODAY, "what": "Neljä opiskelijaa yhdessä"}


def read(answer):
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def tried(workshop, mika):
    return note_new_use(workshop, by=mika, at=NOW, fields=FIELDS)


def test_a_trial_is_a_deed_and_in_history(tried, ledger):
    assert ledger() == [("new_use_tried", TODAY, None)]
    assert [change.field for change in Change.objects.of(tried.key)] == ["made"]


def test_correcting_the_day_moves_the_deed(tried, mika, ledger):
    day = TODAY - timedelta(days=3)

    correct_new_use(tried, by=mika, at=NOW, fields={"tried_on": day, "outcome": "Hyvin"})

    assert ledger() == [("new_use_tried", day, None)]


def test_what_is_taken_back_leaves_ledger_and_library(tried, mika, ledger):
    take_back_new_use(tried, by=mika, at=NOW)

    assert (ledger(), list(NewUse.objects.standing())) == ([], [])


def test_a_day_to_come_and_what_was_taken_back_are_refused(workshop, tried, mika, ledger):
    later = {**FIELDS, "tried_on": TODAY + timedelta(days=1)}
    with pytest.raises(NotTried):
        note_new_use(workshop, by=mika, at=NOW, fields=later)
    with pytest.raises(NotTried):
        correct_new_use(tried, by=mika, at=NOW, fields=later)
    assert ledger() == [("new_use_tried", TODAY, None)]
    gone = take_back_new_use(tried, by=mika, at=NOW)

    with pytest.raises(NotTried):
        take_back_new_use(gone, by=mika, at=NOW)
    with pytest.raises(NotTried):
        correct_new_use(gone, by=mika, at=NOW, fields={"outcome": "x"})
    assert NewUse.objects.count() == 1


def test_it_is_noted_of_a_period_and_of_a_partner(browse, mika, running, workshop):
    page = browse(mika)
    fields = {
        "variant": "tuva_taste",
        "tried_on": f"{localdate():%d.%m.%Y}",
        "what": "Viikko oppisopimusta",
        "again": "yes",
    }

    page.post(at("new_use_of_period", running.pk), fields)
    page.post(at("new_use_of_partner", workshop.pk), fields)

    found = NewUse.objects.order_by("pk").values_list("period", "partnership", "again")
    assert list(found) == [(running.pk, workshop.pk, "yes"), (None, workshop.pk, "yes")]
    body = read(page.get(running.get_absolute_url()))
    assert len(body.select("section[aria-labelledby=newuses] li")) == 1
    body = read(page.get(at("of_partner", workshop.pk)))
    assert len(body.select("section[aria-labelledby=newuses] li")) == 2


def test_a_day_to_come_is_said_on_the_form(browse, mika, workshop, tried):
    page = browse(mika)
    fields = {**FIELDS, "tried_on": f"{localdate() + timedelta(days=2):%d.%m.%Y}"}

    answers = [
        page.post(address, fields)
        for address in (at("new_use_of_partner", workshop.pk), at("new_use_edit", tried.pk))
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Neljä opiskelijaa" in read(answers[0]).textarea.get_text()


def test_who_noted_it_and_a_coordinator_correct_it_others_do_not(browse, mika, aino, rauha, tried):
    fields = {**FIELDS, "tried_on": "20.11.2026", "outcome": "Hyvin"}
    edit, away = at("new_use_edit", tried.pk), at("new_use_taking_back", tried.pk)

    assert [browse(rauha).post(one, fields).status_code for one in (edit, away)] == [403, 403]
    assert browse(mika).post(edit, fields).url == tried.get_absolute_url()
    assert browse(aino).post(away).url == LIBRARY
    again = browse(aino).post(away, follow=True)

    assert "taken back" in again.content.decode() or again.status_code == 200
    tried.refresh_from_db()
    assert (tried.outcome, tried.withdrawn_on) == ("Hyvin", localdate())


def test_everybody_reads_the_library_but_only_who_sees_students_the_period(
    browse, rea, mika, running, workshop
):
    tried = note_new_use(workshop, period=running, by=mika, at=NOW, fields=FIELDS)

    pages = [read(browse(one).get(tried.get_absolute_url())) for one in (mika, rea)]

    link = f'main a[href="{running.get_absolute_url()}"]'
    assert [bool(page.select(link)) for page in pages] == [True, False]
    assert [bool(page.select('a[href$="/edit/"]')) for page in pages] == [True, False]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 1),
        ({"q": "neljä"}, 1),
        ({"q": "kattilakosken"}, 1),
        ({"q": "hitsaus"}, 0),
        ({"variant": "group"}, 1),
        ({"variant": "other"}, 0),
        ({"again": "no"}, 0),
    ],
)
def test_the_library_is_narrowed(browse, rea, tried, asked, found):
    assert len(read(browse(rea).get(LIBRARY, asked)).select("table.cards tbody tr")) == found


def test_the_library_is_exported(browse, aino, rea, tried):
    answer = browse(aino).get(LIBRARY, {"export": "csv"})

    assert "Neljä opiskelijaa" in answer.content.decode()
    assert browse(rea).get(LIBRARY, {"export": "csv"}).status_code == 403


def test_a_stranger_finds_an_empty_library_and_no_page(browse, sten, tried):
    page = browse(sten)

    assert page.get(tried.get_absolute_url()).status_code == 404
    assert read(page.get(LIBRARY)).select_one(".empty") is not None


def test_many_take_as_many_questions_as_one(browse, mika, college, tried):
    page = browse(mika)
    page.get(LIBRARY)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page.get(LIBRARY)
        return len(queries)

    of_one = cost()
    for _one in range(20):
        note_new_use(PartnershipFactory(provider=college), by=mika, at=NOW, fields=FIELDS)

    assert cost() == of_one
