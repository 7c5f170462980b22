"""What the desk shows: the next two weeks, what needs attention, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from veturi.cooperation.encounters.models import Follow
from veturi.cooperation.placements.reading.mine import looked_after
from veturi.cooperation.placements.rules.groups import Group
from veturi.directory.access import Act, may
from veturi.directory.models import Partnership, Person, Provider
from veturi.insight.levels.models import Verdict
from veturi.ledger import reading as ledger
from veturi.ledger.kinds import Layer
from veturi.ledger.models import Deed, Promise
from veturi.ledger.months import month_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FORTNIGHT = timedelta(days=14)
STATIONS = 6


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing on a day of the line."""

    title: str
    note: str
    url: str
    icon: str = "flag"


@dataclass(slots=True)
class Day:
    day: date
    stops: list[Stop] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figure:
    label: "StrOrPromise"
    value: int
    note: str
    url: str
    values: tuple[int, ...] = ()


def partner_of(promise: Promise) -> Partnership:
    """The first partner of a promise, from what was prefetched."""
    return promise.parties.all()[0].partner.shown


def my_promises(person: Person, *, on: date) -> list[Promise]:
    """Mine up to two weeks ahead, overdue ones included."""
    rows = ledger.promises_seen_by(person).filter(owner=person, due__lte=on + FORTNIGHT)
    return list(rows[:60])


def line_ahead(promises: Sequence[Promise], words: dict[int, str], *, on: date) -> list[Day]:
    """The line of the next two weeks: today first, then the next days that hold something."""
    days = {on: Day(on)}
    for promise in promises:
        if promise.due < on or (promise.due not in days and len(days) == STATIONS):
            continue
        partner = partner_of(promise)
        stop = Stop(words[promise.pk], partner.name, partner.get_absolute_url())
        days.setdefault(promise.due, Day(promise.due)).stops.append(stop)
    return list(days.values())


def figures(provider: Provider, person: Person, *, on: date) -> list[Figure]:
    """Partnerships now, and the year's deeds month by month."""
    months = ledger.months_of_ours(provider, since=month_of(on) - 12)
    line = tuple(months.get(month, 0) for month in range(month_of(on) - 11, month_of(on) + 1))
    active = _active(provider)
    deep = _deep(provider)
    promised = Promise.objects.seen_by(person).open_on(on).count()
    levels = reverse("levels:index")
    return [
        Figure(
            _("Active partners"),
            active,
            _("something done in twelve months"),
            f"{levels}?state=active&layer=everyday",
        ),
        Figure(
            _("Reciprocal or established"),
            deep,
            _("in some layer, by evidence"),
            f"{levels}?depth=3",
        ),
        Figure(_("Deeds in a year"), sum(line), _("month by month"), levels, line),
        Figure(
            _("Open promises"), promised, _("agreed and still to come"), reverse("encounters:todo")
        ),
    ]


def _active(provider: Provider) -> int:
    return _partners(Verdict.objects.standing().filter(provider=provider, state="active"))


def _deep(provider: Provider) -> int:
    return _partners(Verdict.objects.standing().filter(provider=provider, depth__gte=3))


def _partners(standing: QuerySet[Verdict]) -> int:
    """Each partner once. A count of what differs is answered from the index alone."""
    return int(standing.aggregate(n=Count("partner", distinct=True))["n"])


def news_of_followed(person: Person) -> list[Deed]:
    """What happened lately with the partners that one follows."""
    followed = list(Follow.objects.filter(person=person).values_list("partnership", flat=True))
    return ledger.latest_with(person, partners=followed, first=5) if followed else []


def layers_now(provider: Provider) -> list[tuple[Layer, int]]:
    """How many partners are in each layer."""
    rows = Verdict.objects.standing().filter(provider=provider, depth__gte=1)
    found = dict(rows.order_by().values_list("layer").annotate(n=Count("pk")))
    return [(layer, found.get(layer, 0)) for layer in Layer]


def students_at_work(person: Person, *, on: date) -> list[tuple[Group, int]]:
    """How many of one's students are in which group; nothing for who has none."""
    if not may(person, Act.SEE_STUDENTS, on=on):
        return []
    looked = looked_after(person, on=on, to_count=True)
    return [(group, count) for group, count in looked.counts if count]
