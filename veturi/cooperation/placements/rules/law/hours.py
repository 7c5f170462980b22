"""How long one works and when one rests, whatever the age (A11)."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.case import HOUR
from veturi.cooperation.placements.rules.law.rows import (
    AGREED,
    Asked,
    Rule,
    Severity,
    clock,
    number,
)

WORKING_HOURS = date(2020, 1, 1)  # 872/2019, and 531/2017 77.2 § as in 885/2019


def shifts(asked: Asked) -> dict[str, str]:
    """The limits of a day of work, by the clock."""
    begins, ends = asked.case.working_minutes or (0, 0)
    return {"begins": clock(begins), "ends": clock(ends)}


def rests_less(asked: Asked) -> bool:
    """Whether the limits of the day leave fewer hours of rest than the row wants."""
    rest = asked.case.sure_rest
    return rest is not None and rest < asked.limit * HOUR


def _usual(asked: Asked) -> Decimal | None:
    found = asked.case.assessment
    return found.normal_hours if found else None


def _is_over_usual(asked: Asked) -> bool:
    usual, hours = _usual(asked), asked.case.weekly_hours
    return usual is not None and hours is not None and hours > usual


def _is_over_regular(asked: Asked) -> bool:
    hours = asked.case.weekly_hours
    return _usual(asked) is None and hours is not None and hours > asked.limit


HOURS = (
    Rule(
        code="A11",
        paragraph="L531/2017 77.2 §",
        since=WORKING_HOURS,
        forms=AGREED,
        is_broken=_is_over_usual,
        severity=Severity.WARN,
        sentence=_(
            "There are {hours} hours a week, more than the {usual} that are usual at the "
            "workplace: agree on fewer."
        ),
        words=lambda a: {"hours": number(a.case.weekly_hours), "usual": number(_usual(a))},
        field="weekly_hours",
    ),
    Rule(
        code="A11",
        paragraph="L872/2019 5 §",
        since=WORKING_HOURS,
        forms=AGREED,
        limit=40,
        is_broken=_is_over_regular,
        severity=Severity.WARN,
        sentence=_(
            "There are {hours} hours a week, more than the regular {limit} of the act: agree on "
            "fewer."
        ),
        words=lambda a: {"hours": number(a.case.weekly_hours)},
        field="weekly_hours",
    ),
    Rule(
        code="A11",
        paragraph="L872/2019 25 §",
        since=WORKING_HOURS,
        forms=AGREED,
        limit=11,
        is_broken=lambda a: not a.is_minor and rests_less(a),
        severity=Severity.WARN,
        sentence=_(
            "From {ends} to {begins} there are fewer than {limit} hours: see that the roster "
            "leaves that much rest between two shifts."
        ),
        words=shifts,
        field="day_ends",
    ),
)
