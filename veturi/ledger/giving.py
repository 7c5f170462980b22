"""Default contributions of a deed (kinds.md §1), and how ours is divided among partners."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import NamedTuple

from veturi.ledger.entries import Entry, Given
from veturi.ledger.kinds import DeedKind, Gift, Unit

HUNDREDTHS = Decimal(100)


class Numbers(NamedTuple):
    """Hours, persons and days of a deed: as they were typed, or with the kind's defaults."""

    hours: Decimal | None
    people: int | None
    days: Decimal | None


class Share(NamedTuple):
    """One contribution of one partner's row, ready to be written."""

    partner: int
    giver: str
    currency: str
    hundredths: int
    confidence: str


def numbers_of(entry: Entry, kind: DeedKind) -> Numbers:
    asked = kind.number
    default_days = None if asked.days is None else Decimal(asked.days)
    return Numbers(
        hours=entry.hours if entry.hours is not None else asked.hours,
        people=entry.people if entry.people is not None else asked.persons,
        days=entry.days if entry.days is not None else default_days,
    )


# The same few numbers are typed again and again: what follows from them is worked out once.
@lru_cache(maxsize=4096)
def default_gifts(
    partner_gives: tuple[Gift, ...],
    we_give: tuple[Gift, ...],
    *,
    numbers: Numbers,
    typed: Numbers,
    euros: Decimal,
) -> tuple[Given, ...]:
    """A default left as it is: estimated; a number typed or taken from a record: logged."""
    sides = (("partner", partner_gives), ("provider", we_give))
    return tuple(
        Given(
            giver=giver,
            currency=gift.currency,
            amount=_amount(gift, numbers, euros),
            confidence=_confidence(gift, typed),
        )
        for giver, gifts in sides
        for gift in gifts
    )


def _amount(gift: Gift, numbers: Numbers, euros: Decimal) -> Decimal:
    counted: Mapping[Unit, Decimal] = {
        Unit.DEED: Decimal(1),
        Unit.HOUR: numbers.hours or Decimal(0),
        Unit.PERSON: Decimal(numbers.people or 0),
        Unit.DAY: numbers.days or Decimal(0),
        Unit.RECORD: euros,
    }
    return gift.amount * counted[gift.unit]


def _confidence(gift: Gift, typed: Numbers) -> str:
    is_typed: Mapping[Unit, bool] = {
        Unit.DEED: False,
        Unit.HOUR: typed.hours is not None,
        Unit.PERSON: typed.people is not None,
        Unit.DAY: typed.days is not None,
        Unit.RECORD: True,
    }
    return "logged" if is_typed[gift.unit] else "estimated"


def shares(given: Sequence[Given], partners: Sequence[int]) -> Iterator[Share]:
    """Each partner's gift is its own; ours is divided equally, the rest to the smallest id."""
    ordered = sorted(partners)
    for gift in given:
        for partner, hundredths in _divided(gift, ordered):
            if hundredths:
                yield Share(partner, gift.giver, gift.currency.value, hundredths, gift.confidence)


def _divided(gift: Given, ordered: Sequence[int]) -> list[tuple[int, int]]:
    whole = int((gift.amount * HUNDREDTHS).to_integral_value(ROUND_FLOOR))
    if gift.partner is not None:
        return [(gift.partner, whole)]
    if gift.giver == "partner":
        return [(partner, whole) for partner in ordered]
    each, rest = divmod(whole, len(ordered))
    return [(partner, each + (rest if index == 0 else 0)) for index, partner in enumerate(ordered)]
