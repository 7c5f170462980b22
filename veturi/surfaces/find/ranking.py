"""In which order answers stand: how well they fit, whose they are, how fresh. Plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from veturi.foundation.search.ladder import Found, Rung
from veturi.ledger.months import month_of

A_RUNG = 100
MINE = 120
PUT_AWAY = -350
# Months since the latest deed, and what so fresh an acquaintance is worth.
FRESH = ((1, 30), (6, 20), (12, 12), (36, 5))
LONGEST = 80


class Kind(StrEnum):
    """What is answered."""

    PARTNER = "partner"
    PERSON = "person"
    SITE = "site"
    ENCOUNTER = "encounter"
    STUDENT = "student"
    PERIOD = "period"


WORTH = {
    Kind.PARTNER: 12,
    Kind.PERSON: 8,
    Kind.SITE: 0,
    Kind.ENCOUNTER: -40,
    Kind.STUDENT: 8,
    Kind.PERIOD: 12,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What an answer is ranked by."""

    rung: Rung
    kind: Kind
    name: str
    is_mine: bool = False
    months_since: int | None = None
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """One answer before it is read: what it is, what it is worth, by which name it was found."""

    kind: Kind
    key: int
    score: float
    hit: Found | None = None


def score(one: Standing) -> float:
    """The higher the better: a rung is worth much, being one's own a little more."""
    fresh = one.months_since
    freshness = 0 if fresh is None else next((worth for far, worth in FRESH if fresh <= far), 0)
    return (
        one.rung * A_RUNG
        + (MINE if one.is_mine else 0)
        + freshness
        + WORTH[one.kind]
        + (PUT_AWAY if one.is_archived else 0)
        - min(len(one.name), LONGEST) / 8
    )


def months_since(month: int | None, on: date) -> int | None:
    return None if month is None else month_of(on) - month
