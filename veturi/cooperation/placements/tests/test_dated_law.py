"""What goes by days: trials, records in eHOKS, and changes of the law itself."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as some

from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.rules.case import Form, Programme
from veturi.cooperation.placements.rules.law import (
    LAW,
    Place,
    findings,
)
from veturi.cooperation.placements.rules.law.contracts import last_trial_day
from veturi.cooperation.placements.tests.lawful import (
    APPRENTICE,
    ENDS,
    LAWFUL,
    STARTS,
    TODAY,
    assessed,
    codes_of,
    found,
    told,
)


@pytest.fixture(autouse=True)
def _in_english():
    """Sentences are read in the language they are written in."""
    with translation.override("en"):
        yield


PATIENT = settings(deadline=None)

# The trial period.


@pytest.mark.parametrize(
    ("ends_on", "latest"),
    [
        (date(2027, 1, 11), date(2027, 1, 10)),
        (date(2027, 1, 12), date(2027, 1, 11)),
        (date(2027, 3, 11), date(2027, 2, 9)),
        (date(2029, 6, 1), date(2027, 7, 10)),
        (None, date(2027, 7, 10)),
    ],
)
def test_a_trial_is_half_of_the_contract_and_six_months_at_most(ends_on, latest):
    assert last_trial_day(replace(LAWFUL, ends_on=ends_on), months=6) == latest


@PATIENT
@given(some.integers(0, 2000))
def test_a_trial_is_never_over_half_of_the_days(length):
    case = replace(LAWFUL, ends_on=STARTS + timedelta(days=length))

    trial = (last_trial_day(case, months=6) - STARTS).days + 1
    assert trial * 2 <= length + 1
    assert trial <= 181


# eHOKS.


@pytest.mark.parametrize(
    ("on", "recorded_on", "codes"),
    [
        (STARTS - timedelta(days=1), None, []),
        (STARTS, None, ["A19 warn"]),
        (ENDS - timedelta(days=1), None, ["A19 warn"]),
        (ENDS, None, ["A19 warn"]),
        (ENDS, ENDS - timedelta(days=1), []),
        (ENDS, ENDS, ["A19 warn"]),
    ],
)
def test_a_period_is_recorded_by_the_day_before_its_end(on, recorded_on, codes):
    assert told(on=on, recorded_on=recorded_on) == codes


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (STARTS, "by 18.3.2027: after that"),
        (ENDS - timedelta(days=1), "by 18.3.2027: after that"),
        (ENDS, "was to be recorded in eHOKS by 18.3.2027"),
    ],
)
def test_the_sentence_changes_when_it_is_too_late(on, sentence):
    [one] = found(on=on)

    assert sentence in str(one.sentence)


def test_a_period_that_ended_early_had_to_be_recorded_before_that():
    assert told(on=ENDS, ended_on=date(2027, 2, 1), recorded_on=date(2027, 2, 1)) == ["A19 warn"]


def test_one_of_a_single_day_is_recorded_before_it_begins():
    assert told(ends_on=STARTS, on=STARTS - timedelta(days=2)) == []
    assert told(ends_on=STARTS, on=STARTS - timedelta(days=1)) == ["A19 warn"]
    assert told(ends_on=STARTS, on=STARTS, recorded_on=STARTS - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("ends_on", "codes"),
    [(date(2032, 1, 10), []), (date(2032, 1, 11), ["A19 warn"])],
)
def test_five_years_is_the_longest(ends_on, codes):
    long = {"study_ends_on": None} | assessed(valid_until=date(2040, 1, 1))

    assert told(ends_on=ends_on, **long) == codes


# Changes of law.


def test_special_support_goes_to_the_workplace_from_august_2026():
    past = {"starts_on": date(2026, 5, 4), "study_begins_on": None, "recorded_on": date(2026, 5, 5)}
    case = {"has_special_support": True} | past | assessed(assessed_on=date(2026, 1, 1))

    assert told(**case, ends_on=date(2026, 9, 30), on=date(2026, 7, 31)) == []
    assert told(**case, ends_on=date(2026, 9, 30), on=date(2026, 8, 1)) == ["A20 info"]
    assert told(**case, ends_on=date(2026, 7, 31), on=TODAY) == []


def test_what_the_register_asks_began_on_its_day():
    old = {"starts_on": date(2021, 8, 2), "study_begins_on": None, "recorded_on": date(2021, 8, 3)}
    case = old | assessed(assessed_on=date(2021, 1, 1)) | {"has_business_id": False}

    assert told(**case, ends_on=date(2021, 8, 25), part_time=None) == []
    assert told(**case, ends_on=date(2021, 8, 26), part_time=None) == ["A19 warn"]
    assert told(**case, ends_on=date(2023, 6, 30), part_time=None) == ["A19 warn"]
    assert told(**case, ends_on=date(2023, 7, 1), part_time=None) == ["A19 warn", "A19 warn"]


def test_a_new_number_is_a_row_beside_the_old_one():
    """From August 2027 an apprentice would work 20 hours: the old row ends, a new one begins."""
    [old] = [rule for rule in LAW if rule.code == "A2" and "Agree on more" in str(rule.sentence)]
    changed = [
        replace(old, until=date(2027, 7, 31)),
        replace(old, since=date(2027, 8, 1), limit=20),
    ]

    def judged(starts_on, hours):
        case = replace(
            LAWFUL, form=APPRENTICE, starts_on=starts_on, ends_on=None, weekly_hours=Decimal(hours)
        )
        return codes_of(findings(case, on=TODAY, law=changed))

    assert judged(date(2027, 7, 31), 24) == ["A2"]
    assert judged(date(2027, 8, 1), 24) == []
    assert judged(date(2027, 8, 1), 19) == ["A2"]


def test_every_check_of_the_domain_has_a_row_and_all_that_workplaces_ask_for():
    of_law = {f"A{n}" for n in range(1, 21)} | {"B1", "B2", "B3"}

    assert {rule.code for rule in LAW} == of_law | {f"C{n}" for n in range(1, 7)}


@pytest.mark.parametrize("rule", LAW, ids=lambda rule: f"{rule.code} {rule.paragraph}")
def test_a_row_is_in_force_before_it_ends_and_says_where_it_is_mended(rule):
    assert rule.until is None or rule.since <= rule.until
    assert rule.paragraph
    assert bool(rule.field) or rule.place in {None, Place.AGREEMENTS, Place.CALLING_OFF}


def test_forms_and_programmes_are_those_of_the_rows():
    assert [form.value for form in Form] == Period.Form.values
    assert [programme.value for programme in Programme] == Student.Programme.values
