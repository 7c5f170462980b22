"""What the framework sends goes to the outbox; what leaves it is caught in the demo."""

from collections.abc import Sequence
from hashlib import sha256

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from veturi.foundation.mail.actions import Draft, post_many
from veturi.foundation.mail.models import CaughtLetter


class Outbox(BaseEmailBackend):
    """Letters of signing in: somebody waits for each of them, so they are urgent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        drafts = [draft for message in email_messages for draft in drafts_of(message)]
        post_many(drafts, at=timezone.now())
        return len(drafts)


def drafts_of(message: EmailMessage) -> list[Draft]:
    """One letter to each address; written twice in the same words it is the same letter."""
    subject, text = str(message.subject), str(message.body)
    digest = sha256(f"{subject}\n{text}".encode()).hexdigest()
    return [
        Draft(f"sent:{digest}:{to}"[:160], to, subject, text, is_urgent=True)
        for to in message.recipients()
    ]


class Catcher(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        letters = [caught(message) for message in email_messages if message.recipients()]
        return len(CaughtLetter.objects.bulk_create(letters))


def caught(message: EmailMessage) -> CaughtLetter:
    return CaughtLetter(
        at=timezone.now(),
        sender=message.from_email,
        recipients=", ".join(message.recipients()),
        subject=str(message.subject),
        text=str(message.body),
        html=html_of(message),
    )


def html_of(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    return "".join(str(text) for text, kind in message.alternatives if kind == "text/html")
