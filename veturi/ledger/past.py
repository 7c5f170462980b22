"""A partner's past as plain values: what the lens hands to rules."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Standing:
    """A document deed that may stand on a day (kinds.md 5.2, rule 8)."""

    kind: str
    done_on: date
    until: date | None


class Counted(NamedTuple):
    """Deeds of one kind in one month."""

    kind: str
    month: int
    n: int


class Summed(NamedTuple):
    """What one side gave in one kind, month and currency, by confidence; in hundredths."""

    kind: str
    month: int
    currency: str
    giver: str
    confidence: str
    hundredths: int


@dataclass(slots=True)
class Past:
    """A partner's tallies, those of the partners absorbed into it included."""

    counts: list[Counted] = field(default_factory=list)
    sums: list[Summed] = field(default_factory=list)
