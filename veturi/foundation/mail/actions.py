"""Putting letters in the outbox, in the transaction of what they tell; sending one again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _
from django_q.tasks import async_task

from veturi.foundation.accounts.models import User
from veturi.foundation.history.actions import Difference, note
from veturi.foundation.mail.models import Letter
from veturi.foundation.mail.rules import leaves_at

SEND = "veturi.foundation.mail.sending.send_waiting"
KEPT = timedelta(days=90)
LONGEST_SUBJECT = 200


class NotFailed(Exception):
    """Only a letter that failed is sent again."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as plain values; what has the same key is the same letter."""

    key: str
    to: str
    subject: str
    text: str
    scope: str = ""
    about: str = ""
    is_urgent: bool = False


def post(draft: Draft, *, at: datetime) -> None:
    """Put one letter in the outbox."""
    post_many([draft], at=at)


@transaction.atomic
def post_many(drafts: Iterable[Draft], *, at: datetime) -> None:
    """The set form; the worker is told of urgent ones, the others it finds by the clock."""
    letters = [_letter(draft, at=at) for draft in drafts]
    Letter.objects.bulk_create(letters, batch_size=200, ignore_conflicts=True)
    if any(letter.is_urgent for letter in letters):
        async_task(SEND)


def _letter(draft: Draft, *, at: datetime) -> Letter:
    return Letter(
        key=draft.key,
        scope=draft.scope,
        to=draft.to,
        subject=" ".join(draft.subject.split())[:LONGEST_SUBJECT],
        text=draft.text,
        about=draft.about,
        is_urgent=draft.is_urgent,
        made_at=at,
        due_at=leaves_at(at, is_urgent=draft.is_urgent),
    )


@transaction.atomic
def send_again(letter: Letter, *, by: User | None, scope: str, at: datetime) -> None:
    """A letter that failed begins anew, as one that was just written."""
    fresh = Letter.objects.select_for_update().get(pk=letter.pk)
    if fresh.failed_at is None:
        raise NotFailed(_("This letter has not failed."))
    change = Difference("failed", fresh.trouble, "")
    fresh.failed_at = None
    fresh.taken_until = None
    fresh.tries = 0
    fresh.due_at = leaves_at(at, is_urgent=fresh.is_urgent)
    fresh.save(update_fields=["failed_at", "taken_until", "tries", "due_at"])
    note(f"mail.letter:{fresh.pk}", [change], scope=scope, by=by, at=at)
    async_task(SEND)


def forget_old(*, on: date) -> None:
    """The work of the night: letters that left or failed long ago."""
    old = Letter.objects.filter(made_at__lt=make_aware(datetime.combine(on - KEPT, time())))
    old.exclude(sent_at=None, failed_at=None).delete()
