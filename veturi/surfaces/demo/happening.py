"""One thing that happens in the town, before it is told to anybody: plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from random import Random


class Ambition(IntEnum):
    """How far a partnership has come."""

    BEGINNING = 1
    GROWING = 2
    STEADY = 3
    FULL = 4


def by_chance(rng: Random, share: float) -> bool:
    return rng.random() < share


@dataclass(frozen=True, slots=True)
class Happening:
    """A deed as the histories write it; partners are their places in the cast."""

    kind: str
    on: date
    partners: tuple[int, ...]
    hours: Decimal | None = None
    people: int | None = None
    days: Decimal | None = None
    euros: Decimal = Decimal(0)
    present: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something agreed on that is still to come, or late."""

    kind: str
    due: date
    partner: int
