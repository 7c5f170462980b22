"""The formula of reciprocity, pure (kinds.md §6): sums in, balance out; exact until shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from veturi.ledger.kinds import Currency
from veturi.ledger.months import distance
from veturi.ledger.past import Summed
from veturi.ledger.points import HUNDREDTHS, Weights, balance_of, points

WE_TAKE, WE_GIVE = Decimal("0.7"), Decimal("0.3")
HIGH, MEDIUM = Decimal("0.9"), Decimal("0.7")
TRUST = {"estimated": Decimal("0.5"), "logged": Decimal("0.8"), "confirmed": Decimal("1.0")}
YEARS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One currency: what the partner gave, what we gave, and how even it is."""

    currency: str
    partner: Decimal
    provider: Decimal

    @property
    def balance(self) -> Decimal | None:
        return balance_of(self.partner, self.provider)

    def as_data(self) -> dict[str, float | None]:
        figures = {"partner": self.partner, "provider": self.provider, "balance": self.balance}
        return {name: shown(figure) for name, figure in figures.items()}


@dataclass(frozen=True, slots=True)
class Reciprocity:
    exchanges: tuple[Exchange, ...]
    from_partner: Decimal
    from_us: Decimal
    confidence: Decimal | None

    @property
    def total(self) -> Decimal:
        return self.from_partner + self.from_us

    @property
    def share(self) -> Decimal | None:
        """The partner's part of all points."""
        return self.from_partner / self.total if self.total else None

    @property
    def balance(self) -> Decimal | None:
        return balance_of(self.from_partner, self.from_us)

    @property
    def direction(self) -> str | None:
        """Compared unrounded: 0.3 and 0.7 are even."""
        if self.share is None:
            return None
        return "we_take" if self.share > WE_TAKE else "we_give" if self.share < WE_GIVE else "even"

    @property
    def trust(self) -> str | None:
        """The confidence in a word."""
        if self.confidence is None:
            return None
        return (
            "high" if self.confidence >= HIGH else "medium" if self.confidence >= MEDIUM else "low"
        )

    def as_data(self) -> dict[str, Any]:
        """All eight currencies; the balance of one in which nothing was given is null."""
        there = {row.currency: row for row in self.exchanges}
        rows = [there.get(c.value, Exchange(c.value, Decimal(0), Decimal(0))) for c in Currency]
        return {
            "currencies": {row.currency: row.as_data() for row in rows},
            "F": shown(self.from_partner),
            "T": shown(self.from_us),
            "share": shown(self.share),
            "balance": shown(self.balance),
            "direction": self.direction,
            "confidence": shown(self.confidence),
        }


def weigh(sums: Iterable[Summed], *, on: date, years: int, weights: Weights) -> Reciprocity:
    """The exchange in the window of so many years (distances 0–12y), all deeds alike."""
    rows = [row for row in sums if 0 <= distance(row.month, on=on) <= 12 * years]
    from_partner = points((row for row in rows if row.giver == "partner"), weights)
    from_us = points((row for row in rows if row.giver == "provider"), weights)
    return Reciprocity(
        exchanges=tuple(_exchanges(rows)),
        from_partner=from_partner,
        from_us=from_us,
        confidence=_confidence(rows, weights, from_partner + from_us),
    )


def _exchanges(rows: Sequence[Summed]) -> Iterable[Exchange]:
    for currency in Currency:
        given = {
            giver: Decimal(
                sum(r.hundredths for r in rows if r.currency == currency and r.giver == giver)
            )
            / HUNDREDTHS
            for giver in ("partner", "provider")
        }
        if any(given.values()):
            yield Exchange(currency.value, given["partner"], given["provider"])


def _confidence(rows: Sequence[Summed], weights: Weights, total: Decimal) -> Decimal | None:
    if not total:
        return None
    trusted = (points([row], weights) * TRUST[row.confidence] for row in rows)
    return sum(trusted, start=Decimal(0)) / total


def shown(value: Decimal | None) -> float | None:
    """Rounded half up to 0.01, as it is shown."""
    return None if value is None else float(value.quantize(Decimal("0.01"), ROUND_HALF_UP))
