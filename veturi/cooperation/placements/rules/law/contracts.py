"""What must be so of the contract: ages, hours, days (A1–A4, A9, A10), what papers tell (B1–B3)."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.case import Case, Programme
from veturi.cooperation.placements.rules.law.rows import (
    AGREED,
    APPRENTICED,
    EMPLOYED,
    L531,
    LEARNING,
    Asked,
    Place,
    Rule,
    Severity,
    Stage,
    day,
    number,
)
from veturi.ledger.months import add_months

NOT_APPRENTICED = frozenset({Programme.TUVA, Programme.TELMA, Programme.LABOUR_MARKET})
TSL_TRIAL = date(2017, 1, 1)  # 1448/2016
ONE_DAY = timedelta(days=1)


def last_trial_day(case: Case, *, months: int) -> date:
    """The last day of the longest trial: so many months, at most half of the contract."""
    latest = add_months(case.starts_on, months) - ONE_DAY
    if case.ends_on is None:
        return latest
    half = ((case.ends_on - case.starts_on).days + 1) // 2
    return min(latest, case.starts_on + timedelta(days=half) - ONE_DAY)


def _is_trial_too_long(asked: Asked) -> bool:
    trial = asked.case.trial_until
    return trial is not None and trial > last_trial_day(asked.case, months=asked.limit)


def _is_arranged_late(asked: Asked) -> bool:
    signed = asked.case.arrangement_signed_on
    return signed is not None and signed > asked.case.effective_on


CONTRACTS = (
    Rule(
        code="A1",
        paragraph="L531/2017 70 §",
        since=L531,
        forms=APPRENTICED,
        limit=15,
        is_broken=lambda a: a.age is not None and a.age < a.limit,
        sentence=_(
            "The student is {age} on the first day: an apprenticeship begins at the age of {limit} "
            "at the earliest. Move the first day."
        ),
        words=lambda a: {"age": a.age or 0},
        field="starts_on",
    ),
    Rule(
        code="A1",
        paragraph="L531/2017 70 §",
        since=L531,
        forms=APPRENTICED,
        limit=15,
        is_broken=lambda a: a.age is None,
        severity=Severity.WARN,
        sentence=_(
            "The student’s date of birth is not known: see that the student is {limit} on the "
            "first day, and write the date."
        ),
        field="born_on",
        place=Place.STUDENT,
    ),
    Rule(
        code="A2",
        paragraph="L531/2017 70 §",
        since=L531,
        forms=EMPLOYED,
        limit=25,
        is_broken=lambda a: a.case.weekly_hours is None,
        sentence=_("Write the hours a week: an apprentice works at least {limit} on average."),
        field="weekly_hours",
    ),
    Rule(
        code="A2",
        paragraph="L531/2017 70 §",
        since=L531,
        forms=EMPLOYED,
        limit=25,
        is_broken=lambda a: a.case.weekly_hours is not None and a.case.weekly_hours < a.limit,
        sentence=_(
            "There are {hours} hours a week: an apprentice works at least {limit} on average. "
            "Agree on more hours."
        ),
        words=lambda a: {"hours": number(a.case.weekly_hours)},
        field="weekly_hours",
    ),
    Rule(
        code="A3",
        paragraph="L531/2017 70 §",
        since=L531,
        forms=APPRENTICED,
        is_broken=lambda a: a.case.ends_on is None,
        sentence=_("An apprenticeship is made for a fixed time: write its last day."),
        field="ends_on",
    ),
    Rule(
        code="A3",
        paragraph="L531/2017 71 §",
        since=L531,
        forms=AGREED,
        is_broken=lambda a: a.case.ends_on is None,
        sentence=_("A training agreement is made for a fixed time: write its last day."),
        field="ends_on",
    ),
    Rule(
        code="A4",
        paragraph="L531/2017 70.3 §",
        since=L531,
        forms=EMPLOYED,
        is_broken=lambda a: a.case.arrangement_signed_on is None,
        before=Stage.START,
        sentence=_(
            "We and the employer have not signed the arrangement agreement: without it the "
            "apprenticeship does not take effect. Sign it first."
        ),
        place=Place.AGREEMENTS,
    ),
    Rule(
        code="A4",
        paragraph="L531/2017 70.3 §",
        since=L531,
        forms=EMPLOYED,
        is_broken=_is_arranged_late,
        before=Stage.START,
        sentence=_(
            "The arrangement agreement was signed on {signed}, after the first day: the "
            "apprenticeship takes effect on that day at the earliest. Move the first day."
        ),
        words=lambda a: {"signed": day(a.case.arrangement_signed_on)},
        field="starts_on",
    ),
    Rule(
        code="A9",
        paragraph="L531/2017 70.5 §",
        since=L531,
        forms=APPRENTICED,
        is_broken=lambda a: a.case.programme in NOT_APPRENTICED,
        sentence=_(
            "TUVA, TELMA and labour-market training are not arranged as an apprenticeship: choose "
            "another form."
        ),
        field="form",
    ),
    Rule(
        code="A10",
        paragraph="L55/2001 1:4 §",
        since=TSL_TRIAL,
        forms=EMPLOYED,
        limit=6,
        is_broken=_is_trial_too_long,
        sentence=_(
            "The trial period is too long: it lasts at most half of the contract and never over "
            "{limit} months, here until {latest}. Shorten it."
        ),
        words=lambda a: {"latest": day(last_trial_day(a.case, months=a.limit))},
        field="trial_until",
    ),
    Rule(
        code="B1",
        paragraph="A673/2017 16 §",
        since=L531,
        forms=EMPLOYED,
        is_broken=lambda a: not a.case.wage_basis.strip(),
        sentence=_("An apprenticeship contract tells the basis of pay: write it."),
        field="wage_basis",
    ),
    Rule(
        code="B2",
        paragraph="L531/2017 71.4 §",
        since=L531,
        forms=AGREED,
        is_broken=lambda a: a.case.weekly_hours is None,
        sentence=_("A training agreement tells the working time: write the hours a week."),
        field="weekly_hours",
    ),
    Rule(
        code="B3",
        paragraph="A673/2017 9.3 §",
        since=L531,
        forms=LEARNING,
        is_broken=lambda a: not a.case.has_teacher,
        sentence=_("The plan names a teacher who represents us: choose the teacher."),
        field="teacher",
    ),
)
