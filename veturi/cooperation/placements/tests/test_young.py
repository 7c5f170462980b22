"""Those under 18: by the clock, by the week, by the birthday."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.rules.case import years
from veturi.cooperation.placements.tests.lawful import (
    ADULT,
    AGED_14,
    AGED_17,
    AGREEMENT,
    APPRENTICE,
    PRACTICE,
    STARTS,
    TET,
    TODAY,
    assessed,
    told,
)

PATIENT = settings(deadline=None)

# Hours of those under 18.

YOUNG = [
    # 15 to 17: from 6 to 22, until 24 in two shifts of vocational education, rest of 12 hours.
    (AGREEMENT, AGED_17, time(6), time(18), []),
    (AGREEMENT, AGED_17, time(5, 59), time(14), ["A12 block"]),
    (AGREEMENT, AGED_17, time(14), time(22), []),
    (AGREEMENT, AGED_17, time(14), time(22, 1), ["A12 warn"]),
    (APPRENTICE, AGED_17, time(16), time(0), ["A12 warn"]),
    (AGREEMENT, AGED_17, time(16), time(0, 1), ["A12 block"]),
    (TET, AGED_17, time(14), time(22), []),
    (TET, AGED_17, time(14), time(22, 1), ["A12 block"]),
    (PRACTICE, AGED_17, time(14), time(23), ["A12 block"]),
    (AGREEMENT, AGED_17, time(8), time(20), []),
    (AGREEMENT, AGED_17, time(8), time(20, 1), ["A12 warn"]),
    (AGREEMENT, AGED_17, time(22), time(6), ["A12 block"]),
    # Under 15: from 8 to 20, from 6 for weighty reasons, rest of 14 hours.
    (TET, AGED_14, time(8), time(18), []),
    (TET, AGED_14, time(10), time(20), []),
    (TET, AGED_14, time(10), time(20, 1), ["A12 block", "A12 warn"]),
    (TET, AGED_14, time(12), time(20, 1), ["A12 block"]),
    (TET, AGED_14, time(7, 59), time(16), ["A12 warn"]),
    (TET, AGED_14, time(5, 59), time(15), ["A12 block"]),
    (TET, AGED_14, time(8), time(18, 1), ["A12 warn"]),
    # Of age: no limits of the young.
    (TET, date(2009, 1, 11), time(5), time(23), []),
]


@pytest.mark.parametrize(("form", "born_on", "begins", "ends", "codes"), YOUNG)
def test_the_young_work_and_rest_by_the_clock(form, born_on, begins, ends, codes):
    assert told(form, born_on=born_on, day_begins=begins, day_ends=ends) == codes


@pytest.mark.parametrize(
    ("form", "born_on", "hours", "codes"),
    [
        (TET, AGED_14, 35, []),
        (TET, AGED_14, "35.5", ["A12 block"]),
        (TET, AGED_17, 40, []),
        (TET, AGED_17, "40.5", ["A12 block"]),
        (PRACTICE, AGED_17, "40.5", ["A12 warn"]),
        (AGREEMENT, AGED_17, "40.5", ["A11 warn", "A12 warn"]),
        (TET, ADULT, 45, []),
        (TET, AGED_14, None, []),
    ],
)
def test_a_week_of_the_young_has_five_days_of_seven_or_eight_hours(form, born_on, hours, codes):
    weekly = None if hours is None else Decimal(hours)

    assert told(form, born_on=born_on, weekly_hours=weekly) == codes


def test_the_hours_of_the_young_must_be_known_to_be_checked():
    assert told(TET, born_on=AGED_14, day_begins=None) == ["A12 info"]


OF_AGE = frozenset({"of_age"})


@pytest.mark.parametrize(
    ("form", "changes", "codes"),
    [
        (TET, {"born_on": AGED_14, "requirements": OF_AGE}, ["A12 block"]),
        (AGREEMENT, {"born_on": AGED_17, "requirements": OF_AGE}, ["A12 warn"]),
        (AGREEMENT, {"requirements": OF_AGE}, []),
        (TET, {"born_on": AGED_14} | assessed(has_orientation=False), ["A12 warn"]),
        (AGREEMENT, {"born_on": AGED_17} | assessed(has_orientation=False), ["A12 warn"]),
        (AGREEMENT, assessed(has_orientation=False), []),
        (TET, {"born_on": AGED_14, "assessment": None}, []),
        (TET, {"born_on": AGED_14, "guide": None}, ["A12 warn"]),
    ],
)
def test_the_young_are_kept_from_danger_and_taught_to_work(form, changes, codes):
    assert told(form, **changes) == codes


# Ages.


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        (date(2010, 5, 5), date(2025, 5, 4), 14),
        (date(2010, 5, 5), date(2025, 5, 5), 15),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
    ],
)
def test_one_grows_older_on_the_birthday_and_after_a_leap_day(born_on, on, age):
    assert years(born_on, on=on) == age
    assert Student(born_on=born_on).age_on(on) == age


DAYS = some.dates(date(1990, 1, 1), date(2040, 12, 31))


@PATIENT
@given(DAYS, DAYS)
def test_nobody_grows_younger(born_on, on):
    assert years(born_on, on=on + timedelta(days=1)) - years(born_on, on=on) in {0, 1}


@PATIENT
@given(some.dates(date(2004, 1, 1), date(2016, 12, 31)))
def test_an_apprentice_is_refused_exactly_until_the_fifteenth_birthday(born_on):
    refused = "A1 block" in told(APPRENTICE, born_on=born_on)

    assert refused == (years(born_on, on=STARTS) < 15)


def test_the_guardian_is_told_when_the_plan_is_made_with_a_minor():
    born_on = date(2008, 11, 2)

    came_of_age = {"born_on": born_on, "guardian_told_on": None}
    assert told(**came_of_age, plan_approved_by_student_on=born_on.replace(year=2026)) == []
    assert told(**came_of_age, plan_approved_by_student_on=date(2026, 11, 1)) == ["A18 info"]


def test_before_the_plan_is_made_it_is_looked_at_whether_the_student_is_a_minor_now():
    changes = {"guardian_told_on": None, "plan_approved_by_student_on": None}

    assert told(**changes, born_on=date(2008, 11, 25), on=TODAY) == ["A6 block", "A18 info"]
    assert told(**changes, born_on=date(2008, 11, 24), on=TODAY) == ["A6 block"]
    assert told(**changes, born_on=None, on=TODAY) == ["A6 block", "A12 info"]
