"""Why the national survey of a period's instructor will not be sent, and how that is mended.

In the order of eHOKS, then what stops the survey beside it: recording and contacts. Nothing here
asks the clock or a row; what each reason means stands in docs/guard.md.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.guard_facts import (
    Check,
    Code,
    Facts,
    Gravity,
    Mender,
    Reason,
)
from veturi.cooperation.placements.rules.law.rows import Place
from veturi.cooperation.placements.rules.national.identifiers import is_y_tunnus
from veturi.cooperation.placements.rules.national.kesto import is_osa_aikaisuus
from veturi.cooperation.placements.rules.national.study_rights import (
    feedback_collecting_prevented,
    in_terminal_state,
)
from veturi.cooperation.placements.rules.national.surveys import (
    needs_osa_aikaisuus,
    valid_herate_date,
)

NOT_VOCATIONAL = frozenset({"basic_education", "other"})


def reasons(facts: Facts, *, on: date) -> list[Reason]:
    """All that hold on the day, in their order."""
    return [
        Reason(
            check.code,
            check.gravity,
            check.sentence,
            check.mender,
            check.place,
            check.field,
            facts.deadline,
        )
        for holds, check in _asked()
        if holds(facts, on)
    ]


@lru_cache(maxsize=1)
def _asked() -> tuple[tuple[Callable[[Facts, date], bool], Check], ...]:
    return tuple((check.holds, check) for check in CHECKS)


def _ends(facts: Facts, rule: Callable[[Any, date], bool]) -> bool:
    """The rule of the study right, asked on the last day; without one it does not hold."""
    last = facts.last_day
    return last is not None and rule(facts.right, last)


def _has_wrong_business_id(facts: Facts, _on: date) -> bool:
    return bool(facts.told.business_id.strip()) and not _is_business_id(facts.told.business_id)


_is_business_id = lru_cache(maxsize=4096)(is_y_tunnus)


def _lacks_part_time(facts: Facts, _on: date) -> bool:
    last = facts.last_day
    return last is not None and not is_osa_aikaisuus(facts.told.part_time) and _needs_it(last)


# Asked of very many periods, which end on few days and at few workplaces.
_needs_it = lru_cache(maxsize=4096)(needs_osa_aikaisuus)
_is_of_season = lru_cache(maxsize=4096)(valid_herate_date)


def _is_outside_season(facts: Facts, on: date) -> bool:
    return facts.last_day is not None and not _is_of_season(facts.last_day, on)


def _was_recorded_late(facts: Facts, _on: date) -> bool:
    last, recorded = facts.last_day, facts.recorded_on
    return recorded is not None and last is not None and recorded >= last


def _lacks_contacts(facts: Facts, _on: date) -> bool:
    return facts.unreachable == {"no-email", "no-phone"}


CHECKS: tuple[Check, ...] = (
    Check(
        code=Code.END_DATE_MISSING,
        holds=lambda facts, _: facts.last_day is None,
        sentence=_("The period has no last day: agree on it and write it."),
        place=Place.PERIOD,
        field="ends_on",
    ),
    Check(
        code=Code.AGREEMENT_TYPE,
        holds=lambda facts, _: not facts.told.has_fragments,
        sentence=_(
            "The survey is about training agreements and apprenticeships only: check the form of "
            "the period."
        ),
        gravity=Gravity.NEVER,
        place=Place.PERIOD,
        field="form",
    ),
    Check(
        code=Code.INSTRUCTOR_MISSING,
        holds=lambda facts, _: not facts.is_named,
        sentence=_("The workplace instructor is missing: ask the workplace and name one."),
        place=Place.INSTRUCTOR,
        field="instructor",
    ),
    Check(
        code=Code.WORKPLACE_NAME_MISSING,
        holds=lambda facts, _: not facts.told.workplace.strip(),
        sentence=_("The name of the workplace is missing: write it."),
        mender=Mender.COORDINATOR,
        place=Place.PARTNER,
        field="name",
    ),
    Check(
        code=Code.BUSINESS_ID_MISSING,
        holds=lambda facts, _: not facts.told.business_id.strip(),
        sentence=_("The business ID of the workplace is missing: find it in YTJ and write it."),
        mender=Mender.COORDINATOR,
        place=Place.PARTNER,
        field="business_id",
    ),
    Check(
        code=Code.BUSINESS_ID_INVALID,
        holds=_has_wrong_business_id,
        sentence=_("The business ID of the workplace is wrong: check it in YTJ and mend it."),
        mender=Mender.COORDINATOR,
        place=Place.PARTNER,
        field="business_id",
    ),
    Check(
        code=Code.PART_TIME_MISSING,
        holds=_lacks_part_time,
        sentence=_("The part-time percentage is missing: write it, 100 for the whole week."),
        place=Place.PERIOD,
        field="part_time",
    ),
    Check(
        code=Code.INTERRUPTED_AT_END,
        holds=lambda facts, _: facts.is_interrupted_at_end,
        sentence=_(
            "The period is interrupted on its last day: end the interruption, or move the last day "
            "to before it."
        ),
        place=Place.INTERRUPTIONS,
    ),
    Check(
        code=Code.OTHER_SEASON,
        holds=_is_outside_season,
        sentence=_("The period ended in an earlier funding season: check the last day."),
        gravity=Gravity.NEVER,
        place=Place.PERIOD,
        field="ends_on",
    ),
    Check(
        code=Code.TUVA,
        holds=lambda facts, _: facts.right["programme"] == "tuva",
        sentence=_("No survey is asked of TUVA: check what the student studies."),
        gravity=Gravity.NEVER,
        mender=Mender.OFFICE,
        place=Place.STUDENT,
        field="programme",
    ),
    Check(
        code=Code.NOT_VOCATIONAL,
        holds=lambda facts, _: facts.right["programme"] in NOT_VOCATIONAL,
        sentence=_(
            "The survey is about vocational qualifications only: check what the student studies."
        ),
        gravity=Gravity.NEVER,
        mender=Mender.OFFICE,
        place=Place.STUDENT,
        field="programme",
    ),
    Check(
        code=Code.TELMA,
        holds=lambda facts, _: facts.right["programme"] == "telma",
        sentence=_("No survey is asked of TELMA: check what the student studies."),
        gravity=Gravity.NEVER,
        mender=Mender.OFFICE,
        place=Place.STUDENT,
        field="programme",
    ),
    Check(
        code=Code.STUDY_RIGHT_ENDED,
        holds=lambda facts, _: _ends(facts, in_terminal_state),
        sentence=_(
            "The study right has ended or is interrupted when the period ends: move the last day "
            "to before it, or have the study right mended."
        ),
        mender=Mender.OFFICE,
        place=Place.STATES,
    ),
    Check(
        code=Code.EXTERNAL_FUNDING,
        holds=lambda facts, _: _ends(facts, feedback_collecting_prevented),
        sentence=_(
            "Others pay for the studies on the last day (funding 6, 14 or 15), so that no survey "
            "is asked: check the funding."
        ),
        gravity=Gravity.NEVER,
        mender=Mender.OFFICE,
        place=Place.STATES,
    ),
    Check(
        code=Code.LINKED_STUDY_RIGHT,
        holds=lambda facts, _: bool(facts.right["included_in"]),
        sentence=_(
            "The study right belongs to another one, of which the survey is asked: check it in "
            "Koski."
        ),
        gravity=Gravity.NEVER,
        mender=Mender.OFFICE,
        place=Place.STUDENT,
        field="included_in",
    ),
    Check(
        code=Code.NOT_RECORDED,
        holds=lambda facts, _: facts.recorded_on is None and facts.last_day is not None,
        sentence=_(
            "The period is not recorded in eHOKS: record it by the day before it ends, then note "
            "the day here."
        ),
        place=Place.FACTS,
        field="recorded_on",
    ),
    Check(
        code=Code.RECORDED_LATE,
        holds=_was_recorded_late,
        sentence=_(
            "The period was recorded in eHOKS only on its last day or later: check the day."
        ),
        place=Place.FACTS,
        field="recorded_on",
    ),
    Check(
        code=Code.NO_CONTACTS,
        holds=_lacks_contacts,
        sentence=_("The instructor has neither e-mail nor phone: ask for the e-mail and write it."),
        place=Place.CONTACT,
        field="email",
    ),
    Check(
        code=Code.EMAIL_MISMATCH,
        holds=lambda facts, _: "email-mismatch" in facts.unreachable,
        sentence=_(
            "The instructor has several e-mail addresses in periods that end in the same month: "
            "keep one of them."
        ),
        place=Place.CONTACT,
        field="email",
    ),
    Check(
        code=Code.PHONE_MISMATCH,
        holds=lambda facts, _: "phone-mismatch" in facts.unreachable,
        sentence=_(
            "The instructor has several phone numbers in periods that end in the same month, and "
            "no e-mail: keep one number or write the e-mail."
        ),
        place=Place.CONTACT,
        field="phone",
    ),
    Check(
        code=Code.PHONE_INVALID,
        holds=lambda facts, _: "phone-invalid" in facts.unreachable,
        sentence=_(
            "The instructor’s phone is not a Finnish mobile number, and there is no e-mail: write "
            "the e-mail."
        ),
        place=Place.CONTACT,
        field="email",
    ),
    Check(
        code=Code.TWO_SPELLINGS,
        holds=lambda facts, _: bool(facts.spellings),
        sentence=_(
            "The instructor’s name is spelled in two ways, so that two surveys are sent: make one "
            "person of them."
        ),
        gravity=Gravity.SPLITS,
        place=Place.CONTACT,
        field="family_name",
    ),
)
