"""What teachers are told of workplace periods: once each, and never by a student's name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import TODAY
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    StudentFactory,
    TerminationFactory,
    WorryFactory,
)
from veturi.surfaces.notices import passing, wording
from veturi.surfaces.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEEK = 7 * DAY


@pytest.fixture
def period(workshop, college, mika):
    """One in force, of Mika's; its days are given."""

    def make(**given):
        student = StudentFactory(provider=college, given_name="Eetu", family_name="Aho")
        days = {"starts_on": TODAY - 60 * DAY, "ends_on": TODAY + 60 * DAY, "agreed_on": TODAY}
        return PeriodFactory(
            partnership=workshop, student=student, **{**days, "teacher": mika, **given}
        )

    return make


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ({"starts_on": TODAY + WEEK}, ["period_starts"]),
        ({"starts_on": TODAY + WEEK + DAY}, []),
        ({"starts_on": TODAY + WEEK - 3 * DAY}, []),
        ({"starts_on": TODAY + WEEK, "agreed_on": None}, []),
        ({"ends_on": TODAY + WEEK}, ["period_ends"]),
        ({"ends_on": TODAY + WEEK, "teacher": None}, []),
        ({"ended_on": TODAY - DAY}, ["host_unasked"]),
        ({"ended_on": TODAY - DAY, "host_again": "no"}, []),
        ({"ended_on": TODAY - 3 * DAY}, []),
    ],
)
def test_a_teacher_is_told_a_week_before_and_the_day_after(period, college, told, given, kinds):
    period(**given)

    passing.tell_of_time(college, on=TODAY)

    assert told() == [("Mika", kind) for kind in kinds]


def test_of_skipped_nights_too_and_each_once(period, college, told):
    passing.tell_of_time(college, on=TODAY)
    period(ends_on=TODAY + WEEK + DAY)

    passing.tell_of_time(college, on=TODAY + 3 * DAY)
    passing.tell_of_time(college, on=TODAY + 3 * DAY)

    assert told() == [("Mika", "period_ends")]


def test_a_duty_is_told_on_its_day_until_it_is_done(period, college, told, mika):
    for done in (None, TODAY):
        TerminationFactory(
            period=period(ended_on=TODAY - 20 * DAY, host_again="no"),
            see_to_it=mika,
            see_to_it_by=TODAY,
            replaced_on=done,
        )

    passing.tell_of_time(college, on=TODAY)

    assert told() == [("Mika", "duty_due")]


def test_who_no_longer_sees_students_is_not_told(period, college, told, rea):
    period(ends_on=TODAY + WEEK, teacher=rea)

    passing.tell_of_time(college, on=TODAY)

    assert told() == []


def test_a_notice_leads_to_the_period_and_names_no_student(period, college, mika):
    rows = [
        period(starts_on=TODAY + WEEK),
        period(ends_on=TODAY + WEEK),
        period(ended_on=TODAY - DAY),
        period(ended_on=TODAY - 9 * DAY),
    ]
    TerminationFactory(period=rows[3], see_to_it=mika, see_to_it_by=TODAY)

    passing.tell_of_time(college, on=TODAY)

    notices = list(Notice.objects.order_by("about").select_related("partner"))
    lines = [wording.line(one, {}) for one in notices]
    assert {line.url for line in lines} == {one.get_absolute_url() for one in rows}
    said = [f"{line.title} {line.note}" for line in lines] + [wording.plain(one) for one in notices]
    assert [one for one in said if "Eetu" in one or "Aho" in one] == []


def test_many_take_as_many_questions_as_one(period, college):
    def cost(day):
        with CaptureQueriesContext(connection) as queries:
            passing.tell_of_time(college, on=day)
        return len(queries)

    period(ends_on=TODAY + WEEK)
    of_one = cost(TODAY)
    for _one in range(20):
        period(ends_on=TODAY + WEEK + DAY)

    assert cost(TODAY + DAY) <= of_one
    assert Period.objects.count() == 21


def test_a_worry_is_told_on_its_day_until_it_is_closed(college, told, mika, sten):
    student = StudentFactory(provider=college, given_name="Eetu")
    due = {"student": student, "made_by": mika, "owner": mika}
    told_of = WorryFactory(due=TODAY, **due)
    WorryFactory(due=TODAY + DAY, **due)
    WorryFactory(due=TODAY, closed_on=TODAY, closed_by=mika, **due)
    WorryFactory(student=student, made_by=mika)

    passing.tell_of_time(college, on=TODAY)
    passing.tell_of_time(college, on=TODAY)

    assert told() == [("Mika", "worry_due")]
    notice = Notice.objects.get()
    assert wording.address_of(notice) == told_of.get_absolute_url()
    assert "Eetu" not in wording.plain(notice) + wording.line(notice, {}).title


def test_who_no_longer_sees_students_is_told_of_no_worry(college, told, rea, mika):
    student = StudentFactory(provider=college)
    WorryFactory(student=student, made_by=mika, owner=rea, due=TODAY)

    passing.tell_of_time(college, on=TODAY)

    assert told() == []
