"""The audit: tallies rebuilt from the deeds, modules replayed; it must find no difference.

The database adds up, partner by partner, from nothing but deeds, parties, contributions and
confirmations; of the tallies themselves nothing is used. Only some hundred partners or sources
are held in memory at a time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.db.models import Sum as Total
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Substr

from veturi.directory.models import Owned, Partnership, Provider
from veturi.ledger.models import Contribution, Deed, DeedParty, OwnSum, OwnTally, Sum, Tally
from veturi.ledger.tallying import COUNT_KEYS, OWN_COUNT_KEYS, OWN_SUM_KEYS, SUM_KEYS, Key

AT_ONCE = 200
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where what is kept differs from what the deeds say."""

    where: str
    key: tuple[object, ...]
    kept: object
    expected: object


@dataclass(frozen=True, slots=True)
class Expected:
    """A deed that a module says should stand in the ledger."""

    source: str
    kind: str
    done_on: str
    partners: tuple[int, ...]


# All deeds that a module did; those of one source one after another.
Module = Callable[[Provider], Iterable[Expected]]


def differences(
    provider: Provider, modules: Iterable[tuple[str, Module]] = ()
) -> Iterator[Difference]:
    own_sums: Counter[Key] = Counter()
    partners = Partnership.objects.filter(provider=provider).order_by("pk")
    for keys in _some(partners.values_list("pk", flat=True).iterator()):
        yield from _compare(Tally, COUNT_KEYS, "n", _counts(keys), partner__in=keys)
        sums = _sums(keys)
        yield from _compare(Sum, SUM_KEYS, "hundredths", sums, partner__in=keys)
        for (owner, _partner, *rest), amount in sums.items():
            own_sums[(owner, *rest)] += amount
    own = {"provider": provider}
    yield from _compare(OwnTally, OWN_COUNT_KEYS, "n", _own_counts(provider), **own)
    yield from _compare(OwnSum, OWN_SUM_KEYS, "hundredths", own_sums, **own)
    for name, module in modules:
        yield from _replay(provider, name, module)


def _some(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _counts(partners: Sequence[int]) -> Counter[Key]:
    parties = _not_taken_back(DeedParty.objects.filter(partner__in=partners), "deed")
    rows = parties.values_list("deed__provider_id", "partner_id", "deed__kind", _month("deed__"))
    return _added_up(rows.annotate(n=Count("pk")))


def _sums(partners: Sequence[int]) -> Counter[Key]:
    """Ours becomes confirmed when the partner's figure is the same."""
    gifts = _not_taken_back(Contribution.objects.filter(partner__in=partners), "deed")
    agreed = When(confirmation__hundredths=F("hundredths"), then=Value("confirmed"))
    rows = gifts.values_list(
        *("deed__provider_id", "partner_id", "deed__kind", _month("deed__"), "currency", "giver"),
        Case(agreed, default=F("confidence")),
    )
    return _added_up(rows.annotate(given=Total("hundredths")))


def _own_counts(provider: Provider) -> Counter[Key]:
    deeds = _not_taken_back(Deed.objects.filter(provider=provider, retracts=None), "pk")
    return _added_up(deeds.values_list("provider_id", "kind", _month("")).annotate(n=Count("pk")))


def _not_taken_back(rows: "QuerySet[Any]", deed: str) -> "QuerySet[Any]":
    return rows.exclude(Exists(Deed.objects.filter(retracts=OuterRef(deed)))).order_by()


def _month(deed: str) -> CombinedExpression:
    """Year × 12 + month, from the day as both databases write it: 2026-11-24."""
    day = Cast(f"{deed}done_on", CharField())
    year, month = Substr(day, 1, 4), Substr(day, 6, 2)
    return Cast(year, IntegerField()) * 12 + Cast(month, IntegerField())


def _added_up(rows: Iterable[tuple[Any, ...]]) -> Counter[Key]:
    return Counter({tuple(key): figure for *key, figure in rows})


def _compare(
    model: type[Owned], names: Sequence[str], figure: str, expected: Counter[Key], **which: Any
) -> Iterator[Difference]:
    rows = model._default_manager.filter(**which).values_list(*names, figure)
    kept = {tuple(row[:-1]): row[-1] for row in rows.iterator()}
    for key in sorted(kept.keys() | expected.keys(), key=str):
        if kept.get(key, 0) != expected.get(key, 0):
            yield Difference(model.__name__, key, kept.get(key, 0), expected.get(key, 0))


def _replay(provider: Provider, name: str, module: Module) -> Iterator[Difference]:
    """What the module expects against what the ledger holds from it."""
    seen = 0
    for groups in _some(list(rows) for _, rows in groupby(module(provider), attrgetter("source"))):
        expected = Counter(chain.from_iterable(groups))
        found = Counter(_held(provider, [rows[0].source for rows in groups]))
        seen += found.total()
        for row in sorted((expected - found) + (found - expected), key=str):
            yield Difference(name, (row.source, row.kind), found[row], expected[row])
    deeds = _not_taken_back(
        Deed.objects.filter(provider=provider, source__startswith=f"{name}.", retracts=None), "pk"
    )
    if deeds.count() != seen:
        yield from _unexpected(deeds, name, {row.source for row in module(provider)})


def _held(provider: Provider, sources: Sequence[str]) -> Iterator[Expected]:
    """The deeds of these sources that stand, each with its partners."""
    rows = (
        Deed.objects.filter(source__in=sources)
        .order_by("pk")
        .values_list(
            *("pk", "retracts_id", "provider_id", "source", "kind", "done_on"),
            "parties__partner_id",
        )
    )
    retracted = {retracts for _pk, retracts, *_rest in rows if retracts is not None}
    for (pk, retracts, owner, source, kind, done_on), parties in groupby(
        rows, itemgetter(*range(6))
    ):
        if retracts is None and pk not in retracted and owner == provider.pk:
            partners = sorted(row[-1] for row in parties if row[-1] is not None)
            yield Expected(source, kind, done_on.isoformat(), tuple(partners))


def _unexpected(deeds: "QuerySet[Deed]", name: str, expected: set[str]) -> Iterator[Difference]:
    """Deeds in the module's name of which it knows nothing."""
    for source, kind in deeds.values_list("source", "kind").iterator():
        if source not in expected:
            yield Difference(name, (source, kind), 1, 0)
