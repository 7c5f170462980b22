"""The student's plan: what is attached, who has approved it, who is told (A5, A6, A18, A20)."""

from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.law.rows import (
    AGREED,
    APPRENTICED,
    L531,
    LEARNING,
    OWN_FIRM,
    Asked,
    Day,
    Place,
    Rule,
    Severity,
)

SUPPORT_REFORM = date(2026, 8, 1)  # 1078/2024


def _is_guardian_untold(asked: Asked) -> bool:
    case = asked.case
    planned_on = case.plan_approved_by_student_on or asked.on
    return case.guardian_told_on is None and case.is_minor_on(planned_on)


approval = partial(Rule, code="A6", paragraph="L531/2017 44–45 §", since=L531, place=Place.FACTS)

PLANS = (
    Rule(
        code="A5",
        paragraph="L531/2017 70.2 §",
        since=L531,
        forms=APPRENTICED,
        is_broken=lambda a: not a.case.tasks,
        sentence=_("The plan is attached to the agreement: write at least one key work task."),
        field="key_tasks",
    ),
    Rule(
        code="A5",
        paragraph="L531/2017 71.2 §",
        since=L531,
        forms=AGREED,
        is_broken=lambda a: not a.case.tasks,
        sentence=_("The plan is attached to the agreement: write at least one key work task."),
        field="key_tasks",
    ),
    approval(
        forms=LEARNING,
        is_broken=lambda a: a.case.plan_approved_on is None,
        sentence=_("We have not approved the plan: approve it and write the day."),
        field="plan_approved_on",
    ),
    approval(
        forms=LEARNING,
        is_broken=lambda a: a.case.plan_approved_by_student_on is None,
        sentence=_(
            "The student has not approved the plan: go through it together and write the day."
        ),
        field="plan_approved_by_student_on",
    ),
    # In one's own firm the student is the workplace.
    approval(
        forms=LEARNING - OWN_FIRM,
        is_broken=lambda a: a.case.plan_approved_by_workplace_on is None,
        sentence=_(
            "The workplace has not approved its part of the plan: ask for it and write the day."
        ),
        field="plan_approved_by_workplace_on",
    ),
    Rule(
        code="A18",
        paragraph="L531/2017 45 §",
        since=L531,
        forms=LEARNING,
        is_broken=_is_guardian_untold,
        severity=Severity.INFO,
        sentence=_("The student is under 18: inform the guardian of the plan and write the day."),
        field="guardian_told_on",
        place=Place.FACTS,
    ),
    Rule(
        code="A20",
        paragraph="L531/2017 64 §",
        since=SUPPORT_REFORM,
        day=Day.LOOKED_AT,
        forms=LEARNING,
        is_broken=lambda a: a.case.has_special_support and not a.case.is_workplace_told_of_support,
        severity=Severity.INFO,
        sentence=_(
            "The student has special needs support at the workplace too: write what the workplace "
            "is told, only as far as guidance needs it."
        ),
        field="told_to_workplace",
        place=Place.SUPPORT,
        is_private=True,
    ),
)
