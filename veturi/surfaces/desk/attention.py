"""What needs somebody on the desk: late promises, worries, warnings, what runs out, what rests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from veturi.cooperation.placements.models import ContactRequest, Worry
from veturi.cooperation.placements.reading.proposals import waiting_for
from veturi.directory.access import Act, may, opened_by
from veturi.directory.models import Partnership, Person
from veturi.directory.models.attachments import SOON
from veturi.foundation.web.templates import day
from veturi.insight.levels.models import Override, Verdict
from veturi.insight.levels.wording import step_sentence
from veturi.ledger.kinds import Layer
from veturi.ledger.models import Promise
from veturi.surfaces.desk.reading import partner_of
from veturi.surfaces.gateways.ytj.reading import warned_partners
from veturi.surfaces.gateways.ytj.rules.warning import warnings

FORTNIGHT = timedelta(days=14)
ROWS = 8
# They leave room for what only a person can put right.
RUNNING_OUT = 3
PROPOSED = 3
SENSITIVE = 2


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


def attention(
    person: Person, promises: Sequence[Promise], words: dict[int, str], *, on: date
) -> list[Attention]:
    """What is overdue, what students propose, whom a register warns of, what runs out or rests."""
    rows = [
        *_overdue(promises, words, on=on),
        *_proposed(person, on=on),
        *_worries(person, on=on),
        *_corrections(person, on=on),
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


def _worries(person: Person, *, on: date) -> Iterable[Attention]:
    """Those that one was to follow up by now: the desk may be seen by others, it names nobody."""
    rows = Worry.objects.seen_by(person).open().filter(owner=person, due__lte=on)
    for row in rows.order_by("due", "pk")[:SENSITIVE]:
        late = row.due is not None and row.due < on
        yield Attention(
            "stop" if late else "wait",
            _("late") if late else _("today"),
            _("A worry is to be followed up"),
            None,
            _("by %(day)s") % {"day": day(row.due)},
            row.get_absolute_url(),
            _("Open"),
        )


def _corrections(person: Person, *, on: date) -> Iterable[Attention]:
    """Contact data that instructors ask to correct: of one's own partners and students' periods."""
    if not may(person, Act.EDIT_PERSON, on=on):
        return
    own = Q(person__positions__partnership__owner=person) | Q(
        person__guided_periods__teacher=person
    )
    keys = ContactRequest.objects.seen_by(person).waiting().filter(own).values("pk")
    rows = ContactRequest.objects.filter(pk__in=keys).select_related("person")
    places = "person__positions__partnership__absorbed_into"
    for row in rows.prefetch_related(places)[:SENSITIVE]:
        at = [place.partnership.shown for place in row.person.positions.all()]
        yield Attention(
            "wait",
            _("waits"),
            _("Contact data to be corrected: %(name)s") % {"name": row.person},
            at[0] if at else None,
            _("asked %(day)s") % {"day": day(localdate(row.made_at))},
            reverse("placements:contact_requests"),
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
