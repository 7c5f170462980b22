"""The lens by days: what was done and what is promised with some partners, day by day."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from veturi.directory.models import Partnership, Person
from veturi.ledger.kinds import all_deed_kinds
from veturi.ledger.models import Deed, DeedParty, Promise, PromiseParty


class Stretch(NamedTuple):
    """Days from the first to the last, both of them in."""

    first: date
    last: date


def done_in(
    stretch: Stretch, *, partners: QuerySet[Partnership], seen_by: Person
) -> QuerySet[Deed]:
    """Standing deeds with any of the partners, or with what was merged into them."""
    # Every kind is named so that the index of kinds and days is used, and retractions are told
    # by an expression because SQLite would prefer their index, in which most rows are alike.
    kinds = [kind.code for kind in all_deed_kinds()]
    deeds = Deed.objects.seen_by(seen_by).filter(kind__in=kinds, done_on__range=stretch)
    standing = deeds.alias(takes_back=Coalesce("retracts_id", 0))
    parties = DeedParty.objects.filter(deed=OuterRef("pk"))
    return standing.filter(_with(parties, partners), takes_back=0, retracted_by=None)


def promised_in(
    stretch: Stretch, *, partners: QuerySet[Partnership], seen_by: Person
) -> QuerySet[Promise]:
    """Promises by their due day that are neither kept nor withdrawn."""
    parties = PromiseParty.objects.filter(promise=OuterRef("pk"))
    promises = Promise.objects.seen_by(seen_by).unkept()
    return promises.filter(_with(parties, partners), due__range=stretch)


def _with(parties: QuerySet[Any], partners: QuerySet[Partnership]) -> Exists:
    """Any of the parties is among the partners, or was merged into one of them."""
    shown = parties.alias(shown_with=Coalesce("partner__absorbed_into", "partner"))
    return Exists(shown.filter(shown_with__in=partners.order_by().values("pk")))


class Spread(NamedTuple):
    """How many there are on each day, and the keys of the first few of each."""

    counts: dict[date, int]
    first: list[int]

    def of_month(self, first: date) -> int:
        month = (first.year, first.month)
        return sum(n for day, n in self.counts.items() if (day.year, day.month) == month)


def spread(rows: QuerySet[Any], *, day: str, first: int) -> Spread:
    """One query, however many there are; only days and keys are read.

    They are sorted here: asked for an order, SQLite would go through all deeds in that order.
    """
    counts: dict[date, int] = defaultdict(int)
    keys = []
    for on, key in sorted(rows.order_by().values_list(day, "pk")):
        counts[on] += 1
        if counts[on] <= first:
            keys.append(key)
    return Spread(dict(counts), keys)
