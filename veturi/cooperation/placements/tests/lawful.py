"""A lawful case in every form, and what is found when one thing of it differs."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from veturi.cooperation.placements.rules.case import Assessment, Case, Form, Guide
from veturi.cooperation.placements.rules.law import findings

TODAY = date(2026, 11, 24)
STARTS = date(2027, 1, 11)
ENDS = date(2027, 3, 19)
BEFORE = date(2026, 11, 2)
AGREEMENT, APPRENTICE = Form.TRAINING_AGREEMENT, Form.APPRENTICESHIP
FIRM, TET, PRACTICE = Form.ENTREPRENEUR, Form.TET, Form.PRACTICE
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


def codes_of(rows):
    return [one.code for one in rows]
