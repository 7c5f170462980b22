"""The guard finds what somebody planted who had not seen it, and nothing else (issue 4, 8.2)."""

from collections import Counter
from datetime import date
from time import process_time

import pytest
from django.db import IntegrityError, transaction

from conftest import TODAY
from tests.journeys.planting_defects import AFTERTHOUGHTS, PLANTED, sow, sow_one
from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.reading.guarding import guard_of
from veturi.cooperation.placements.tests.factories import PeriodFactory

# Today; the summer in which percentages began to be asked; leap day itself.
DAYS = (TODAY, date(2023, 6, 15), date(2028, 2, 29))
AT_LEAST = 5
SECONDS = 25


def told(day, key, planted, found):
    period = Period.objects.select_related("instructor", "student").get(pk=key)
    states = [f"{row.state} {row.funding} {row.since}" for row in period.student.states.all()]
    stops = [f"{row.since}–{row.until}" for row in period.interruptions.all()]
    who = period.instructor and (
        period.instructor,
        period.instructor.email,
        period.instructor.phone,
    )
    return (
        f"{day} {key}: planted {planted.get(key)}, found {found.get(key)}; {period.form} "
        f"{period.starts_on}–{period.ends_on} ended {period.ended_on} recorded {period.recorded_on}"
        f" {period.part_time} %; {[str(part) for part in who or ()]}; {states}; {stops}"
    )


def differences(day, planted, found):
    """None, or recall, precision and each period that the two see otherwise."""
    right = sum(found.get(key) == codes for key, codes in planted.items())
    odd = sorted(key for key in planted.keys() | found.keys() if planted.get(key) != found.get(key))
    measures = f"recall {right / len(planted):.3f}, precision {right / max(len(found), 1):.3f}"
    return "\n".join([measures, *(told(day, key, planted, found) for key in odd)]) if odd else None


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_guard_finds_what_was_planted_and_nothing_else(college, day):
    expected, all_of_them = sow(college, day=day)
    began = process_time()

    answer = guard_of(college, on=day)

    found = {key: [str(code) for code in codes] for key, codes in answer.items() if codes}
    planted = {key: [code] for key, code in expected.items()}
    difference = differences(day, planted, found)
    assert difference is None, difference
    assert set(answer) == all_of_them
    assert process_time() - began < SECONDS


@pytest.mark.parametrize("what", AFTERTHOUGHTS)
def test_two_spellings_are_told_apart_from_two_people(college, what):
    expected = sow_one(college, AFTERTHOUGHTS[what], day=TODAY)

    assert guard_of(college, on=TODAY) == expected


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_hundred_and_eighty_are_planted_of_every_kind(college, day):
    expected, all_of_them = sow(college, day=day)

    kinds = Counter(expected.values())
    workplaces = Period.objects.filter(pk__in=all_of_them).values("partnership").distinct()
    assert (len(all_of_them), len(expected)) == (1000, 180)
    assert kinds == {code: number for code, (number, *_ways) in PLANTED.items()}
    assert min(kinds.values()) >= AT_LEAST
    assert 110 <= workplaces.count() <= 135
    assert 380 <= Student.objects.filter(provider=college).count() <= 430


def test_it_is_the_same_each_time(college, sten):
    """The same seed sows the same, whose it ever is."""
    sown = [sow(provider, day=TODAY) for provider in (college, sten.provider)]

    def facts(keys):
        rows = Period.objects.filter(pk__in=keys).order_by("pk")
        return list(rows.values_list("starts_on", "ends_on", "ended_on", "part_time", "form"))

    one, other = (facts(keys) for _expected, keys in sown)
    assert one == other


@pytest.mark.parametrize("share", [0, 101])
def test_the_database_lets_no_odd_percentage_be_planted(workshop, share):
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodFactory(partnership=workshop, part_time=share)
