"""Places that students propose: proposed behind a link, taken back, taken further, declined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions import periods
from veturi.cooperation.placements.actions.changing import change, tell_new
from veturi.cooperation.placements.actions.periods import NewPeriod, NotPossible
from veturi.cooperation.placements.letters import answer_letter
from veturi.cooperation.placements.models import Period, PlaceProposal, Student
from veturi.cooperation.placements.rules.proposals import (
    MOST_A_DAY,
    MOST_WAITING,
    is_possible,
    name_in_two,
)
from veturi.directory.actions.changing import tell
from veturi.directory.actions.partners import NewPartner, PartnerAlready, add_partner
from veturi.directory.actions.people import add_contact
from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.codes.roles import PersonRole
from veturi.directory.look_alikes.people import alike_people
from veturi.directory.models import Partnership, Person
from veturi.foundation.history.actions import Difference
from veturi.foundation.mail.actions import post
from veturi.foundation.text import fold

DAY = timedelta(days=1)


class AlreadyProposed(NotPossible):
    """The same student proposed the same workplace, and it waits."""

    def __init__(self) -> None:
        super().__init__(_("You have proposed this workplace already."))


class TooManyProposed(NotPossible):
    """Somebody reads each of them."""

    def __init__(self) -> None:
        super().__init__(_("You have proposed many places. Wait until the school has answered."))


class NotADay(NotPossible):
    """A wish for a day that is long past or many years ahead."""

    def __init__(self) -> None:
        super().__init__(_("Check the days: write when you could be there."))


class Settled(NotPossible):
    """Somebody answered it, or the student took it back."""

    def __init__(self) -> None:
        super().__init__(_("This was answered already, or taken back by the student."))


class NoName(NotPossible):
    """A partner has a name."""

    def __init__(self) -> None:
        super().__init__(_("Write the name of the workplace."))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a proposal becomes: with a partner of ours, or as a lead of this name.

    `period` are fields of the period that is proposed with it; none: no period yet.
    """

    partnership: Partnership | None = None
    name: str = ""
    period: Mapping[str, Any] = field(default_factory=dict)
    keeps_contact: bool = False
    answer: str = ""


@transaction.atomic
def propose_place(student: Student, *, fields: Mapping[str, Any], at: datetime) -> PlaceProposal:
    """By the student, from behind the link."""
    Student.objects.select_for_update().get(pk=student.pk)
    row = PlaceProposal(
        provider_id=student.provider_id, student=student, made_at=at, **dict(fields)
    )
    row.name_folded = fold(row.name)[:200]
    _refuse_many(row)
    if not (is_possible(row.starts_on, on=localdate(at)) and _ends_possibly(row, at)):
        raise NotADay
    row.full_clean()
    row.save()
    tell_new([row], by=None, at=at)
    tell(student, [Difference("place_proposals", "", str(row))], by=None)
    return row


def _ends_possibly(row: PlaceProposal, at: datetime) -> bool:
    return is_possible(row.ends_on, on=localdate(at))


def _refuse_many(row: PlaceProposal) -> None:
    """The same once, five at a time, ten a day."""
    others = PlaceProposal.objects.filter(student=row.student)
    waiting = others.waiting()
    if waiting.filter(name_folded=row.name_folded, business_id=row.business_id).exists():
        raise AlreadyProposed
    lately = others.filter(made_at__gt=row.made_at - DAY)
    if waiting.count() >= MOST_WAITING or lately.count() >= MOST_A_DAY:
        raise TooManyProposed


@transaction.atomic
def take_back_proposal(row: PlaceProposal, *, at: datetime) -> PlaceProposal:
    """By the student, while nobody has answered."""
    fresh = _waiting(row)
    return change(fresh, by=None, fields={"taken_back_at": at})


@transaction.atomic
def decline_proposal(
    row: PlaceProposal, *, why: str, answer: str, by: Person, at: datetime
) -> PlaceProposal:
    """Not this one: the student reads why in kind words, and what is added to them."""
    fields = {"declined_for": why, "answer": answer, "answered_at": at, "answered_by": by}
    fresh = change(_waiting(row), by=by, fields=fields)
    _write_to_student(fresh, at=at)
    return fresh


@transaction.atomic
def take_further(row: PlaceProposal, *, what: Taken, by: Person, at: datetime) -> PlaceProposal:
    """A partner of ours takes it on, or it becomes a lead; a period is proposed with it."""
    fresh = _waiting(row)
    partner = what.partnership.shown if what.partnership else _lead(fresh, what, by=by, at=at)
    if what.keeps_contact and fresh.contact_name:
        _keep_contact(fresh, partner, by=by)
    fields = {
        "partnership": partner,
        "period": _period(fresh, partner, what, by=by, at=at) if what.period else None,
        "answer": what.answer,
        "answered_at": at,
        "answered_by": by,
    }
    fresh = change(fresh, by=by, fields=fields)
    tell(partner, [Difference("place_proposals", "", str(fresh))], by=by)
    _write_to_student(fresh, at=at)
    return fresh


def _waiting(row: PlaceProposal) -> PlaceProposal:
    fresh = PlaceProposal.objects.select_for_update().get(pk=row.pk)
    if fresh.answered_at or fresh.taken_back_at:
        raise Settled
    return fresh


def _lead(row: PlaceProposal, what: Taken, *, by: Person, at: datetime) -> Partnership:
    """A partner that is only identified yet; whoever takes it on owns it."""
    name = what.name or row.name
    if not name:
        raise NoName
    new = NewPartner(
        name,
        OrganisationType.COMPANY.value,
        business_id=row.business_id,
        municipality=row.municipality,
        source=row.key,
        fields={"owner": by, "phase": Partnership.Phase.IDENTIFIED},
    )
    try:
        return add_partner(new, provider=row.provider, by=by, on=localdate(at))
    except PartnerAlready as refusal:
        raise NotPossible(str(refusal)) from refusal


def _keep_contact(row: PlaceProposal, partner: Partnership, *, by: Person) -> None:
    """Whom the student named, unless somebody like that is known there."""
    given, family = name_in_two(row.contact_name)
    person = {
        "given_name": given[:80],
        "family_name": family[:80],
        "email": row.contact_email,
        "phone": row.contact_phone,
    }
    if not alike_people(by, person, at=partner):
        add_contact(partner, by=by, person=person, position={"role": PersonRole.CONTACT})


def _period(
    row: PlaceProposal, partner: Partnership, what: Taken, *, by: Person, at: datetime
) -> Period:
    fields = {
        "student": row.student,
        "partnership": partner,
        "way": Period.Way.SELF_SOURCED,
        "key_tasks": row.work,
        **what.period,
    }
    return periods.propose(NewPeriod(fields), provider=row.provider, by=by, at=at)


def _write_to_student(row: PlaceProposal, *, at: datetime) -> None:
    if row.student.email:
        post(answer_letter(row), at=at)
