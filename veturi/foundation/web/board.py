"""A list as a board: a column for each stage, a card for each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from veturi.foundation.web.columns import Choice, Column
from veturi.foundation.web.listing import Listing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CARDS = 12


@dataclass(frozen=True, slots=True)
class Card:
    key: Any
    url: str
    name: str
    told: list[str]


@dataclass(frozen=True, slots=True)
class Stage:
    """A column of the board: its first cards, and how many there are in all."""

    key: Any
    label: "StrOrPromise"
    total: int
    cards: list[Card]
    more_url: str


class Board:
    """The rows of a listing by the stages of one of its columns."""

    def __init__(self, listing: Listing, *, by: str, card: Sequence[str], list_path: str) -> None:
        """`by` is what the board is of unless asked otherwise, `card` what a card tells."""
        self.listing = listing
        self._by = by
        self._card = card
        self._list_path = list_path

    @cached_property
    def by(self) -> Column:
        """The column that was asked for, else the one by default."""
        staged = {column.key: column for column in self.listing.columns_all if column.stages}
        return staged.get(self.listing.query.get("by", ""), staged[self._by])

    @property
    def choices(self) -> list[Choice]:
        staged = [column for column in self.listing.columns_all if column.stages]
        return [Choice(c.key, c.label, c == self.by) for c in staged]

    @cached_property
    def stages(self) -> list[Stage]:
        """As many questions as there are stages, however many rows."""
        totals = self.listing.totals_by(self.by)
        named = self.by.stages(totals) if self.by.stages else []
        keys = [self._first_keys(key) if totals.get(key) else [] for key, _label in named]
        cards = self._cards([pk for of_stage in keys for pk in of_stage])
        return [
            Stage(key, label, totals.get(key, 0), [cards[pk] for pk in pks], self._more(key))
            for (key, label), pks in zip(named, keys, strict=True)
        ]

    def _first_keys(self, key: Any) -> list[int]:
        ordered: Any = self.listing.ordered
        rows = ordered.filter(**{self.by.group: key})
        return list(rows.values_list("pk", flat=True)[:CARDS])

    def _cards(self, keys: Sequence[int]) -> dict[int, Card]:
        ordered: Any = self.listing.ordered
        told = [c for c in self.listing.columns_all if c.key in self._card and c != self.by]
        name = self.listing.columns_all[0]
        return {
            one.pk: Card(
                one.pk, one.get_absolute_url(), name.read(one), [str(c.read(one)) for c in told]
            )
            for one in ordered.filter(pk__in=keys)
        }

    def _more(self, key: Any) -> str:
        """The list narrowed to the stage, when the list has a filter for it."""
        if self.by.key not in self.listing.filters.fields or not key:
            return ""
        query = self.listing.query.copy()
        query[self.by.key] = str(key)
        return f"{self._list_path}?{query.urlencode()}"
