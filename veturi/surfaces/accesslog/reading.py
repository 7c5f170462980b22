"""Traces and changes as one log, newest first, a page at a time by the place of its last row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from veturi.foundation.history.models import Change
from veturi.foundation.trail.models import Trace
from veturi.surfaces.accesslog.kinds import SHELVES, Kind

Row = Change | Trace
A_PAGE = 50
AT_ONCE = 1000
MOST = 50_000
# Of two rows of one moment the trace stands above the change.
RANK = {Trace: "b", Change: "a"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: by whom, about what, of which kind, when, with which words."""

    by: int | None = None
    subjects: Sequence[str] = ()
    kind: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in the log."""

    at: datetime
    rank: str
    key: int

    @classmethod
    def of(cls, row: Row) -> "Place":
        return cls(row.at, RANK[type(row)], row.pk)

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """From an address; what cannot be read is the beginning."""
        at, _sep, rest = text.partition("_")
        rank, _sep, key = rest.partition("_")
        try:
            moment = datetime.fromisoformat(at)
            place = cls(moment, rank, int(key))
        except ValueError:
            return None
        is_ours = moment.tzinfo is not None and rank in RANK.values() and len(key) < 19  # noqa: PLR2004 - longer than a key can be
        return place if is_ours else None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.rank}_{self.key}"

    @property
    def order(self) -> tuple[datetime, str, int]:
        return self.at, self.rank, self.key


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Row] = field(default_factory=list)
    next: Place | None = None


def page_of(scope: str, asked: Asked, *, after: Place | None, first: int = A_PAGE) -> Page:
    """The rows after a place, and where the next page begins: one query for each table."""
    found: list[Row] = []
    for model in (Trace, Change):
        rows = _narrowed(model, scope, asked)
        if after is not None:
            rows = rows.filter(_after(after, RANK[model]))
        found += rows.order_by("-at", "-pk")[: first + 1]
    found.sort(key=lambda row: Place.of(row).order, reverse=True)
    more = len(found) > first
    return Page(found[:first], Place.of(found[first - 1]) if more else None)


def pages_of(scope: str, asked: Asked) -> Iterator[Page]:
    """The newest rows, as many as a file holds."""
    place: Place | None = None
    for _turn in range(MOST // AT_ONCE):
        page = page_of(scope, asked, after=place, first=AT_ONCE)
        yield page
        place = page.next
        if place is None:
            return


def _after(place: Place, rank: str) -> Q:
    """Older, or of the same moment and standing below it."""
    if rank < place.rank:
        return Q(at__lte=place.at)
    if rank > place.rank:
        return Q(at__lt=place.at)
    return Q(at__lte=place.at) & ~Q(at=place.at, pk__gte=place.key)


def _narrowed(model: type[Row], scope: str, asked: Asked) -> "QuerySet[Any]":
    rows = model._default_manager.filter(scope=scope)
    if asked.by is not None:
        rows = rows.filter(by=asked.by)
    if asked.subjects:
        rows = rows.filter(subject__in=asked.subjects)
    if asked.since:
        rows = rows.filter(at__gte=_begin_of(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_begin_of(asked.until + timedelta(days=1)))
    if asked.kind:
        shelf = SHELVES[Kind(asked.kind)]
        rows = rows.filter(shelf.changes if model is Change else Q(what__in=shelf.traces))
    if asked.text:
        rows = rows.filter(_says(model, asked.text))
    return rows


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _says(model: type[Row], text: str) -> Q:
    """In capitals or not: the database knows the case of å, ä and ö on PostgreSQL only."""
    spellings = {text, text.lower(), text.upper(), text.capitalize()}
    said = Q()
    for name in ("old", "new") if model is Change else ("label",):
        for spelling in spellings:
            said |= Q(**{f"{name}__contains": spelling})
    return said
