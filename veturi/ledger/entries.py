"""What the pen takes: one deed to be written, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from veturi.ledger.kinds import Currency


@dataclass(frozen=True, slots=True)
class Given:
    """One contribution in words of the trade; `partner` None = of every partner in the deed."""

    giver: str
    currency: Currency
    amount: Decimal
    confidence: str
    partner: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed to be written. `partners` and `people` are keys; numbers left out take defaults.

    `given` None = the kind's defaults; an empty sequence = nothing was given.
    """

    kind: str
    on: date
    partners: Sequence[int]
    source: str
    about: str = ""
    until: date | None = None
    hours: Decimal | None = None
    people: int | None = None
    days: Decimal | None = None
    euros: Decimal = Decimal(0)
    given: Sequence[Given] | None = None
    persons: Sequence[tuple[int, str]] = field(default_factory=tuple)
