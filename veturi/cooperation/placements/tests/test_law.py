"""The law's rows, each where it breaks, where it just holds, and to whom it does not apply."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from veturi.cooperation.placements.rules.case import Form, Programme
from veturi.cooperation.placements.rules.law import (
    Place,
    Severity,
    Stage,
    findings,
    hindrances,
    open_to,
)
from veturi.cooperation.placements.tests.lawful import (
    AGREEMENT,
    APPRENTICE,
    BEFORE,
    ENDS,
    FIRM,
    LAWFUL,
    PRACTICE,
    STARTS,
    TET,
    TODAY,
    assessed,
    codes_of,
    found,
    guided,
    told,
)


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
    ("C1 block", AGREEMENT, {"requirements": frozenset({"hygiene_pass"})}),
    ("C1 block", TET, {"requirements": frozenset({"hygiene_pass"})}),
    ("C2 block", AGREEMENT, {"requirements": frozenset({"safety_card"})}),
    (
        "C3 block",
        APPRENTICE,
        {
            "requirements": frozenset({"hot_work"}),
            "cards": {"hot_work": STARTS - timedelta(days=1)},
        },
    ),
    ("C4 block", PRACTICE, {"requirements": frozenset({"driving_licence"})}),
    (
        "C5 warn",
        AGREEMENT,
        {
            "requirements": frozenset({"hot_work"}),
            "cards": {"hot_work": ENDS - timedelta(days=1)},
        },
    ),
    ("C6 info", AGREEMENT, {"requirements": frozenset({"vaccinations"})}),
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
    (AGREEMENT, {"requirements": frozenset({"shift_work"})}),
    (AGREEMENT, {"requirements": frozenset({"hygiene_pass"}), "cards": {"hygiene_pass": ENDS}}),
    (AGREEMENT, {"cards": {"hot_work": STARTS}}),
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
