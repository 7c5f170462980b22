"""What is promised in words: those of the module that promised, as far as the reader may see."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.cooperation.placements.actions import visits
from veturi.ledger.models import Promise
from veturi.ledger.promised import words_of

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=3)


@pytest.fixture
def step(workshop, mika):
    """Mika agreed on a visit what he does next."""
    fields = {
        "partnership": workshop,
        "on": TODAY,
        "hours": Decimal(1),
        "purpose": "mid",
        "next_step": "Tuo Eetulle suojalasit",
        "next_on": SOON,
    }
    return visits.record(visits.NewVisit(uuid4(), fields), by=mika, at=NOW).step


def test_the_words_of_a_visits_next_step_are_read_by_who_takes_it(step, mika, aino):
    assert words_of([step], to=mika) == {step.pk: "Tuo Eetulle suojalasit"}
    assert words_of([step], to=aino) == {step.pk: str(step.catalogue.name)}


def test_they_stand_on_the_desk_and_the_to_do_list(step, mika, aino, browse):
    def text(person, address):
        return BeautifulSoup(browse(person).get(address).content, "html.parser").get_text()

    todo = reverse("encounters:todo")
    for address in ("/", todo):
        assert "Tuo Eetulle suojalasit" in text(mika, address)
    assert "Eetulle" not in text(aino, f"{todo}?whose=team")


def test_what_was_agreed_otherwise_is_read_by_all(workshop, mika, aino):
    encounters.agree_next(workshop, text="Soita", due=SOON, owner=mika, by=mika, at=NOW)
    promise = Promise.objects.get()

    assert words_of([promise], to=aino) == {promise.pk: "Soita"}


def test_where_no_visit_promised_none_is_asked(workshop, mika):
    encounters.agree_next(workshop, text="Soita", due=SOON, owner=mika, by=mika, at=NOW)
    promises = list(Promise.objects.all())

    with CaptureQueriesContext(connection) as queries:
        words_of(promises, to=mika)

    assert len(queries) == 1
