"""In which order answers stand: how well they fit, whose they are, how fresh. Plain values."""

from dataclasses import dataclass

from veturi.foundation.search.ladder import Rung
from veturi.foundation.search.models import Shelf

A_RUNG = 100
MINE = 120
PUT_AWAY = -350
# Months since the latest deed, and what so fresh an acquaintance is worth.
FRESH = ((1, 30), (6, 20), (12, 12), (36, 5))
SHELVES = {Shelf.THING: 12, Shelf.PERSON: 8, Shelf.PLACE: 0, Shelf.LINE: -40}
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Standing:
    """What an answer is ranked by."""

    rung: Rung
    shelf: Shelf
    name: str
    is_mine: bool = False
    months_since: int | None = None
    is_archived: bool = False


def score(one: Standing) -> float:
    """The higher the better: a rung is worth much, being one's own a little more."""
    fresh = one.months_since
    freshness = 0 if fresh is None else next((worth for far, worth in FRESH if fresh <= far), 0)
    return (
        one.rung * A_RUNG
        + (MINE if one.is_mine else 0)
        + freshness
        + SHELVES[one.shelf]
        + (PUT_AWAY if one.is_archived else 0)
        - min(len(one.name), LONGEST) / 8
    )
