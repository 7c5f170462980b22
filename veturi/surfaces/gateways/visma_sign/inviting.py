"""Who is invited to sign, as the service is told."""

from dataclasses import dataclass
from typing import Any

STRONG = "strong"
SPOKEN = frozenset({"fi", "sv", "en", "nb", "da"})


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who signs by strong identification."""

    name: str
    email: str
    phone: str = ""
    language: str = "fi"

    def as_sent(self) -> dict[str, Any]:
        told = {
            "email": self.email,
            "name": self.name,
            "signature_type": STRONG,
            "language": self.language if self.language in SPOKEN else "en",
        }
        return told | ({"sms": self.phone} if self.phone else {})


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, as the service knows it."""

    uuid: str
