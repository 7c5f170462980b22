"""What is said from behind a link, kept; contact data change only when one of ours accepts it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.changing import change
from veturi.cooperation.placements.actions.periods import NotPossible, note_facts
from veturi.cooperation.placements.actions.settling import settle
from veturi.cooperation.placements.letters import talk_letter
from veturi.cooperation.placements.models import (
    ContactRequest,
    Period,
    ProgressSignal,
    Readiness,
)
from veturi.directory.actions.changing import tell
from veturi.directory.actions.people import edit_person
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference
from veturi.foundation.mail.actions import post


@transaction.atomic
def signal_progress(
    period: Period, *, tone: str, words: str, by: Person, at: datetime
) -> ProgressSignal:
    """How it goes; a wish to talk is told to the teacher by mail."""
    row = ProgressSignal(
        provider=period.provider, period=period, by=by, at=at, tone=tone, words=words
    )
    row.full_clean()
    row.save()
    tell(period, [Difference("progress_signals", "", f"{row.get_tone_display()}: {by}")], by=by)
    letter = talk_letter(row) if tone == ProgressSignal.Tone.TALK else None
    if letter is not None:
        post(letter, at=at)
    return row


def would_host_again(period: Period, *, answer: str, at: datetime) -> Period:
    """The instructor's own answer."""
    return note_facts(period, by=None, at=at, fields={"host_again": answer})


@transaction.atomic
def ask_for_correction(person: Person, *, email: str, phone: str, at: datetime) -> ContactRequest:
    """Other contact data are asked for; a later request stands in the place of one that waits."""
    if (email, phone) == (person.email, person.phone):
        raise NotPossible(_("These are the contact data that we have already."))
    if not email:
        raise NotPossible(_("Leave us an e-mail address: your links are sent there."))
    person.contact_requests.filter(accepted_at=None, declined_at=None).delete()
    row = ContactRequest(
        provider_id=person.provider_id, person=person, email=email, phone=phone, made_at=at
    )
    row.full_clean()
    row.save()
    return row


def _waiting(request: ContactRequest) -> ContactRequest:
    row = ContactRequest.objects.select_for_update().get(pk=request.pk)
    if row.accepted_at or row.declined_at:
        raise NotPossible(_("This was answered already."))
    return row


@transaction.atomic
def accept_correction(request: ContactRequest, *, by: Person, at: datetime) -> ContactRequest:
    """The person's contact data become what was asked for, as if one of ours had edited them."""
    row = _waiting(request)
    edit_person(row.person, by=by, fields={"email": row.email, "phone": row.phone})
    row.accepted_at, row.answered_by = at, by
    row.save(update_fields=["accepted_at", "answered_by"])
    return row


@transaction.atomic
def decline_correction(request: ContactRequest, *, by: Person, at: datetime) -> ContactRequest:
    row = _waiting(request)
    row.declined_at, row.answered_by = at, by
    row.save(update_fields=["declined_at", "answered_by"])
    return row


@transaction.atomic
def student_agrees(period: Period, *, at: datetime) -> Readiness:
    """The student, too, sees that they are ready; the teacher has looked at it before."""
    row: Readiness | None = Readiness.objects.filter(period=period).first()
    if row is None:
        raise NotPossible(_("Your teacher has not looked at this with you yet."))
    row = change(row, by=None, fields={"by_student": True})
    settle([period.pk], provider=period.provider, by=None, at=at)
    return row
