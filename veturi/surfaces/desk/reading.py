"""What the desk shows: the next two weeks, what needs attention, what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from veturi.cooperation.encounters.models import Follow
from veturi.cooperation.placements.reading.mine import looked_after
from veturi.cooperation.placements.reading.proposals import waiting_for
from veturi.cooperation.placements.rules.groups import Group
from veturi.directory.access import Act, may, opened_by
from veturi.directory.models import Partnership, Person, Provider
from veturi.directory.models.attachments import SOON
from veturi.foundation.web.templates import day
from veturi.insight.levels.models import Override, Verdict
from veturi.insight.levels.wording import step_sentence
from veturi.ledger import reading as ledger
from veturi.ledger.kinds import Layer
from veturi.ledger.models import Deed, Promise
from veturi.ledger.months import month_of
from veturi.surfaces.gateways.ytj.reading import warned_partners
from veturi.surfaces.gateways.ytj.rules.warning import warnings

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FORTNIGHT = timedelta(days=14)
STATIONS = 6
ROWS = 8
# They leave room for what only a person can put right.
RUNNING_OUT = 3
PROPOSED = 3


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
class Attention:
    """A row that needs somebody: the one button ends it."""

    signal: str
    word: str
    title: str
    partner: Partnership | None
    note: str
    url: str
    button: str


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


def attention(
    person: Person, promises: Sequence[Promise], words: dict[int, str], *, on: date
) -> list[Attention]:
    """What is overdue, what students propose, whom a register warns of, what runs out or rests."""
    rows = [
        *_overdue(promises, words, on=on),
        *_proposed(person, on=on),
        *_warned(person, on=on),
        *_ending(person, on=on),
        *_running_out(person, on=on),
        *_resting(person),
    ]
    return rows[:ROWS]


def _overdue(
    promises: Sequence[Promise], words: dict[int, str], *, on: date
) -> Iterable[Attention]:
    for promise in promises:
        if promise.due >= on:
            continue
        partner = partner_of(promise)
        query = {"partner": partner.pk, "keeps": promise.pk}
        yield Attention(
            "stop",
            _("late"),
            words[promise.pk],
            partner,
            _("promised by %(day)s") % {"day": f"{promise.due.day}.{promise.due.month}."},
            reverse("quick:entry", query=query),
            _("Log"),
        )


def _proposed(person: Person, *, on: date) -> Iterable[Attention]:
    """Workplaces that one's students found and that wait for an answer, the longest first."""
    if not may(person, Act.SEE_STUDENTS, on=on):
        return
    for row in waiting_for(person, on=on)[:PROPOSED]:
        yield Attention(
            "wait",
            _("waits"),
            _("%(name)s proposes a workplace") % {"name": row.student},
            None,
            f"{row}, {row.town}",
            row.get_absolute_url(),
            _("Look"),
        )


def _warned(person: Person, *, on: date) -> Iterable[Attention]:
    """One's own partners that are bankrupt, ceased, being wound up or restructured."""
    for row in warned_partners(person, first=ROWS):
        for one in warnings(row.company, on=on)[:1] if row.company else []:
            yield Attention(
                one.signal,
                "YTJ",
                str(one.word),
                row.partnership,
                str(one.advice),
                row.partnership.get_absolute_url(),
                _("Look"),
            )


def _ending(person: Person, *, on: date) -> Iterable[Attention]:
    ending = (
        Override.objects.live_on(on)
        .filter(provider=person.provider_id, by=person, until__lte=on + 2 * FORTNIGHT)
        .select_related("partner")
    )
    for row in ending.order_by("until")[:ROWS]:
        yield Attention(
            "wait",
            _("soon"),
            _("Your judgement of the level ends %(day)s")
            % {"day": f"{row.until.day}.{row.until.month}."},
            row.partner,
            row.reason,
            reverse("levels:show", args=[row.partner_id]),
            _("Judge again"),
        )


def _running_out(person: Person, *, on: date) -> Iterable[Attention]:
    """Attachments of one's own partners whose last day is near, or passed lately."""
    mine = Q(partnership__owner=person, partnership__absorbed_into=None)
    merged = Q(partnership__absorbed_into__owner=person)
    rows = opened_by(person, on=on).standing().filter(mine | merged, until__gte=on - SOON)
    for row in rows.running_out(by=on + SOON).order_by("until", "pk")[:RUNNING_OUT]:
        standing = row.standing_on(on)
        yield Attention(
            standing.value,
            str(standing.label),
            row.title,
            row.partnership.shown,
            _("valid until %(day)s") % {"day": day(row.until)},
            row.get_absolute_url(),
            _("Look"),
        )


def _resting(person: Person) -> Iterable[Attention]:
    """One's own partners in which a layer has begun to decay."""
    rows = (
        Verdict.objects.seen_by(person)
        .standing()
        .filter(
            partner__owner=person,
            partner__archived_on=None,
            partner__absorbed_into=None,
            next__0="recent_deed",
            layer__in=[Layer.EVERYDAY, Layer.DEVELOPING, Layer.STRATEGIC],
        )
        .select_related("partner")
        .order_by("-full_depth", "last", "pk")
    )
    for row in rows[:ROWS]:
        yield Attention(
            "wait",
            _("resting"),
            step_sentence(row.next, row.have),
            row.partner,
            str(Layer(row.layer).label),
            reverse("quick:entry", query={"partner": row.partner_id}),
            _("Log"),
        )


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
