"""The worker's step: letters leave one by one, each with a short transaction before and after.

A letter is first taken for some minutes and its try counted, then handed to the mail server, then
marked as sent. So no lock is held while a server is waited for, a killed worker loses nothing
(what it had taken is free again when the minutes are over), and two workers never send the same
letter at once. Between the server's "taken" and our mark there is a moment in which a kill makes
the letter leave twice: no sender over SMTP can close it. Both copies then carry the same
Message-ID, by which mail programs know them as one.
"""

from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import (
    SMTPAuthenticationError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from time import monotonic

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_q.conf import Conf
from django_q.tasks import async_task

from veturi.foundation.mail.actions import SEND
from veturi.foundation.mail.models import Letter, Trouble
from veturi.foundation.mail.rules import MOST_TRIES, tried_again_at

TAKEN_FOR = timedelta(minutes=5)
PERMANENT = 500
FOR_GOOD = frozenset({Trouble.ADDRESS, Trouble.REFUSED})
WITH_THE_SERVER = frozenset({Trouble.NO_ANSWER, Trouble.NOT_LET_IN, Trouble.SENDER})


def send_waiting() -> None:
    """Called by the worker: for a short while what is due; what remains is another step's."""
    pass_on_at = monotonic() + Conf.TIMEOUT / 4
    give_up(at=timezone.now())
    while send_one():
        if monotonic() > pass_on_at:
            async_task(SEND)
            return


def send_one() -> bool:
    """Send the next letter; whether there is sense in going on."""
    letter = take(at=timezone.now())
    if letter is None:
        return False
    try:
        message(letter).send()
    except OSError as fault:  # what smtplib raises is of this class too
        trouble = trouble_of(fault)
        _put_off(letter, trouble, at=timezone.now())
        return trouble not in WITH_THE_SERVER
    mark_sent(letter, at=timezone.now())
    return True


@transaction.atomic
def take(*, at: datetime) -> Letter | None:
    """The next letter is this step's for some minutes; the try is counted before it is made."""
    due = Letter.objects.due(at).select_for_update(skip_locked=True)
    letter: Letter | None = due.order_by("-is_urgent", "due_at", "pk").first()
    if letter is not None:
        letter.tries += 1
        letter.taken_until = at + TAKEN_FOR
        letter.save(update_fields=["tries", "taken_until"])
    return letter


def give_up(*, at: datetime) -> None:
    """A letter that killed its worker at each try is not tried for ever."""
    killers = Letter.objects.due(at).filter(tries__gte=MOST_TRIES)
    killers.update(failed_at=at, trouble=Trouble.BROKE_OFF, taken_until=None)


def message(letter: Letter) -> EmailMessage:
    """By a name that stays the same at each try; programs do not answer it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        letter.subject,
        letter.text,
        to=[letter.to],
        headers={
            "Message-ID": f"<letter.{letter.pk}.{letter.made_at:%Y%m%d%H%M%S%f}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(settings.MAIL_TRANSPORT),
    )


def trouble_of(fault: OSError) -> Trouble:
    """What the fault means for the letter."""
    match fault:
        case SMTPAuthenticationError():
            return Trouble.NOT_LET_IN
        case SMTPRecipientsRefused():
            codes = [code for code, _text in fault.recipients.values()]
            return Trouble.ADDRESS if min(codes) >= PERMANENT else Trouble.LATER
        case SMTPSenderRefused():
            return Trouble.SENDER
        case SMTPResponseException():
            return Trouble.REFUSED if fault.smtp_code >= PERMANENT else Trouble.LATER
        case _:
            return Trouble.NO_ANSWER


def _put_off(letter: Letter, trouble: Trouble, *, at: datetime) -> None:
    """Try it later, or say that it failed."""
    again = tried_again_at(letter.tries, at=at, is_urgent=letter.is_urgent)
    failed = again is None or trouble in FOR_GOOD
    Letter.objects.filter(pk=letter.pk).update(
        taken_until=None,
        trouble=trouble,
        due_at=F("due_at") if failed else again,
        failed_at=at if failed else None,
    )


def mark_sent(letter: Letter, *, at: datetime) -> None:
    """The text goes: it may hold a link that signs somebody in."""
    Letter.objects.filter(pk=letter.pk).update(sent_at=at, taken_until=None, trouble="", text="")
