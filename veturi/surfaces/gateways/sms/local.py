"""The twin of a service of text messages, for the demo, the tests and development: no network."""

from dataclasses import dataclass
from enum import StrEnum

from veturi.foundation.mail import sms
from veturi.surfaces.gateways.sms.refusals import NotAccepted, NotReached, Refused
from veturi.surfaces.gateways.sms.rules.messages import Message


class Mood(StrEnum):
    TAKES = "takes"
    REFUSES = "refuses"
    OFFLINE = "offline"
    STRANGE = "strange"  # it does not know us


@dataclass(frozen=True, slots=True)
class Twin:
    """The service in a mood; what it takes is kept beside the caught letters."""

    mood: Mood = Mood.TAKES

    def send(self, message: Message) -> None:
        if self.mood == Mood.OFFLINE:
            raise NotReached
        if self.mood == Mood.STRANGE:
            raise NotAccepted
        if self.mood == Mood.REFUSES:
            raise Refused("REJECTED")
        sms.catch(message.to, message.text)
