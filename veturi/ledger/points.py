"""Points: what a contribution weighs (kinds.md §6). Pure; exact decimals throughout."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from veturi.ledger.kinds import Currency
from veturi.ledger.past import Summed

Weights = Mapping[str, Decimal]
HUNDREDTHS = 100

# weights-2026-1, valid from 1.1.2026; one point = one hour of ordinary guidance.
PROPOSED_WEIGHTS: Weights = {
    Currency.GUIDANCE_HOURS: Decimal("1.0"),
    Currency.TEACHING_HOURS: Decimal("1.5"),
    Currency.EXPERTISE_HOURS: Decimal("1.5"),
    Currency.STUDENT_DAYS: Decimal("0.5"),
    Currency.PREMISES_HOURS: Decimal("0.5"),
    Currency.HIRES: Decimal(20),
    Currency.EUROS: Decimal("0.02"),
    Currency.VISIBILITY: Decimal("2.0"),
}


def points(rows: Iterable[Summed], weights: Weights) -> Decimal:
    return sum(
        (weights[row.currency] * row.hundredths / HUNDREDTHS for row in rows), start=Decimal(0)
    )


def balance_of(partner: Decimal, provider: Decimal) -> Decimal | None:
    """1 − |F − T| / (F + T); nothing when nothing was given."""
    total = partner + provider
    return None if total == 0 else 1 - abs(partner - provider) / total
