"""A deed on its way: from an entry to its row, its parties and its contributions."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from veturi.directory.models import Person, Provider
from veturi.foundation.rows import create, insert
from veturi.ledger.entries import Entry
from veturi.ledger.giving import Numbers, Share, default_gifts, numbers_of, shares
from veturi.ledger.kinds import DeedKind, deed_kind
from veturi.ledger.models import Contribution, Deed, DeedParty
from veturi.ledger.months import default_end
from veturi.ledger.settings import Defaults

PARTY = ("provider_id", "deed_id", "partner_id", "person_id", "role", "done_on")
CONTRIBUTION = (
    *("provider_id", "deed_id", "partner_id"),
    *("giver", "currency", "hundredths", "confidence"),
)


class Writing(NamedTuple):
    """A deed with its parties and shares, not yet written."""

    deed: Deed
    entry: Entry
    shares: list[Share]


def writing(
    entry: Entry,
    number: int,
    *,
    provider: Provider,
    by: Person | None,
    at: datetime,
    defaults: Defaults,
) -> Writing:
    kind = deed_kind(entry.kind)
    numbers = numbers_of(entry, kind)
    deed = Deed(
        provider=provider,
        number=number,
        kind=entry.kind,
        done_on=entry.on,
        until=_until(entry, kind),
        recorded_at=at,
        recorded_by=by,
        source=entry.source,
        about=entry.about,
        hours=numbers.hours,
        people=numbers.people,
        days=numbers.days,
    )
    return Writing(deed, entry, _shares(entry, kind, numbers, defaults))


def _until(entry: Entry, kind: DeedKind) -> date | None:
    if entry.until is None and kind.document_months:
        return default_end(entry.on, kind.document_months)
    return entry.until


def _shares(entry: Entry, kind: DeedKind, numbers: Numbers, defaults: Defaults) -> list[Share]:
    given = entry.given
    if given is None:
        typed = Numbers(entry.hours, entry.people, entry.days)
        gifts = defaults.gifts(kind, on=entry.on)
        given = default_gifts(*gifts, numbers=numbers, typed=typed, euros=entry.euros)
    return list(shares(given, entry.partners))


def write(writings: Iterable[Writing]) -> list[Deed]:
    """Three sets of rows; the deeds come first, the others name their keys."""
    writings = list(writings)
    deeds = create([writing.deed for writing in writings])
    insert(DeedParty, PARTY, list(_parties(writings)))
    insert(Contribution, CONTRIBUTION, list(_contributions(writings)))
    return deeds


def _parties(writings: Iterable[Writing]) -> Iterator[tuple[Any, ...]]:
    for deed, entry, _shares in writings:
        for partner in entry.partners:
            yield deed.provider_id, deed.pk, partner, None, "", deed.done_on
        for person, role in entry.persons:
            yield deed.provider_id, deed.pk, None, person, role, deed.done_on


def _contributions(writings: Iterable[Writing]) -> Iterator[tuple[Any, ...]]:
    for deed, _entry, portions in writings:
        for partner, *share in portions:
            yield deed.provider_id, deed.pk, partner, *share
