"""The preconditions of the workplace, assessed for a qualification and a site (A7)."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.law.rows import (
    L531,
    LEARNING,
    Asked,
    Place,
    Rule,
    Severity,
    day,
)


def _is_expired(asked: Asked) -> bool:
    found = asked.case.assessment
    return found is not None and found.valid_until < asked.case.starts_on


def _is_assessed_late(asked: Asked) -> bool:
    found = asked.case.assessment
    return found is not None and found.assessed_on > asked.case.starts_on


def _runs_out(asked: Asked) -> bool:
    """Valid on the first day, not on the last."""
    case = asked.case
    return (
        case.assessment is not None
        and case.assessment.holds_on(case.starts_on)
        and not case.assessment.holds_on(case.last_day or case.starts_on)
    )


def _valid_until(asked: Asked) -> dict[str, str]:
    found = asked.case.assessment
    return {"until": day(found.valid_until if found else None)}


def _assessed_on(asked: Asked) -> dict[str, str]:
    found = asked.case.assessment
    return {"assessed": day(found.assessed_on if found else None)}


precondition = partial(
    Rule,
    code="A7",
    paragraph="L531/2017 72 §",
    since=L531,
    forms=LEARNING,
    place=Place.ASSESSMENT,
)

WORKPLACES = (
    precondition(
        is_broken=lambda a: a.case.assessment is None,
        sentence=_(
            "The preconditions of the workplace have not been assessed for this qualification and "
            "site: assess them."
        ),
        field="assessed_on",
    ),
    precondition(
        is_broken=_is_expired,
        sentence=_(
            "The assessment of the workplace was valid until {until}: assess the preconditions "
            "again before the first day."
        ),
        words=_valid_until,
        field="assessed_on",
    ),
    precondition(
        is_broken=_is_assessed_late,
        sentence=_(
            "The workplace was assessed on {assessed}, after the first day: move the first day, or "
            "mend the day of the assessment."
        ),
        words=_assessed_on,
        field="assessed_on",
    ),
    precondition(
        is_broken=lambda a: a.case.assessment is not None and not a.case.assessment.has_activity,
        sentence=_(
            "The workplace has not enough production or services: choose another, or assess it "
            "again when that has changed."
        ),
        field="has_activity",
    ),
    precondition(
        is_broken=lambda a: a.case.assessment is not None and not a.case.assessment.has_tools,
        sentence=_(
            "The workplace has not the tools that are needed: choose another, or assess it again "
            "when that has changed."
        ),
        field="has_tools",
    ),
    precondition(
        is_broken=lambda a: a.case.assessment is not None and not a.case.assessment.has_staff,
        sentence=_(
            "The workplace has not competent staff: choose another, or assess it again when that "
            "has changed."
        ),
        field="has_staff",
    ),
    precondition(
        is_broken=_runs_out,
        severity=Severity.INFO,
        sentence=_(
            "The assessment of the workplace is valid until {until}, which falls in the period: "
            "assess the preconditions again by then."
        ),
        words=_valid_until,
        field="assessed_on",
    ),
)
