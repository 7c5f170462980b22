"""The deeds that the facts of this module say should stand, for the audit."""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from django.db import models

from veturi.cooperation.placements.models import (
    Agreement,
    NewUse,
    Offer,
    Period,
    Version,
    Visit,
)
from veturi.cooperation.placements.reading import deeds
from veturi.directory.models import Provider
from veturi.ledger.auditing import Expected
from veturi.ledger.entries import Entry

AT_ONCE = 500


def with_facts(periods: models.QuerySet[Period]) -> models.QuerySet[Period]:
    """Periods with all that their deeds are worked out from."""
    versions = models.Prefetch("versions", queryset=Version.objects.order_by("number"))
    papers = models.Prefetch(
        "agreements", queryset=Agreement.objects.order_by("pk").prefetch_related(versions)
    )
    return periods.select_related("provider", "readiness", "teacher").prefetch_related(
        "interruptions", papers
    )


def deeds_expected(provider: Provider) -> Iterator[Expected]:
    """What the ledger should hold, as far as each thing was settled."""
    rows = with_facts(Period.objects.filter(provider=provider)).order_by("pk")
    for period in rows.iterator(chunk_size=AT_ONCE):
        yield from _expected(deeds.of_period(period, upto=period.settled_on or date.min))
    for offer in Offer.objects.filter(provider=provider).order_by("pk").iterator():
        yield from _expected(deeds.of_offer(offer))
    visits = Visit.objects.filter(provider=provider).select_related("period").order_by("pk")
    for visit in visits.iterator():
        yield from _expected(deeds.of_visit(visit))
    for tried in NewUse.objects.filter(provider=provider).order_by("pk").iterator():
        yield from _expected(deeds.of_new_use(tried))


def _expected(entries: Sequence[Entry]) -> Iterator[Expected]:
    """Entries of one source after another, as the audit wants them."""
    for entry in sorted(entries, key=attrgetter("source")):
        yield Expected(entry.source, entry.kind, entry.on.isoformat(), tuple(entry.partners))
