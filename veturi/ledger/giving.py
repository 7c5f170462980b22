"""Default contributions of a deed (kinds.md §1), and how ours is divided among partners."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from veturi.ledger.entries import Entry, Given
from veturi.ledger.kinds import Currency, DeedKind, Gift, Unit

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a deed once the kind's defaults have filled what was left out."""

    hours: Decimal | None
    people: int | None
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class Share:
    """One contribution of one partner's row, ready to be written."""

    partner: int
    giver: str
    currency: Currency
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


def default_gifts(
    entry: Entry, kind: DeedKind, partner_gives: Sequence[Gift], we_give: Sequence[Gift]
) -> list[Given]:
    """A default left as it is: estimated; a number typed or taken from a record: logged."""
    numbers = numbers_of(entry, kind)
    sides = (("partner", partner_gives), ("provider", we_give))
    return [
        Given(
            giver=giver,
            currency=gift.currency,
            amount=_amount(gift, numbers, entry.euros),
            confidence=_confidence(gift, entry),
        )
        for giver, gifts in sides
        for gift in gifts
    ]


def _amount(gift: Gift, numbers: Numbers, euros: Decimal) -> Decimal:
    counted: Mapping[Unit, Decimal] = {
        Unit.DEED: Decimal(1),
        Unit.HOUR: numbers.hours or Decimal(0),
        Unit.PERSON: Decimal(numbers.people or 0),
        Unit.DAY: numbers.days or Decimal(0),
        Unit.RECORD: euros,
    }
    return gift.amount * counted[gift.unit]


def _confidence(gift: Gift, entry: Entry) -> str:
    typed: Mapping[Unit, bool] = {
        Unit.DEED: False,
        Unit.HOUR: entry.hours is not None,
        Unit.PERSON: entry.people is not None,
        Unit.DAY: entry.days is not None,
        Unit.RECORD: True,
    }
    return "logged" if typed[gift.unit] else "estimated"


def shares(given: Sequence[Given], partners: Sequence[int]) -> Iterator[Share]:
    """Each partner's gift is its own; ours is divided equally, the rest to the smallest id."""
    ordered = sorted(partners)
    for gift in given:
        for partner, hundredths in _divided(gift, ordered):
            if hundredths:
                yield Share(partner, gift.giver, gift.currency, hundredths, gift.confidence)


def _divided(gift: Given, ordered: Sequence[int]) -> list[tuple[int, int]]:
    whole = int((gift.amount / CENT).to_integral_value(ROUND_FLOOR))
    if gift.partner is not None:
        return [(gift.partner, whole)]
    if gift.giver == "partner":
        return [(partner, whole) for partner in ordered]
    each, rest = divmod(whole, len(ordered))
    return [(partner, each + (rest if index == 0 else 0)) for index, partner in enumerate(ordered)]
