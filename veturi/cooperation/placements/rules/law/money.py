"""Compensation, meals, and what the national survey's money hangs on (A13, A14, A17, A19)."""

from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.case import Programme
from veturi.cooperation.placements.rules.law.rows import (
    AGREED,
    APPRENTICED,
    L531,
    LEARNING,
    OTHER,
    OWN_FIRM,
    Asked,
    Day,
    Place,
    Rule,
    Severity,
    Stage,
    day,
)
from veturi.ledger.months import add_months

# Nobody asks the instructors of these, so that nothing is lost (domain §3.4).
NOT_ASKED = frozenset({Programme.TUVA, Programme.TELMA})
# EHO asks for them of periods that end on these days or later.
BUSINESS_ID_SINCE = date(2021, 8, 26)
PART_TIME_SINCE = date(2023, 7, 1)


def _is_asked(asked: Asked) -> bool:
    """Whether the national survey would be sent."""
    return asked.case.programme not in NOT_ASKED


def _is_to_record(asked: Asked) -> bool:
    """It can still be recorded in time, and it has begun or is about to end."""
    case = asked.case
    return (
        _is_asked(asked)
        and case.recorded_on is None
        and case.record_by is not None
        and min(case.starts_on, case.record_by) <= asked.on <= case.record_by
    )


def _is_too_late_to_record(asked: Asked) -> bool:
    case = asked.case
    return (
        _is_asked(asked)
        and case.recorded_on is None
        and case.record_by is not None
        and asked.on > case.record_by
    )


def _was_recorded_late(asked: Asked) -> bool:
    case = asked.case
    return (
        _is_asked(asked)
        and case.recorded_on is not None
        and case.record_by is not None
        and case.recorded_on > case.record_by
    )


def _is_before_study_right(asked: Asked) -> bool:
    begins = asked.case.study_begins_on
    return begins is not None and asked.case.starts_on < begins


def _is_after_study_right(asked: Asked) -> bool:
    ends, last = asked.case.study_ends_on, asked.case.last_day
    return ends is not None and last is not None and last > ends


def _is_longer_than(asked: Asked) -> bool:
    """Longer than so many years."""
    case = asked.case
    longest = add_months(case.starts_on, asked.limit * 12) - timedelta(days=1)
    return case.last_day is not None and case.last_day > longest


COMPENSATION = (
    Rule(
        code="A13",
        paragraph="L531/2017 73.3 §",
        since=L531,
        forms=AGREED,
        is_broken=lambda a: a.case.is_compensated and not a.case.has_demanding_support,
        sentence=_(
            "Compensation is paid for a training agreement only in demanding special needs "
            "support: remove it."
        ),
        field="compensation",
    ),
    Rule(
        code="A13",
        paragraph="L531/2017 73 §",
        since=L531,
        forms=OTHER,
        is_broken=lambda a: a.case.is_compensated,
        sentence=_("No compensation is paid for this form of learning: remove it."),
        field="compensation",
    ),
    Rule(
        code="A14",
        paragraph="L531/2017 73.2 §",
        since=L531,
        forms=OWN_FIRM,
        is_broken=lambda a: a.case.is_paid_to_entrepreneur,
        sentence=_(
            "No compensation is paid to an entrepreneur in one’s own firm: remove it, or name the "
            "instructor from another workplace to whom it is paid."
        ),
        field="compensation",
    ),
    Rule(
        code="A17",
        paragraph="L531/2017 100 §",
        since=L531,
        forms=APPRENTICED,
        is_broken=lambda _: True,
        severity=Severity.INFO,
        sentence=_("We give no free meals in an apprenticeship: tell the student of it."),
        place=None,
    ),
)

lost = partial(
    Rule,
    code="A19",
    paragraph="eHOKS",
    since=L531,
    forms=LEARNING,
    severity=Severity.WARN,
    before=Stage.START,
)

SURVEYED = (
    lost(
        since=BUSINESS_ID_SINCE,
        day=Day.LAST,
        is_broken=lambda a: _is_asked(a) and a.case.in_finland and not a.case.has_business_id,
        sentence=_(
            "The workplace has no valid business ID, without which the national survey is not "
            "sent: write it."
        ),
        field="business_id",
        place=Place.PARTNER,
    ),
    lost(
        is_broken=lambda a: (
            _is_asked(a) and a.case.guide is not None and not a.case.guide.is_reached
        ),
        sentence=_(
            "The instructor has neither e-mail nor phone, so that the national survey is not "
            "sent: write one of them."
        ),
        field="email",
        place=Place.CONTACT,
    ),
    lost(
        since=PART_TIME_SINCE,
        day=Day.LAST,
        is_broken=lambda a: _is_asked(a) and a.case.part_time is None,
        sentence=_(
            "The part-time percentage is missing, so that the national survey is not sent: write "
            "it, 100 for the whole week."
        ),
        field="part_time",
    ),
    lost(
        is_broken=_is_to_record,
        sentence=_(
            "Record the period in eHOKS by {by}: after that the national survey is not sent and "
            "its money is lost."
        ),
        words=lambda a: {"by": day(a.case.record_by)},
        field="recorded_on",
        place=Place.FACTS,
    ),
    lost(
        is_broken=_is_too_late_to_record,
        sentence=_(
            "The period was to be recorded in eHOKS by {by}: write the day if it was, or record "
            "it now, though the national survey is not sent any more."
        ),
        words=lambda a: {"by": day(a.case.record_by)},
        field="recorded_on",
        place=Place.FACTS,
    ),
    lost(
        is_broken=_was_recorded_late,
        sentence=_(
            "The period was recorded in eHOKS on {recorded}, after {by}, so that the national "
            "survey is not sent: check the day."
        ),
        words=lambda a: {"recorded": day(a.case.recorded_on), "by": day(a.case.record_by)},
        field="recorded_on",
        place=Place.FACTS,
    ),
    lost(
        is_broken=_is_before_study_right,
        sentence=_(
            "The period begins before the study right, which begins on {begins}: eHOKS does not "
            "take it. Move the first day."
        ),
        words=lambda a: {"begins": day(a.case.study_begins_on)},
        field="starts_on",
    ),
    lost(
        is_broken=_is_after_study_right,
        sentence=_(
            "The period ends after the study right, which is estimated to end on {ends}: eHOKS "
            "does not take it. Move the last day, or the estimate."
        ),
        words=lambda a: {"ends": day(a.case.study_ends_on)},
        field="ends_on",
    ),
    lost(
        limit=5,
        is_broken=_is_longer_than,
        sentence=_(
            "The period is longer than {limit} years: eHOKS does not take it. Move the last day."
        ),
        field="ends_on",
    ),
)

MONEY = (*COMPENSATION, *SURVEYED)
