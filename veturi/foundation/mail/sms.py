"""Text messages: what sends them is named in the settings; a try-out catches them."""

from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from veturi.foundation.mail.models import CaughtLetter

SENDER = "SMS"


class NotSent(Exception):
    """The service of text messages did not take it."""


class Sending(Protocol):
    """What a backend is: a function that hands one message to a service within a few seconds."""

    def __call__(self, to: str, text: str) -> None: ...


def is_possible() -> bool:
    return bool(settings.SMS_BACKEND)


def send(to: str, text: str) -> None:
    """At once, since somebody waits for it; `NotSent` when the service refuses or is silent."""
    backend: Sending = import_string(settings.SMS_BACKEND)
    backend(to, text)


def catch(to: str, text: str) -> None:
    """The local twin: kept beside the caught letters of the demo."""
    CaughtLetter.objects.create(
        at=timezone.now(), sender=SENDER, recipients=to, subject=text.splitlines()[0], text=text
    )
