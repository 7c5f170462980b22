"""What is asked of encounters across rows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from veturi.cooperation.encounters.models import Encounter, NextStep
from veturi.directory.models import Provider
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
    """The encounters of these deeds by their source, with all that a line shows."""
    keys = [deed.source.removeprefix(PREFIX) for deed in deeds if deed.source.startswith(PREFIX)]
    rows = Encounter.objects.filter(pk__in=keys).prefetch_related(
        "presences__person", "attachments"
    )
    return {row.key: row for row in rows}


def words_of(promises: Sequence[Promise]) -> dict[int, str]:
    """What was agreed, in words; a promise without words goes by its kind."""
    steps = NextStep.objects.filter(promise__in=promises)
    written = dict(steps.values_list("promise_id", "text"))
    return {row.pk: written.get(row.pk) or str(row.catalogue.name) for row in promises}
