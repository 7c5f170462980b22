"""Cards and passes that workplaces ask for: shown, expired, taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import students
from veturi.cooperation.placements.models import Card, Period
from veturi.cooperation.placements.reading.cases import cases_of, findings_of
from veturi.cooperation.placements.tests.factories import (
    CardFactory,
    StudentFactory,
    ready,
)
from veturi.cooperation.placements.tests.reading_pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def eetu(college, mika):
    return StudentFactory(provider=college, given_name="Eetu", teacher=mika)


@pytest.fixture
def kitchen(workshop, otto, eetu):
    """A period at a workplace that asks for a hygiene passport."""
    period = ready(workshop, instructor=otto, student=eetu)
    workshop.suitabilities.update(requirements="hygiene_pass,shift_work")
    return period


def asked_of(period):
    found = findings_of(period, on=TODAY)
    return [one.code for one in found if one.code.startswith("C")]


def test_who_has_not_shown_it_is_not_signed_in(kitchen, eetu, mika):
    assert asked_of(kitchen) == ["C1"]

    students.show_card(
        eetu, fields={"requirement": "hygiene_pass", "shown_on": TODAY}, by=mika, at=NOW
    )

    assert asked_of(kitchen) == []


def test_of_several_the_one_that_lasts_longest_counts(kitchen, eetu):
    CardFactory(student=eetu, valid_until=kitchen.starts_on - timedelta(days=1))
    assert asked_of(kitchen) == ["C1"]

    CardFactory(student=eetu, shown_on=TODAY, valid_until=kitchen.ends_on - timedelta(days=1))
    assert asked_of(kitchen) == ["C5"]

    CardFactory(student=eetu, shown_on=TODAY - timedelta(days=1))
    assert asked_of(kitchen) == []


def test_one_of_another_student_does_not_help(kitchen, college):
    CardFactory(student=StudentFactory(provider=college))

    assert asked_of(kitchen) == ["C1"]


def test_a_card_that_had_expired_when_shown_is_refused(eetu, mika):
    fields = {
        "requirement": "hot_work",
        "shown_on": TODAY,
        "valid_until": TODAY - timedelta(days=1),
    }

    with pytest.raises(ValidationError):
        students.show_card(eetu, fields=fields, by=mika, at=NOW)

    assert not Card.objects.exists()


def test_it_is_shown_from_the_check_to_the_students_page(browse, mika, kitchen, eetu):
    page = browse(mika)
    address = reverse("placements:student_card", args=[eetu.pk])
    assert address in page.get(kitchen.get_absolute_url()).content.decode()

    assert page.post(address, {"requirement": "hygiene_pass"}).status_code == 422
    assert page.post(address, {"requirement": "x", "shown_on": "1.11.2026"}).status_code == 422
    assert (
        page.post(address, {"requirement": "hygiene_pass", "shown_on": "1.1.2099"}).status_code
        == 422
    )
    given = {"requirement": "hygiene_pass", "shown_on": "1.11.2026", "valid_until": "31.12.2027"}
    assert page.post(address, given).status_code == 302
    twice = page.post(address, given)

    card = Card.objects.get()
    assert (card.shown_on, card.valid_until, card.shown_to) == (
        date(2026, 11, 1),
        date(2027, 12, 31),
        mika,
    )
    assert (twice.status_code, "31.12.2027" in twice.content.decode()) == (422, True)
    assert "31.12.2027" in text(page.get(eetu.get_absolute_url()))


def test_what_was_written_by_mistake_is_taken_back(browse, mika, kitchen, eetu):
    card = CardFactory(student=eetu)

    browse(mika).post(reverse("placements:card_taking_back", args=[card.pk]))

    card.refresh_from_db()
    assert card.taken_back_on is not None
    assert asked_of(kitchen) == ["C1"]
    again = browse(mika).post(reverse("placements:card_taking_back", args=[card.pk]))
    assert again.status_code == 404


def test_an_expired_one_is_called_expired(browse, mika, eetu):
    CardFactory(student=eetu, shown_on=date(2020, 1, 1), valid_until=date(2025, 1, 1))

    assert "vanhentunut" in text(browse(mika).get(eetu.get_absolute_url()))


def test_the_checks_of_many_ask_as_much_as_those_of_one(workshop, otto, college):
    def questions(periods):
        with CaptureQueriesContext(connection) as asked:
            cases_of(periods, on=TODAY)
        return len(asked)

    def one():
        period = ready(workshop, instructor=otto, student=StudentFactory(provider=college))
        CardFactory(student=period.student)
        return Period.objects.get(pk=period.pk)

    few, many = [one()], [one() for _ in range(5)]

    assert questions(few) == questions(many)
