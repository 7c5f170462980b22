"""A month of what is promised and what was done with partners, and the same as an agenda."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from veturi.cooperation.encounters.reading import PREFIX
from veturi.directory.models import Partnership, Person
from veturi.ledger.days import Spread, Stretch, done_in, promised_in, spread
from veturi.ledger.models import Deed, DeedParty, Promise, PromiseParty
from veturi.ledger.promised import words_of

IN_A_CELL = 3
ON_A_DAY = 100
YEARS = range(1990, 2101)


class Asked(NamedTuple):
    """With whom, seen by whom, on which day."""

    partners: QuerySet[Partnership]
    seen_by: Person
    on: date

    def deeds(self, stretch: Stretch) -> QuerySet[Deed]:
        return done_in(stretch, partners=self.partners, seen_by=self.seen_by)

    def promises(self, stretch: Stretch) -> QuerySet[Promise]:
        return promised_in(stretch, partners=self.partners, seen_by=self.seen_by)


@dataclass(frozen=True, slots=True)
class Item:
    """A promise or a deed on its day."""

    title: str
    partners: list[Partnership]
    url: str
    is_done: bool
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    items: list[Item]
    count: int
    is_today: bool
    is_beside: bool

    @property
    def more(self) -> int:
        return self.count - len(self.items)


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks of days with what is on them."""

    first: date
    weeks: list[tuple[int, list[Day]]]
    done: int
    promised: int

    @property
    def before(self) -> str:
        return as_month(self.first - timedelta(days=1))

    @property
    def after(self) -> str:
        return as_month(self.first + timedelta(days=31))

    @property
    def agenda(self) -> list[Day]:
        """The days of the month on which there is something."""
        days = (day for _number, week in self.weeks for day in week)
        return [day for day in days if day.count and not day.is_beside]


def as_month(day: date) -> str:
    """2026-11, as an address carries it."""
    return f"{day.year}-{day.month:02}"


def read_month(written: str, *, on: date) -> date:
    """The first day of the month of an address; of today's when it is none."""
    first = read_day(f"{written}-01") or on
    return first.replace(day=1)


def read_day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def month_of_partners(first: date, asked: Asked) -> Month:
    """The month's whole weeks, with the first things of each day and how many there are."""
    weeks = list(Calendar().monthdatescalendar(first.year, first.month))
    stretch = Stretch(weeks[0][0], weeks[-1][-1])
    due, done = _spread(asked, stretch, first=IN_A_CELL)
    items = _items(due, done, asked)

    def whole(day: date) -> Day:
        count = due.counts.get(day, 0) + done.counts.get(day, 0)
        return Day(day, items[day][:IN_A_CELL], count, day == asked.on, day.month != first.month)

    rows = [(week[0].isocalendar().week, [whole(day) for day in week]) for week in weeks]
    return Month(first, rows, done=done.of_month(first), promised=due.of_month(first))


def day_of_partners(day: date, asked: Asked) -> Day:
    """One day with all that is on it, up to a hundred of either sort."""
    due, done = _spread(asked, Stretch(day, day), first=ON_A_DAY)
    items = _items(due, done, asked)[day]
    count = due.counts.get(day, 0) + done.counts.get(day, 0)
    return Day(day, items, count, day == asked.on, is_beside=False)


def _spread(asked: Asked, stretch: Stretch, *, first: int) -> tuple[Spread, Spread]:
    """What is promised and what was done."""
    return (
        spread(asked.promises(stretch), day="due", first=first),
        spread(asked.deeds(stretch), day="done_on", first=first),
    )


def _items(due: Spread, done: Spread, asked: Asked) -> dict[date, list[Item]]:
    """By day: what is promised before what was done."""
    found: dict[date, list[Item]] = defaultdict(list)
    promises = list(_with_partners(Promise.objects.filter(pk__in=due.first)))
    words = words_of(promises, to=asked.seen_by)
    for promise in promises:
        found[promise.due].append(_promised(promise, words[promise.pk], on=asked.on))
    for deed in _with_partners(Deed.objects.filter(pk__in=done.first)):
        found[deed.done_on].append(_done(deed))
    return found


def _with_partners(rows: QuerySet) -> QuerySet:  # type: ignore[type-arg]
    return rows.prefetch_related("parties__partner__absorbed_into").order_by("pk")


def _promised(promise: Promise, words: str, *, on: date) -> Item:
    partners = _shown(promise.parties.all())
    late = promise.is_overdue_on(on)
    return Item(words, partners, partners[0].get_absolute_url(), is_done=False, is_late=late)


def _done(deed: Deed) -> Item:
    partners = _shown(deed.parties.all())
    return Item(str(deed.catalogue.name), partners, _url(deed, partners), is_done=True)


def _url(deed: Deed, partners: Sequence[Partnership]) -> str:
    """The page of its record, where it has one; else its partner's."""
    if deed.source.startswith(PREFIX):
        return reverse("encounters:show", args=[deed.source.removeprefix(PREFIX)])
    return partners[0].get_absolute_url()


def _shown(parties: Iterable[DeedParty | PromiseParty]) -> list[Partnership]:
    """The partners, of merged ones the one that stays, each once."""
    shown: Iterator[Partnership] = (one.partner.shown for one in parties if one.partner)
    return list({partner.pk: partner for partner in shown}.values())
