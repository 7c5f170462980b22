"""What is asked of encounters across rows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet

from veturi.cooperation.encounters.models import Encounter, NextStep, Presence
from veturi.directory.models import Person, Provider
from veturi.ledger.auditing import Expected
from veturi.ledger.models import Deed, Promise

PREFIX = "encounters.encounter:"


def deeds_expected(provider: Provider) -> Iterator[Expected]:
    """Every encounter that stands should have exactly this deed."""
    rows = (
        Encounter.objects.standing()
        .filter(provider=provider)
        .order_by("pk")
        .values_list("pk", "kind", "on", "parties__partnership_id")
    )
    for (pk, kind, on), parties in groupby(rows.iterator(), itemgetter(0, 1, 2)):
        partners = sorted(partner for *_, partner in parties if partner is not None)
        yield Expected(f"{PREFIX}{pk}", kind, on.isoformat(), tuple(partners))


def encounters_behind(deeds: Iterable[Deed]) -> dict[str, Encounter]:
    """The encounters of these deeds by their source."""
    keys = [deed.source.removeprefix(PREFIX) for deed in deeds if deed.source.startswith(PREFIX)]
    return {row.key: row for row in Encounter.objects.filter(pk__in=keys)}


def present_at(encounters: Iterable[Encounter]) -> dict[int, list[str]]:
    """The names of who was there, by the key of the encounter."""
    rows = Presence.objects.filter(encounter__in=[one.pk for one in encounters]).order_by("pk")
    names: dict[int, list[str]] = {}
    for key, *name in rows.values_list("encounter", "person__given_name", "person__family_name"):
        names.setdefault(key, []).append(" ".join(name).strip())
    return names


def with_words(promises: QuerySet[Promise]) -> QuerySet[Promise]:
    """Promises with what was agreed at hand, for `word_of`."""
    return promises.select_related("owner", "step")


def word_of(promise: Promise) -> str:
    step: NextStep | None = getattr(promise, "step", None)
    return step.text if step else str(promise.catalogue.name)


def words_of(promises: Sequence[Promise], *, to: Person) -> dict[int, str]:  # noqa: ARG001 - as `ledger.promised` asks
    """What was agreed, in the words that were written; everybody of ours reads them."""
    steps = NextStep.objects.filter(promise__in=promises)
    return dict(steps.values_list("promise_id", "text"))
