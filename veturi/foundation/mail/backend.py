"""An e-mail backend that keeps letters in the database, where the demo shows them."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from veturi.foundation.mail.models import CaughtLetter


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
