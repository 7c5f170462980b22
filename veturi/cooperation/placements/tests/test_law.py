"""The law's rows, each where it breaks, where it just holds, and to whom it does not apply."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.rules.case import (
    Assessment,
    Case,
    Form,
    Guide,
    Programme,
    years,
)
from veturi.cooperation.placements.rules.law import (
    LAW,
    Place,
    Severity,
    Stage,
    findings,
    hindrances,
    open_to,
)
from veturi.cooperation.placements.rules.law.contracts import last_trial_day

TODAY = date(2026, 11, 24)
STARTS = date(2027, 1, 11)
ENDS = date(2027, 3, 19)
BEFORE = date(2026, 11, 2)
ASSESSED = Assessment(
    assessed_on=date(2026, 8, 20),
    valid_until=date(2028, 8, 19),
    has_activity=True,
    has_tools=True,
    has_staff=True,
    has_orientation=True,
    normal_hours=Decimal("37.5"),
)
OTTO = Guide(is_competent=True, is_of_workplace=True, is_reached=True)
ADULT = date(2000, 5, 5)
AGED_17, AGED_14 = date(2009, 6, 1), date(2012, 6, 1)
LAWFUL = Case(
    form=Form.TRAINING_AGREEMENT,
    starts_on=STARTS,
    ends_on=ENDS,
    born_on=ADULT,
    study_begins_on=date(2026, 8, 10),
    study_ends_on=date(2029, 6, 2),
    has_business_id=True,
    assessment=ASSESSED,
    guide=OTTO,
    weekly_hours=Decimal(35),
    day_begins=time(8),
    day_ends=time(16),
    part_time=100,
    tasks=("Sorvaus",),
    has_teacher=True,
    wage_basis="Teknologiateollisuuden työehtosopimus",
    arrangement_signed_on=BEFORE,
    plan_approved_on=BEFORE,
    plan_approved_by_student_on=BEFORE,
    plan_approved_by_workplace_on=BEFORE,
    safety_told_on=BEFORE,
    safety_acknowledged_on=BEFORE,
    guardian_told_on=BEFORE,
)
AGREEMENT, APPRENTICE = Form.TRAINING_AGREEMENT, Form.APPRENTICESHIP
FIRM, TET, PRACTICE = Form.ENTREPRENEUR, Form.TET, Form.PRACTICE


def found(form=AGREEMENT, *, on=TODAY, **changes):
    """What is found of a lawful period that differs so; meals are told of every apprentice."""
    case = replace(LAWFUL, form=form, **changes)
    return [one for one in findings(case, on=on) if one.code != "A17"]


def told(form=AGREEMENT, *, on=TODAY, **changes):
    """The same as codes with their severity."""
    return [f"{one.code} {one.severity}" for one in found(form, on=on, **changes)]


def assessed(**changes):
    return {"assessment": replace(ASSESSED, **changes)}


def guided(**changes):
    return {"guide": replace(OTTO, **changes)}


@pytest.mark.parametrize("form", Form)
def test_nothing_stands_in_the_way_of_what_is_lawful(form):
    assert told(form) == []


SPECIAL = {"has_special_support": True, "is_workplace_told_of_support": True}
BREAKS = [
    ("A1 block", APPRENTICE, {"born_on": date(2012, 1, 12)}),
    ("A1 block", FIRM, {"born_on": date(2012, 1, 12)}),
    ("A1 warn", APPRENTICE, {"born_on": None}),
    ("A1 warn", FIRM, {"born_on": None}),
    ("A2 block", APPRENTICE, {"weekly_hours": Decimal("24.9")}),
    ("A2 block", APPRENTICE, {"weekly_hours": None}),
    ("A3 block", AGREEMENT, {"ends_on": None}),
    ("A3 block", APPRENTICE, {"ends_on": None}),
    ("A3 block", FIRM, {"ends_on": None}),
    ("A4 block", APPRENTICE, {"arrangement_signed_on": None}),
    ("A4 block", APPRENTICE, {"arrangement_signed_on": STARTS + timedelta(days=1)}),
    ("A5 block", AGREEMENT, {"tasks": ()}),
    ("A5 block", APPRENTICE, {"tasks": ()}),
    ("A5 block", FIRM, {"tasks": ()}),
    ("A6 block", AGREEMENT, {"plan_approved_on": None}),
    ("A6 block", APPRENTICE, {"plan_approved_by_student_on": None}),
    ("A6 block", FIRM, {"plan_approved_by_student_on": None}),
    ("A6 block", AGREEMENT, {"plan_approved_by_workplace_on": None}),
    ("A7 block", AGREEMENT, {"assessment": None}),
    ("A7 block", FIRM, {"assessment": None}),
    ("A7 block", AGREEMENT, assessed(valid_until=STARTS - timedelta(days=1))),
    ("A7 block", AGREEMENT, assessed(assessed_on=STARTS + timedelta(days=1))),
    ("A7 block", AGREEMENT, assessed(has_activity=False)),
    ("A7 block", APPRENTICE, assessed(has_tools=False)),
    ("A7 block", FIRM, assessed(has_staff=False)),
    ("A7 info", AGREEMENT, assessed(valid_until=ENDS - timedelta(days=1))),
    ("A8 block", AGREEMENT, {"guide": None}),
    ("A8 block", FIRM, {"guide": None}),
    ("A8 block", APPRENTICE, guided(is_competent=False)),
    ("A8 warn", APPRENTICE, guided(is_of_workplace=False)),
    ("A8 warn", AGREEMENT, guided(is_resting=True)),
    ("A9 block", APPRENTICE, {"programme": Programme.TUVA}),
    ("A9 block", APPRENTICE, {"programme": Programme.TELMA}),
    ("A9 block", FIRM, {"programme": Programme.LABOUR_MARKET}),
    ("A10 block", APPRENTICE, {"trial_until": date(2027, 2, 14)}),
    ("A11 warn", AGREEMENT, {"weekly_hours": Decimal(38)}),
    ("A11 warn", AGREEMENT, assessed(normal_hours=None) | {"weekly_hours": Decimal("40.5")}),
    ("A11 warn", AGREEMENT, {"day_begins": time(7), "day_ends": time(20, 1)}),
    ("A12 info", TET, {"born_on": None}),
    ("A13 block", AGREEMENT, {"compensation": Decimal(200)}),
    ("A13 block", AGREEMENT, {"compensation": Decimal(200)} | SPECIAL),
    ("A13 block", TET, {"compensation": Decimal(1)}),
    ("A13 block", PRACTICE, {"compensation": Decimal(1)}),
    ("A14 block", FIRM, {"compensation": Decimal(200)}),
    ("A15 block", AGREEMENT, {"safety_told_on": None}),
    ("A15 block", FIRM, {"safety_told_on": None}),
    ("A15 info", APPRENTICE, {"safety_acknowledged_on": None}),
    ("A15 info", TET, {"safety_told_on": None}),
    ("A16 warn", AGREEMENT, {"requirements": frozenset({"criminal_record"})}),
    ("A16 warn", PRACTICE, {"requirements": frozenset({"criminal_record"})}),
    ("A19 warn", AGREEMENT, {"has_business_id": False}),
    ("A19 warn", APPRENTICE, guided(is_reached=False)),
    ("A19 warn", FIRM, {"part_time": None}),
    ("A19 warn", AGREEMENT, {"starts_on": date(2026, 8, 27), "study_begins_on": BEFORE}),
    ("A19 warn", AGREEMENT, {"study_ends_on": ENDS - timedelta(days=1)}),
    ("A19 warn", AGREEMENT, {"recorded_on": ENDS}),
    ("A20 info", AGREEMENT, {"has_special_support": True}),
    ("B1 block", APPRENTICE, {"wage_basis": " "}),
    ("B2 block", AGREEMENT, {"weekly_hours": None}),
    ("B3 block", FIRM, {"has_teacher": False}),
]


@pytest.mark.parametrize(("code", "form", "changes"), BREAKS)
def test_what_breaks_one_rule_is_found_by_it_alone(code, form, changes):
    if changes.get("starts_on"):
        changes = changes | {"recorded_on": BEFORE}

    assert told(form, **changes) == [code]


HOLDS = [
    (APPRENTICE, {"born_on": date(2012, 1, 11)} | {"day_begins": time(8), "day_ends": time(16)}),
    (APPRENTICE, {"weekly_hours": Decimal(25)}),
    (APPRENTICE, {"arrangement_signed_on": STARTS}),
    (APPRENTICE, {"trial_until": date(2027, 2, 13)}),
    (APPRENTICE, {"trial_until": None}),
    (AGREEMENT, assessed(valid_until=ENDS)),
    (AGREEMENT, assessed(assessed_on=STARTS)),
    (AGREEMENT, {"weekly_hours": Decimal("37.5")}),
    (AGREEMENT, assessed(normal_hours=None) | {"weekly_hours": Decimal(40)}),
    (AGREEMENT, {"day_begins": time(7), "day_ends": time(20)}),
    (AGREEMENT, {"day_begins": None, "day_ends": None}),
    (AGREEMENT, {"compensation": Decimal(0)}),
    (AGREEMENT, {"compensation": Decimal(200), "has_demanding_support": True}),
    (APPRENTICE, {"compensation": Decimal(200)}),
    (FIRM, {"compensation": Decimal(200)} | guided(is_of_workplace=False)),
    (AGREEMENT, {"requirements": frozenset({"criminal_record"}), "record_shown_on": BEFORE}),
    (AGREEMENT, {"requirements": frozenset({"hygiene_pass"})}),
    (AGREEMENT, {"has_business_id": False, "in_finland": False}),
    (AGREEMENT, {"recorded_on": ENDS - timedelta(days=1)}),
    (AGREEMENT, {"study_begins_on": STARTS, "study_ends_on": ENDS}),
    (AGREEMENT, {"study_begins_on": None, "study_ends_on": None}),
    (AGREEMENT, {"has_special_support": True, "is_workplace_told_of_support": True}),
    (AGREEMENT, {"programme": Programme.LABOUR_MARKET}),
    (AGREEMENT, {"programme": Programme.TUVA} | guided(is_reached=False)),
    (AGREEMENT, {"programme": Programme.TELMA, "has_business_id": False, "part_time": None}),
]


@pytest.mark.parametrize(("form", "changes"), HOLDS)
def test_what_is_just_lawful_is_let_be(form, changes):
    assert told(form, **changes) == []


NOT_ASKED = [
    # An apprentice is employed; the others are not, and entrepreneurs agree with us alone.
    ([AGREEMENT, TET, PRACTICE], {"born_on": date(2011, 1, 1), "guardian_told_on": BEFORE}),
    ([AGREEMENT, FIRM, TET, PRACTICE], {"weekly_hours": Decimal(10)}),
    ([TET, PRACTICE], {"ends_on": None, "weekly_hours": None}),
    ([AGREEMENT, FIRM, TET, PRACTICE], {"arrangement_signed_on": None}),
    ([TET, PRACTICE], {"tasks": (), "assessment": None, "has_teacher": False}),
    ([TET, PRACTICE], {"plan_approved_on": None, "plan_approved_by_student_on": None}),
    ([FIRM, TET, PRACTICE], {"plan_approved_by_workplace_on": None}),
    ([PRACTICE], {"guide": None}),
    ([TET, PRACTICE], guided(is_competent=False, is_resting=True, is_of_workplace=False)),
    ([FIRM], guided(is_of_workplace=False)),
    ([AGREEMENT, TET, PRACTICE], {"programme": Programme.TUVA}),
    ([AGREEMENT, FIRM, TET, PRACTICE], {"trial_until": ENDS, "wage_basis": ""}),
    ([APPRENTICE, FIRM, TET, PRACTICE], {"weekly_hours": Decimal(38)}),
    ([APPRENTICE, FIRM, TET, PRACTICE], {"day_begins": time(7), "day_ends": time(21)}),
    ([FIRM, TET], {"requirements": frozenset({"criminal_record"})}),
    ([TET, PRACTICE], {"has_business_id": False, "part_time": None}),
    ([TET, PRACTICE], {"study_ends_on": STARTS, "recorded_on": ENDS}),
    ([TET, PRACTICE], {"has_special_support": True}),
    ([TET, PRACTICE], {"safety_acknowledged_on": None}),
]


@pytest.mark.parametrize(
    ("form", "changes"), [(form, changes) for forms, changes in NOT_ASKED for form in forms]
)
def test_a_rule_is_not_asked_of_other_forms(form, changes):
    assert told(form, **changes) == []


def test_the_entrepreneur_needs_neither_contract_nor_approval_of_an_employer():
    changes = {"arrangement_signed_on": None, "plan_approved_by_workplace_on": None}

    assert told(FIRM, **changes, **guided(is_of_workplace=False)) == []


def test_apprentices_are_told_that_meals_are_not_free():
    forms = [
        form for form in Form if "A17" in codes_of(findings(replace(LAWFUL, form=form), on=TODAY))
    ]

    assert forms == [APPRENTICE, FIRM]


def codes_of(rows):
    return [one.code for one in rows]


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


@given(DAYS, DAYS)
def test_nobody_grows_younger(born_on, on):
    assert years(born_on, on=on + timedelta(days=1)) - years(born_on, on=on) in {0, 1}


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


def test_every_check_of_the_domain_has_a_row():
    assert {rule.code for rule in LAW} == {f"A{n}" for n in range(1, 21)} | {"B1", "B2", "B3"}


@pytest.mark.parametrize("rule", LAW, ids=lambda rule: f"{rule.code} {rule.paragraph}")
def test_a_row_is_in_force_before_it_ends_and_says_where_it_is_mended(rule):
    assert rule.until is None or rule.since <= rule.until
    assert rule.paragraph
    assert bool(rule.field) or rule.place in {None, Place.AGREEMENTS, Place.CALLING_OFF}


def test_forms_and_programmes_are_those_of_the_rows():
    assert [form.value for form in Form] == Period.Form.values
    assert [programme.value for programme in Programme] == Student.Programme.values


# What is done with it.


def test_what_stands_in_the_way_comes_first():
    rows = found(
        requirements=frozenset({"criminal_record"}), has_teacher=False, has_special_support=True
    )

    assert [one.severity for one in rows] == [Severity.BLOCK, Severity.WARN, Severity.INFO]


def test_some_hinder_signing_and_all_that_block_hinder_the_start():
    rows = found(APPRENTICE, arrangement_signed_on=None, tasks=(), safety_acknowledged_on=None)

    assert codes_of(hindrances(rows, to=Stage.SIGNING)) == ["A5"]
    assert codes_of(hindrances(rows)) == ["A4", "A5"]


def test_what_tells_of_support_is_for_those_who_see_it():
    rows = found(has_special_support=True, has_teacher=False)

    assert codes_of(open_to(rows, sees_support=True)) == ["B3", "A20"]
    assert codes_of(open_to(rows, sees_support=False)) == ["B3"]


def test_a_finding_says_which_law_what_is_wrong_and_where_it_is_mended():
    [one] = found(APPRENTICE, weekly_hours=Decimal("24.5"))

    assert (one.paragraph, one.field, one.place) == ("L531/2017 70 §", "weekly_hours", Place.PERIOD)
    with translation.override("en"):
        sentence = str(one.sentence)
    assert sentence == (
        "There are 24.5 hours a week: an apprentice works at least 25 on average. "
        "Agree on more hours."
    )


@pytest.mark.parametrize(("code", "form", "changes"), BREAKS)
def test_every_sentence_can_be_said(code, form, changes):
    for one in findings(replace(LAWFUL, form=form, **changes), on=ENDS):
        assert "{" not in str(one.sentence)
