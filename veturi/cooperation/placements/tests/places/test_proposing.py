"""A student tells of a workplace, behind the link."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import doors, proposals
from veturi.cooperation.placements.models import PlaceProposal, Student
from veturi.cooperation.placements.rules.proposals import Asked, is_possible, name_in_two
from veturi.cooperation.placements.tests.behind.doorway import come_in
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    PlaceProposalFactory,
    StudentFactory,
)
from veturi.cooperation.placements.tests.reading_pages import LOOKS_PERSONAL, at, text, written
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KNOWN = {"name": "Pyöräpaja", "municipality": "410", "work": "Korjaan", "asked": "no"}


def test_a_student_without_a_period_tells_of_a_workplace_and_sees_that_it_waits(
    browser, told, eetu
):
    assert browser.get(at("door")).url == at("door_place")
    empty = BeautifulSoup(browser.get(at("door_place")).content, "html.parser")
    assert empty.select_one(".empty")
    assert browser.get(at("door_place_new")).status_code == 200

    answer = browser.post(at("door_place_new"), told)

    assert answer.url == at("door_place")
    row = PlaceProposal.objects.get()
    assert (row.student, row.name, row.municipality, row.asked) == (
        eetu,
        "Laukaan Pyöräpaja",
        "410",
        "yes",
    )
    assert (row.contact_name, row.contact_phone) == ("Leena Maria Pyörä", "+358 40 1234567")
    page = text(browser.get(at("door_place")))
    assert "Laukaan Pyöräpaja" in page and "Laukaa" in page
    assert at("door_place_taking_back", row.pk) in browser.get(at("door_place")).content.decode()
    fields = set(Change.objects.of(row.key).values_list("field", flat=True))
    assert fields == {"made"}
    assert Change.objects.of(eetu.key).filter(field="place_proposals").count() == 1


def test_behind_the_link_of_a_period_another_place_is_told_too(student_pass, told, eetu):
    browser = come_in(student_pass)
    assert at("door_place") in browser.get(at("door_student")).content.decode()

    browser.post(at("door_place_new"), told)

    assert PlaceProposal.objects.get().student == eetu
    assert at("door_student") in browser.get(at("door_place")).content.decode()


WRONG = [
    ({"name": ""}, "name"),
    ({"name": "", "business_id": "12"}, "business_id"),
    ({"municipality": ""}, "municipality"),
    ({"municipality": "Atlantis"}, "municipality"),
    ({"work": ""}, "work"),
    ({"work": "x" * 1001}, "work"),
    ({"work": f"Olen {LOOKS_PERSONAL}"}, "work"),
    ({"asked": ""}, "asked"),
    ({"asked": "ehkä"}, "asked"),
    ({"contact_name": ""}, "contact_name"),
    ({"contact_phone": "soita"}, "contact_phone"),
    ({"contact_email": "ei@"}, "contact_email"),
    ({"starts_on": "joskus"}, "starts_on"),
    ({"starts_on": written(TODAY - 900 * DAY), "ends_on": ""}, "starts_on"),
    ({"starts_on": "1.1.2099", "ends_on": ""}, "starts_on"),
    ({"starts_on": written(timezone.localdate() + 90 * DAY)}, "ends_on"),
]


@pytest.mark.parametrize(("wrong", "where"), WRONG)
def test_what_is_missing_or_impossible_is_said_and_nothing_typed_is_lost(
    browser, told, wrong, where
):
    given = {**told, **wrong}

    answer = browser.post(at("door_place_new"), given)

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert page.select_one(f'.errors a[href^="#id_{where}"]')
    kept = {one["name"]: one.get("value", "") for one in page.select("main input[type=text]")}
    kept |= {one["name"]: one.get_text().strip() for one in page.select("main textarea")}
    assert {name: given[name] for name in kept if name in given} == {
        name: value for name, value in kept.items() if name in given
    }
    assert not PlaceProposal.objects.exists()


def test_a_y_tunnus_is_enough_for_a_name(browser, told):
    browser.post(at("door_place_new"), {**told, "name": "", "business_id": "0942165-3"})

    assert str(PlaceProposal.objects.get()) == "0942165-3"


def test_the_same_place_is_told_once_while_it_waits(browser, told, proposed):
    answer = browser.post(at("door_place_new"), {**told, "name": "laukaan pyöräpaja"})

    assert answer.status_code == 422
    assert PlaceProposal.objects.count() == 1
    with pytest.raises(ValidationError):
        PlaceProposal(
            **{**KNOWN, "name": proposed.name, "name_folded": proposed.name_folded},
            provider=proposed.provider,
            student=proposed.student,
            made_at=NOW,
        ).full_clean()


def test_five_wait_at_a_time_and_ten_are_told_in_a_day(eetu):
    for _n in range(5):
        PlaceProposalFactory(student=eetu, made_at=NOW - 3 * DAY)
    with pytest.raises(proposals.TooManyProposed):
        proposals.propose_place(eetu, fields=KNOWN, at=NOW)

    PlaceProposal.objects.update(taken_back_at=NOW)
    for _n in range(9):
        PlaceProposalFactory(student=eetu, made_at=NOW, taken_back_at=NOW)
    proposals.propose_place(eetu, fields=KNOWN, at=NOW)
    with pytest.raises(proposals.TooManyProposed):
        proposals.propose_place(eetu, fields={**KNOWN, "name": "Toinen"}, at=NOW)
    assert proposals.propose_place(StudentFactory(provider=eetu.provider), fields=KNOWN, at=NOW).pk


@pytest.mark.parametrize("day", ["starts_on", "ends_on"])
def test_a_day_long_past_is_refused_by_the_action_too(eetu, day):
    with pytest.raises(proposals.NotADay):
        proposals.propose_place(eetu, fields={**KNOWN, day: TODAY - 60 * DAY}, at=NOW)

    assert not PlaceProposal.objects.exists()
    assert not Change.objects.of(eetu.key).exists()


def test_a_student_takes_back_what_waits_and_nothing_else(browser, proposed):
    browser.post(at("door_place_taking_back", proposed.pk))

    proposed.refresh_from_db()
    assert proposed.taken_back_at and proposed.standing == "taken_back"
    was = proposed.taken_back_at
    browser.post(at("door_place_taking_back", proposed.pk))
    proposed.refresh_from_db()
    assert proposed.taken_back_at == was
    assert browser.get(at("door_place")).status_code == 200
    assert Change.objects.of(proposed.key).filter(field="taken_back_at").count() == 1


def test_of_other_students_there_is_nothing(browser, eetu, workshop):
    senja = StudentFactory(provider=eetu.provider, given_name="Senja")
    other = PlaceProposalFactory(student=senja, name="Senjan Leipomo")
    alone = text(browser.get(at("door_place")))

    assert "Senja" not in alone
    assert browser.post(at("door_place_taking_back", other.pk)).status_code == 404
    other.refresh_from_db()
    assert other.taken_back_at is None


def test_the_page_behind_the_link_names_no_partner_of_ours(browser, proposed, workshop, mika):
    what = proposals.Taken(workshop, answer="Hyvä!")
    proposals.take_further(proposed, what=what, by=mika, at=NOW)

    page = text(browser.get(at("door_place")))

    assert "Laukaan Pyöräpaja" in page and "Hyvä!" in page
    assert workshop.name not in page


def test_an_agreed_period_is_told_to_the_student(browser, proposed, workshop, mika, eetu):
    period = PeriodFactory(partnership=workshop, student=eetu, teacher=mika)
    PlaceProposal.objects.update(answered_at=NOW, partnership=workshop, period=period)
    before = text(browser.get(at("door_place")))
    period.agreed_on = TODAY
    period.save()

    assert text(browser.get(at("door_place"))) != before


def test_the_page_asks_as_much_for_one_proposal_as_for_many(browser, proposed, workshop, eetu):
    PlaceProposal.objects.update(
        answered_at=NOW,
        partnership=workshop,
        period=PeriodFactory(partnership=workshop, student=eetu),
    )
    browser.get(at("door_place"))
    with CaptureQueriesContext(connection) as one:
        browser.get(at("door_place"))
    for _n in range(20):
        PlaceProposalFactory(
            student=eetu,
            answered_at=NOW,
            partnership=workshop,
            period=PeriodFactory(partnership=workshop, student=eetu),
        )
    with CaptureQueriesContext(connection) as many:
        browser.get(at("door_place"))

    assert len(many) == len(one)


def test_whoever_was_put_away_or_erased_is_out(searching, browser, eetu):
    Student.objects.filter(pk=eetu.pk).update(archived_on=TODAY)
    assert browser.get(at("door_place")).status_code == 404
    Student.objects.filter(pk=eetu.pk).update(archived_on=None, erased_on=TODAY)
    assert browser.get(at("door_place")).status_code == 404
    Student.objects.filter(pk=eetu.pk).update(erased_on=None)
    assert browser.get(at("door_place")).status_code == 200
    doors.revoke(searching, by=None, at=timezone.now())
    assert browser.get(at("door_place")).status_code == 404


def test_days_and_names_as_people_write_them():
    assert [is_possible(TODAY + n * DAY, on=TODAY) for n in (-31, -30, 0, 730, 731)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert is_possible(None, on=TODAY)
    assert name_in_two(" Leena  Maria Pyörä ") == ("Leena Maria", "Pyörä")
    assert name_in_two("Pyörä") == ("", "Pyörä")
    assert {one.value for one in Asked} == {"no", "waiting", "yes"}
