"""What the workplace itself asks for (capability 45): cards that must be shown, C1–C6.

No law but the workplace: its assessment or its offer names them (`codes/requirements.py`). Of
health nothing is kept, so that vaccinations are told of and not asked.
"""

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.codes.requirements import CARDS, Requirement
from veturi.cooperation.placements.rules.law.rows import (
    ALL,
    L531,
    Asked,
    Place,
    Rule,
    Severity,
    Stage,
)

ASKED_BY_WORKPLACE = _("required by the workplace")
_MISSING = {
    Requirement.HYGIENE_PASS: _("The workplace requires a hygiene passport: ask to be shown it."),
    Requirement.SAFETY_CARD: _(
        "The workplace requires an occupational safety card: ask to be shown it."
    ),
    Requirement.HOT_WORK: _("The workplace requires a hot work card: ask to be shown it."),
    Requirement.DRIVING_LICENCE: _("The workplace requires a driving licence: ask to be shown it."),
}


def _is_missing(asked: Asked, requirement: str) -> bool:
    """It was not shown, or it expires before the work begins."""
    case = asked.case
    until = case.cards.get(requirement)
    return requirement in case.requirements and (until is None or until < case.starts_on)


def _expires(asked: Asked) -> bool:
    case = asked.case
    last = case.last_day
    return last is not None and any(
        case.starts_on <= until < last
        for requirement, until in case.cards.items()
        if requirement in case.requirements
    )


def _rule(n: int, requirement: Requirement) -> Rule:
    return Rule(
        code=f"C{n}",
        paragraph=ASKED_BY_WORKPLACE,
        since=L531,
        forms=ALL,
        is_broken=lambda a: _is_missing(a, requirement.value),
        sentence=_MISSING[requirement],
        field="requirement",
        place=Place.CARDS,
    )


OF_WORKPLACE = (
    *(_rule(n, Requirement(code)) for n, (code, _name) in enumerate(CARDS, start=1)),
    Rule(
        code="C5",
        paragraph=ASKED_BY_WORKPLACE,
        since=L531,
        forms=ALL,
        is_broken=_expires,
        severity=Severity.WARN,
        before=Stage.START,
        sentence=_("A card that the workplace requires expires before the last day: renew it."),
        field="requirement",
        place=Place.CARDS,
    ),
    Rule(
        code="C6",
        paragraph=ASKED_BY_WORKPLACE,
        since=L531,
        forms=ALL,
        is_broken=lambda a: Requirement.VACCINATIONS in a.case.requirements,
        severity=Severity.INFO,
        before=Stage.START,
        sentence=_(
            "The workplace requires vaccinations: tell the student in time to ask health care. "
            "Nothing of health is kept here."
        ),
        place=None,
    ),
)
