"""The ledger follows the facts: what it holds of some sources becomes what is expected of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from veturi.cooperation.placements.models import Offer, Period, Version
from veturi.cooperation.placements.reading import deeds
from veturi.cooperation.placements.reading.expected import with_facts
from veturi.directory.models import Person, Provider
from veturi.ledger import journal
from veturi.ledger.entries import Entry
from veturi.ledger.models import Deed, Promise

Facts = tuple[str, str, date, date | None, object, object]
# What is promised of a period, and which deed of its own keeps it.
PROMISES = {
    "placements.period_starts": "placements.period_started",
    "placements.period_ends": "placements.period_ended",
}


@transaction.atomic
def settle(
    keys: Iterable[int], *, provider: Provider, by: Person | None, at: datetime
) -> list[Deed]:
    """Record what is missing of these periods, take back what no longer holds; promises too."""
    today = localdate(at)
    periods = list(with_facts(Period.objects.filter(provider=provider, pk__in=set(keys))))
    entries = [entry for period in periods for entry in deeds.of_period(period, upto=today)]
    sources = [source for period in periods for source in _sources(period)]
    written = settle_sources(sources, entries, provider=provider, by=by, at=at)
    _settle_promises(periods, provider=provider, by=by, at=at)
    _settle_signatures(periods, provider=provider, on=today)
    Period.objects.filter(pk__in=[period.pk for period in periods]).update(settled_on=today)
    return written


def _sources(period: Period) -> list[str]:
    return [period.key, *(agreement.key for agreement in period.agreements.all())]


def settle_offer(offer: Offer, *, by: Person | None, at: datetime) -> None:
    entries = deeds.of_offer(offer)
    settle_sources([offer.key], entries, provider=offer.provider, by=by, at=at)


def settle_sources(
    sources: Sequence[str],
    entries: Sequence[Entry],
    *,
    provider: Provider,
    by: Person | None,
    at: datetime,
) -> list[Deed]:
    """The set form, for whatever module's sources: deeds that stand become these entries."""
    standing: dict[Facts, list[Deed]] = defaultdict(list)
    for deed in Deed.objects.standing().filter(provider=provider, source__in=sources):
        standing[_facts_of(deed)].append(deed)
    missing = [entry for entry in entries if not _found(standing, entry)]
    wrong = [deed for rows in standing.values() for deed in rows]
    if wrong:
        journal.retract_many(wrong, provider=provider, by=by, at=at)
    return journal.record_many(missing, provider=provider, by=by, at=at) if missing else []


def _found(standing: Mapping[Facts, list[Deed]], entry: Entry) -> bool:
    """Whether a standing deed says this; it is no longer looked at."""
    rows = standing.get(_facts(entry)) or []
    return bool(rows and rows.pop())


def _facts_of(deed: Deed) -> Facts:
    return (deed.source, deed.kind, deed.done_on, deed.until, deed.people, deed.days)


def _facts(entry: Entry) -> Facts:
    return (entry.source, entry.kind, entry.on, entry.until, entry.people, entry.days)


def _settle_promises(
    periods: Sequence[Period], *, provider: Provider, by: Person | None, at: datetime
) -> None:
    sources = [period.key for period in periods]
    promised: dict[tuple[str, str], Promise] = {
        (row.source, row.kind): row
        for row in Promise.objects.filter(
            provider=provider, source__in=sources, kind__in=PROMISES, withdrawn_on=None
        ).select_related("owner")
    }
    keeping: dict[tuple[str, str], Deed] = {
        (deed.source, deed.kind): deed
        for deed in Deed.objects.standing().filter(
            provider=provider, source__in=sources, kind__in=PROMISES.values()
        )
    }
    for period in periods:
        for kind, keeper in PROMISES.items():
            _settle_promise(
                period,
                kind,
                promised.get((period.key, kind)),
                keeping.get((period.key, keeper)),
                by=by,
                at=at,
            )


def _settle_promise(
    period: Period,
    kind: str,
    row: Promise | None,
    deed: Deed | None,
    *,
    by: Person | None,
    at: datetime,
) -> None:
    """One promise of a period: made, moved, kept or withdrawn, as its facts are."""
    due = period.starts_on if kind == "placements.period_starts" else period.ends_on
    if due is None or period.agreed_on is None or period.called_off_on is not None:
        if row is not None and row.kept_by_id is None:
            journal.withdraw(row, on=localdate(at))
        return
    if row is None and deed is not None:
        return  # It is done already: nothing was promised before.
    if row is None:
        row = _promise(period, kind, due=due, by=by, at=at)
    elif row.kept_by_id is None and (row.due, row.owner_id) != (due, period.teacher_id):
        row = journal.move(row, due=due, owner=period.teacher, by=by, at=at)
    if deed is not None and row.kept_by_id is None:
        journal.keep(row, deed=deed)


def _promise(period: Period, kind: str, *, due: date, by: Person | None, at: datetime) -> Promise:
    return journal.promise(
        kind,
        provider=period.provider,
        partners=[period.partnership_id],
        due=due,
        owner=period.teacher,
        source=period.key,
        by=by,
        at=at,
    )


def _settle_signatures(periods: Sequence[Period], *, provider: Provider, on: date) -> None:
    """What was promised to be signed is kept by its deed; where signing is none, it is let go."""
    versions = Version.objects.filter(agreement__period__in=periods).exclude(signed_on=None)
    signed = {row.key: row for row in versions.select_related("agreement")}
    promised = list(Promise.objects.unkept().filter(provider=provider, source__in=signed))
    if not promised:
        return
    agreements = {signed[row.source].agreement.key for row in promised}
    deeds = Deed.objects.standing().filter(provider=provider, source__in=agreements)
    keeping = {deed.source: deed for deed in deeds.order_by("-pk")}
    for row in promised:
        deed = keeping.get(signed[row.source].agreement.key)
        if deed is None:
            journal.withdraw(row, on=on)
        else:
            journal.keep(row, deed=deed)
