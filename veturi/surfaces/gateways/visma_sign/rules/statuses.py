"""What an answer about a document means for us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Outcome(StrEnum):
    """What became of an invitation."""

    WAITS = "waits"
    SIGNED = "signed"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


# The words of the service; a word that is not known means that one still waits.
SAID = {
    "signed": Outcome.SIGNED,
    "rejected": Outcome.REFUSED,
    "refused": Outcome.REFUSED,
    "declined": Outcome.REFUSED,
    "expired": Outcome.EXPIRED,
    "cancelled": Outcome.CANCELLED,
    "canceled": Outcome.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """A document, and each invitation by its uuid."""

    outcome: Outcome
    invitations: Mapping[str, Outcome]


def outcome_of(word: object) -> Outcome:
    return SAID.get(str(word).lower(), Outcome.WAITS)


def read_status(answer: Mapping[str, Any]) -> DocumentStatus:
    """The answer as it was sent, understood."""
    rows: Sequence[Any] = answer.get("invitations") or []
    known = {
        str(row["uuid"]): outcome_of(row.get("status"))
        for row in rows
        if isinstance(row, dict) and row.get("uuid")
    }
    return DocumentStatus(outcome_of(answer.get("status")), known)
