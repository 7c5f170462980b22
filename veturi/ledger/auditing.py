"""The audit: tallies rebuilt from the deeds, modules replayed; it must find no difference."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from veturi.directory.models import Provider
from veturi.ledger.models import (
    Contribution,
    Deed,
    DeedParty,
    OwnSum,
    OwnTally,
    Sum,
    Tally,
)
from veturi.ledger.months import month_of
from veturi.ledger.tallying import (
    COUNT_KEYS,
    OWN_COUNT_KEYS,
    OWN_SUM_KEYS,
    SUM_KEYS,
    Key,
    Tallying,
    share_of,
    standing_confidence,
)


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


Module = Callable[[Provider], Iterable[Expected]]


def differences(
    provider: Provider, modules: Iterable[tuple[str, Module]] = ()
) -> Iterator[Difference]:
    rebuilt = rebuild(provider)
    tables = (
        (Tally, COUNT_KEYS, "n", rebuilt.counts),
        (Sum, SUM_KEYS, "hundredths", rebuilt.sums),
        (OwnTally, OWN_COUNT_KEYS, "n", rebuilt.own_counts),
        (OwnSum, OWN_SUM_KEYS, "hundredths", rebuilt.own_sums),
    )
    for model, keys, figure, expected in tables:
        kept = {
            tuple(row[:-1]): row[-1]
            for row in model._default_manager.filter(provider=provider).values_list(*keys, figure)
        }
        yield from _compare(model.__name__, kept, expected)
    for name, module in modules:
        yield from _replay(provider, name, module)


def rebuild(provider: Provider) -> Tallying:
    """All four tallies from nothing but deeds, parties, contributions and confirmations."""
    tallying = Tallying(provider.pk)
    deeds = Deed.objects.standing().filter(provider=provider)
    months = {
        key: (kind, month_of(done_on))
        for key, kind, done_on in deeds.values_list("pk", "kind", "done_on").iterator()
    }
    for kind, month in months.values():
        tallying.add(kind=kind, month=month, partners=())
    parties = DeedParty.objects.filter(provider=provider, partner__isnull=False)
    for deed, partner in parties.values_list("deed_id", "partner_id").iterator():
        if deed in months:
            kind, month = months[deed]
            tallying.counts[provider.pk, partner, kind, month] += 1
    gifts = Contribution.objects.filter(provider=provider).select_related("confirmation")
    for gift in gifts.iterator():
        if gift.deed_id in months:
            kind, month = months[gift.deed_id]
            tallying.give(
                share_of(gift, confidence=standing_confidence(gift)), kind=kind, month=month
            )
    return tallying


def _compare(
    where: str, kept: dict[tuple[int | str, ...], int], expected: Counter[Key]
) -> Iterator[Difference]:
    for key in sorted(kept.keys() | expected.keys(), key=str):
        if kept.get(key, 0) != expected.get(key, 0):
            yield Difference(where, key, kept.get(key, 0), expected.get(key, 0))


def _replay(provider: Provider, name: str, module: Module) -> Iterator[Difference]:
    """What the module expects against what the ledger holds from it."""
    expected = Counter(module(provider))
    held: dict[int, list[int]] = {}
    deeds = list(
        Deed.objects.standing()
        .filter(provider=provider, source__startswith=f"{name}.")
        .values_list("pk", "source", "kind", "done_on")
    )
    parties = DeedParty.objects.filter(
        provider=provider, partner__isnull=False, deed__source__startswith=f"{name}."
    )
    for deed, partner in parties.values_list("deed_id", "partner_id").iterator():
        held.setdefault(deed, []).append(partner)
    found = Counter(
        Expected(source, kind, done_on.isoformat(), tuple(sorted(held.get(key, []))))
        for key, source, kind, done_on in deeds
    )
    for row in sorted((expected - found) + (found - expected), key=str):
        yield Difference(name, (row.source, row.kind), found[row], expected[row])
