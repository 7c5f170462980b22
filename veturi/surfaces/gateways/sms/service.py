"""The one door to text messages: `send` is what `SMS_BACKEND` names."""

import logging
from typing import Protocol

from django.conf import settings

from veturi.foundation.mail.sms import NotSent
from veturi.surfaces.gateways.sms.client import Client
from veturi.surfaces.gateways.sms.local import Mood, Twin
from veturi.surfaces.gateways.sms.refusals import NoNumber, NotConfigured, Refused
from veturi.surfaces.gateways.sms.rules.messages import Message, in_the_world, masked

log = logging.getLogger("veturi.sms")


class Service(Protocol):
    """What the client and its twin have in common; what is not taken is raised as `NotSent`."""

    def send(self, message: Message) -> None: ...


def service() -> Service:
    """The twin where the settings name its mood, else the real one."""
    if settings.SMS_TWIN:
        return Twin(Mood(settings.SMS_TWIN))
    if not settings.SMS_URL:
        raise NotConfigured
    return Client(
        settings.SMS_URL,
        settings.SMS_AUTHORIZATION.replace("{key}", settings.SMS_KEY),
        settings.SMS_BODY,
        settings.SMS_TAKEN,
    )


def send(to: str, text: str) -> None:
    """Handed over once; the log knows what became of it, but neither the text nor the number."""
    number = in_the_world(to)
    try:
        if number is None:
            raise NoNumber
        service().send(Message(number, text, settings.SMS_SENDER))
    except NotSent as refusal:
        log.warning("Not sent to %s: %s", masked(to), _named(refusal))
        raise
    log.info("Taken for %s", masked(number))


def _named(refusal: NotSent) -> str:
    """The log speaks no language: the refusal by its name, with the word of the service."""
    word = f" ({refusal.said})" if isinstance(refusal, Refused) else ""
    return f"{type(refusal).__name__}{word}"
