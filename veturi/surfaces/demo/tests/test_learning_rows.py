"""What the town holds of links, worries, new uses, surveys, and what instructors said."""

from collections import Counter

import pytest

from conftest import NOW
from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.models import (
    ContactRequest,
    NewUse,
    Pass,
    Period,
    ProgressSignal,
    Response,
    SurveyRun,
    Worry,
)
from veturi.cooperation.placements.reading.workplace_surveys import standings
from veturi.cooperation.placements.rules.workplace_surveys import Status
from veturi.directory.models import Person
from veturi.foundation.history.models import Change
from veturi.surfaces.demo import linking, surveying
from veturi.surfaces.demo.people import MIKA
from veturi.surfaces.demo.tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_links_were_given_opened_and_ended(town):
    links = Pass.objects.filter(provider=town.provider)
    purposes = {"instructor", "student"}

    assert set(links.values_list("purpose", flat=True)) == purposes
    assert links.exclude(opened_at=None).exists()
    assert links.filter(opened_at=None, revoked_at=None).exists()
    assert links.exclude(revoked_at=None).count() == 1


def test_a_link_is_opened_by_a_text_message_of_the_services_twin(town, settings):
    settings.SMS_BACKEND = "veturi.surfaces.gateways.sms.service.send"
    settings.SMS_URL, settings.SMS_TWIN = "", "takes"
    period = next(row for row in linking.periods_of(town) if row.ended_on is None)
    Person.objects.filter(pk=period.instructor_id).update(phone="040 000 1234", email="a@b.invalid")
    period = Period.objects.get(pk=period.pk)
    row = doors.invite_instructor(period, by=town.coordinator, at=NOW)

    linking._open([row], at=NOW)

    assert Pass.objects.get(pk=row.pk).opened_at == NOW


def test_instructors_said_how_it_goes_and_what_is_wrong(town):
    tones = ProgressSignal.objects.filter(provider=town.provider).values_list("tone", flat=True)
    asked = ContactRequest.objects.filter(provider=town.provider)

    assert set(tones) == {"well", "talk"}
    assert asked.waiting().exists()
    assert Period.objects.filter(provider=town.provider).exclude(host_again="").exists()


def test_worries_are_open_late_and_closed_and_history_keeps_no_word(town):
    rows = Worry.objects.filter(provider=town.provider)
    told = Change.objects.filter(subject__in=[row.key for row in rows])

    assert rows.open().filter(due__lt=TODAY).exists()
    assert rows.open().filter(owner=None).exists()
    assert {row.new for row in told} <= {"…"}
    teachers = {row.student.teacher_id or row.made_by_id for row in rows}
    assert {row.made_by_id for row in rows} <= teachers | {town.coordinator.pk}
    assert Worry.objects.filter(made_by__email=MIKA.email).exists()


def test_new_uses_are_of_several_kinds(town):
    variants = NewUse.objects.filter(provider=town.provider).values_list("variant", flat=True)

    assert len(set(variants)) >= 2


def test_a_round_of_the_survey_stands_in_several_states(town):
    run = SurveyRun.objects.get(provider=town.provider)
    states = Counter(one.status for one in standings(run, on=TODAY))

    assert Status.ANSWERED in states
    assert run.closes_on < TODAY or run.is_open_on(TODAY)


def test_the_round_is_the_last_one_that_went_on_for_three_weeks():
    days = {
        (2026, 11, 25): (2026, 7, 12),
        (2026, 8, 1): (2026, 1, 12),
        (2026, 1, 20): (2025, 7, 12),
    }

    for today, opened in days.items():
        day = TODAY.replace(year=today[0], month=today[1], day=today[2])
        assert surveying._opened(day).timetuple()[:3] == opened


def test_arvo_told_of_periods_that_ended(town):
    rows = Response.objects.filter(provider=town.provider)

    assert {row.is_answered for row in rows} == {True, False}
    assert all(row.ended_on < TODAY for row in rows)
