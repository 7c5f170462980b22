"""A teacher's students, by what each needs now."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import periods, visits
from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.reading.mine import looked_after, rows_of
from veturi.cooperation.placements.rules.groups import Group, group_of
from veturi.cooperation.placements.rules.words import State
from veturi.cooperation.placements.tests.factories import PeriodFactory, StudentFactory, ready

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MINE = reverse("placements:my_students")


@pytest.fixture
def at_work(workshop, otto, eetu, mika):
    """Eetu is at the workshop on whatever day the pages are looked at."""
    today = localdate()
    return ready(
        workshop,
        instructor=otto,
        student=eetu,
        teacher=mika,
        starts_on=today - 30 * DAY,
        ends_on=today + 60 * DAY,
        agreed_on=today - 40 * DAY,
    )


@pytest.mark.parametrize(
    ("state", "starts", "last", "asked", "group"),
    [
        ("running", -30, 15, False, Group.RUNNING),
        ("running", -30, None, False, Group.RUNNING),
        ("running", -30, 14, False, Group.ENDING),
        ("interrupted", -30, 3, False, Group.INTERRUPTED),
        ("agreed", 30, 90, False, Group.STARTING),
        ("agreed", 31, 90, False, None),
        ("proposed", -2, 20, False, Group.STARTING),
        ("proposed", -2, None, False, Group.STARTING),
        ("accepted", -20, -1, False, None),
        ("ended", -90, -60, False, Group.UNASKED),
        ("ended", -90, -61, False, None),
        ("ended", -90, None, False, None),
        ("ended", -90, -2, True, None),
        ("called_off", 3, 20, False, None),
    ],
)
def test_each_period_stands_in_one_group_at_most(state, starts, last, asked, group):
    found = group_of(
        State(state),
        starts_on=TODAY + starts * DAY,
        last_day=None if last is None else TODAY + last * DAY,
        is_asked=asked,
        on=TODAY,
    )

    assert found == group


def test_a_student_stands_where_the_period_does_and_without_one_among_those_without(
    mika, running, college
):
    senja = StudentFactory(provider=college, given_name="Senja", family_name="Kivi", teacher=mika)

    looked = looked_after(mika, on=TODAY)

    assert {key: [str(one.student) for one in many] for key, many in looked.periods.items()} == {
        Group.RUNNING: ["Eetu Aho"]
    }
    assert looked.without == [senja]


def test_a_period_whose_teacher_one_is_counts_though_the_student_is_another_teachers(
    aino, mika, workshop, college
):
    other = StudentFactory(provider=college, teacher=mika)
    PeriodFactory(
        partnership=workshop, student=other, teacher=aino, starts_on=TODAY + DAY, ends_on=None
    )

    looked = looked_after(aino, on=TODAY)

    assert [one.student for one in looked.periods[Group.STARTING]] == [other]
    assert looked.without == []


def test_what_was_called_off_or_put_away_needs_nobody(mika, propose, college):
    period = propose()
    periods.call_off(period, side="school", why="muutto", by=mika, at=NOW)
    Student.objects.update(archived_on=TODAY)

    looked = looked_after(mika, on=TODAY)

    assert (looked.periods, looked.without) == ({}, [])


def test_a_row_tells_what_stands_in_the_way_what_was_done_and_what_is_next(mika, running):
    rows = rows_of(looked_after(mika, on=TODAY), sees_support=False, on=TODAY)

    [row] = rows[Group.RUNNING]
    assert row.hindrances > 0
    assert (row.last.kind, row.next.kind, row.next.due) == (
        "placements.period_month_held",
        "placements.period_ends",
        date(2026, 12, 18),
    )


def test_visits_made_and_planned_are_acts_too(mika, running):
    day = date(2026, 11, 23)
    made = {"period": running, "partnership": running.partnership, "on": day, "hours": 1}
    visits.record(visits.NewVisit(uuid4(), {**made, "purpose": "start"}, []), by=mika, at=NOW)
    planned = {"period": running, "partnership": running.partnership, "purpose": "mid"}
    visits.plan(fields=planned, due=date(2026, 12, 1), teacher=mika, by=mika, at=NOW)

    [row] = rows_of(looked_after(mika, on=TODAY), sees_support=False, on=TODAY)[Group.RUNNING]

    assert (row.last.source.partition(":")[0], row.last.done_on) == ("placements.visit", day)
    assert row.next.due == date(2026, 12, 1)


def test_an_ended_period_has_nothing_in_its_way(mika, running):
    periods.end(running, on=TODAY - DAY, by=mika, at=NOW)

    rows = rows_of(looked_after(mika, on=TODAY), sees_support=False, on=TODAY)

    assert [row.hindrances for row in rows[Group.UNASKED]] == [0]


def test_the_page_calls_the_instructor_with_one_tap(browse, mika, at_work, otto):
    otto.phone, otto.email = "+358 40 123 4567", "otto@paja.invalid"
    otto.save()

    page = BeautifulSoup(browse(mika).get(MINE).content, "html.parser")

    reach = [one["href"] for one in page.select("main .reach a")]
    assert reach == ["tel:+358401234567", "mailto:otto@paja.invalid"]
    assert len(page.find_all("h1")) == 1


def test_who_has_no_students_is_told_so(browse, aino):
    page = BeautifulSoup(browse(aino, language="en").get(MINE).content, "html.parser")

    assert "Nobody to look after now" in page.select_one(".empty").get_text()


def test_a_coordinator_looks_at_a_teachers_students(browse, aino, mika, at_work):
    page = BeautifulSoup(browse(aino).get(MINE, {"teacher": mika.pk}).content, "html.parser")

    assert "Mika Koivu" in page.h1.get_text()
    assert "Eetu Aho" in page.main.get_text()


def test_a_teacher_looks_at_their_own_only(browse, aino, mika, at_work):
    page = browse(mika)

    assert page.get(MINE, {"teacher": aino.pk}).status_code == 403
    assert page.get(MINE, {"teacher": mika.pk}).status_code == 200


def test_a_teacher_of_another_school_is_not_there(browse, aino, sten):
    assert browse(aino).get(MINE, {"teacher": sten.pk}).status_code == 404


def test_a_stranger_sees_none_of_these_students(browse, sten, at_work):
    assert "Eetu" not in browse(sten).get(MINE).content.decode()


def test_many_students_take_as_many_questions_as_one(browse, mika, workshop, college, at_work):
    page = browse(mika)
    for address in (MINE, reverse("desk:home")):
        page.get(address)

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert page.get(address).status_code == 200
        return len(queries)

    of_one = {address: asked(address) for address in (MINE, reverse("desk:home"))}
    for place in range(30):
        ready(
            workshop,
            student=StudentFactory(provider=college, teacher=mika),
            teacher=mika,
            starts_on=localdate() + (place - 5) * DAY,
            agreed_on=localdate(),
        )

    assert {address: asked(address) for address in of_one} == of_one
