"""A partner's whole picture: its line of deeds and promises, its stations, its people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veturi.cooperation.encounters.models import Encounter
from veturi.cooperation.encounters.reading import (
    encounters_behind,
    present_at,
    with_words,
    word_of,
)
from veturi.directory.models import Partnership, Person
from veturi.foundation.web.templates import num
from veturi.insight.levels.rules import Judgement
from veturi.ledger import reading as ledger
from veturi.ledger.kinds import CURRENCY_NAMES, Currency, Layer, all_deed_kinds
from veturi.ledger.models import Deed, Promise
from veturi.ledger.months import first_day, month_of
from veturi.ledger.past import Past
from veturi.surfaces.desk.family import Family

SHOWN = 25
ICONS = {
    "agreements": "file-pen-line",
    "placements": "hard-hat",
    "visits": "map-pin",
    "encounters": "message-circle",
    "exchange": "repeat-2",
    "events": "calendar-check",
    "groups": "users",
    "plans": "route",
    "projects": "folder-kanban",
    "networks": "share-2",
    "reviews": "search-check",
    "feedback": "message-square-text",
    "outreach": "megaphone",
}
SPECIAL_ICONS = {"encounters.called": "phone", "encounters.messaged": "mail"}


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of the line: a deed with what its owner knows of it."""

    deed: Deed
    title: str
    icon: str
    encounter: Encounter | None
    present: list[str]
    gave: str
    got: str


@dataclass(frozen=True, slots=True)
class Month:
    day: date
    entries: list[Happened]


@dataclass(frozen=True, slots=True)
class Station:
    label: str
    on: date | None
    done: bool
    current: bool


@dataclass(slots=True)
class Line:
    months: list[Month] = field(default_factory=list)
    pinned: list[Happened] = field(default_factory=list)
    older: str = ""


class LineFilters(forms.Form):
    """What of the line is shown: a layer, a kind, one contact person, what lies behind a place."""

    layer = forms.ChoiceField(
        required=False, choices=[("", ""), *((one.value, "") for one in Layer)]
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    person = forms.TypedChoiceField(
        label=gettext_lazy("With whom"), required=False, coerce=int, empty_value=None
    )
    behind = forms.CharField(required=False)

    def __init__(self, *args: Any, past: Past, people: Iterable[Person], **kw: Any) -> None:
        super().__init__(*args, **kw)
        done = {row.kind for row in past.counts if row.n > 0}
        kinds = [(kind.code, str(kind.name)) for kind in all_deed_kinds() if kind.code in done]
        named = [(one.pk, str(one)) for one in people]
        self.fields["kind"].choices = [("", _("all")), *kinds]  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", _("anybody")), *named]  # type: ignore[attr-defined]

    def given(self, name: str) -> Any:
        """A filter that cannot be read is none."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def kinds(self) -> list[str]:
        if kind := self.given("kind"):
            return [kind]
        layer = self.given("layer")
        return [kind.code for kind in all_deed_kinds() if kind.layer == layer] if layer else []

    @property
    def narrows(self) -> bool:
        return any(self.given(name) for name in ("layer", "kind", "person"))


def line(family: Family, filters: LineFilters, *, seen_by: Person) -> Line:
    """Solid line of what happened, latest first, by month; what is pinned stands above it."""
    behind = read_place(filters.given("behind") or "")
    deeds = ledger.line_of(
        family.partner,
        seen_by=seen_by,
        first=SHOWN + 1,
        kinds=filters.kinds(),
        person=filters.given("person"),
        behind=behind,
        family=family.keys,
    )
    pinned = [] if behind or filters.narrows else _pinned(family, seen_by=seen_by)
    return Line(
        months=by_month(_happened_of(deeds[:SHOWN], family)),
        pinned=_happened_of(pinned, family),
        older=place_behind(deeds),
    )


def line_with(person: Person, *, seen_by: Person, behind: ledger.Place | None) -> Line:
    """What one person took part in, with the partner named in each sentence."""
    deeds = ledger.line_with(person, seen_by=seen_by, first=SHOWN + 1, behind=behind)
    return Line(months=by_month(_happened_of(deeds[:SHOWN])), older=place_behind(deeds))


def by_month(entries: list[Happened]) -> list[Month]:
    return [
        Month(first_day(month), list(rows))
        for month, rows in groupby(entries, key=lambda entry: month_of(entry.deed.done_on))
    ]


def read_place(written: str) -> ledger.Place | None:
    """A place on the line as an address carries it: 2026-11-24/812; what is no place is none."""
    day, _slash, deed = written.partition("/")
    try:
        return ledger.Place(date.fromisoformat(day), int(deed))
    except ValueError:
        return None


def place_behind(deeds: list[Deed]) -> str:
    """Where the next part of the line begins, when there is more than is shown."""
    if len(deeds) <= SHOWN:
        return ""
    last = deeds[SHOWN - 1]
    return f"{last.done_on.isoformat()}/{last.pk}"


def _pinned(family: Family, *, seen_by: Person) -> list[Deed]:
    rows = Encounter.objects.seen_by(seen_by).standing().filter(pinned_on__isnull=False)
    keys = [row.key for row in rows.filter(parties__partnership__in=family.keys).distinct()[:SHOWN]]
    return ledger.deeds_behind(keys, seen_by=seen_by) if keys else []


def _happened_of(deeds: list[Deed], family: Family | None = None) -> list[Happened]:
    behind = encounters_behind(deeds)
    present = present_at(behind.values())
    return [_happened(deed, family, behind.get(deed.source), present) for deed in deeds]


def _happened(
    deed: Deed,
    family: Family | None,
    encounter: Encounter | None,
    present: Mapping[int, list[str]],
) -> Happened:
    """On a partner's own page its name need not begin each sentence."""
    if family is None:
        names = [party.partner.shown.name for party in deed.parties.all() if party.partner]
        title = deed.sentence(", ".join(names))
    else:
        name = family.partner.name
        title = deed.sentence(name).removeprefix(f"{name}: ")
    return Happened(
        deed=deed,
        title=title[:1].upper() + title[1:].removesuffix("."),
        icon=SPECIAL_ICONS.get(deed.kind, ICONS[deed.catalogue.module]),
        encounter=encounter,
        present=present.get(encounter.pk, []) if encounter else [],
        gave=_given(deed, "partner", family),
        got=_given(deed, "provider", family),
    )


def _given(deed: Deed, giver: str, family: Family | None) -> str:
    """What one side gave (or we gave this partner): “ohjaustunnit 2, näkyvyys 1”."""
    shown = None if family is None else set(family.keys)
    sums: dict[str, Decimal] = {}
    for gift in deed.contributions.all():
        if gift.giver == giver and (shown is None or gift.partner_id in shown):
            sums[gift.currency] = sums.get(gift.currency, Decimal(0)) + gift.amount
    return ", ".join(
        f"{CURRENCY_NAMES[Currency(code)]} {num(amount)}" for code, amount in sums.items()
    )


def coming(family: Family, *, seen_by: Person) -> list[tuple[Promise, str]]:
    """The dashed line: all that is promised, nearest first, in words."""
    promises = ledger.promises_of(family.partner, seen_by=seen_by, family=family.keys)
    return [(promise, word_of(promise)) for promise in with_words(promises)]


QUICK = (
    ("encounters.called", "phone", gettext_lazy("Call")),
    ("encounters.met", "users", gettext_lazy("Meeting")),
    ("encounters.workplace_visited", "hard-hat", gettext_lazy("Visit")),
    ("encounters.messaged", "mail", gettext_lazy("Message")),
)


def quick_kinds() -> tuple[tuple[str, str, Any], ...]:
    """What the partner's page logs without leaving it: code, icon, word."""
    return QUICK


def keepable(promised: list[tuple[Promise, str]]) -> list[tuple[Promise, str]]:
    """The open promises that one of these kinds keeps."""
    codes = [code for code, _icon, _word in QUICK]
    return [
        (promise, words)
        for promise, words in promised
        if any(promise.catalogue.may_be_kept_by(code) for code in codes)
    ]


CONTACTED = ("encounters.called", "encounters.messaged", "outreach.partner_approached")
MET = ("encounters.met", "encounters.workplace_visited", "exchange.school_visited")
AGREED_MODULES = ("agreements.", "plans.", "networks.joined")


def stations(partner: Partnership, past: Past, judgement: Judgement) -> list[Station]:
    """The path from identified to established, each station from the ledger, not by opinion."""
    firsts = [
        (_("Identified"), partner.since),
        (_("Contacted"), _first(past, lambda kind: kind in (*CONTACTED, *MET))),
        (_("Met"), _first(past, lambda kind: kind in MET)),
        (_("Agreed"), _first(past, lambda kind: kind.startswith(AGREED_MODULES))),
        (_("Cooperating"), _first(past, _counts)),
    ]
    established = any(verdict.depth == 4 for verdict in judgement.layers.values())  # noqa: PLR2004
    reached = [bool(day) for _label, day in firsts]
    last = max((i for i, there in enumerate(reached) if there), default=0)
    rows = [
        Station(label, day, done=bool(day), current=index == last and not established)
        for index, (label, day) in enumerate(firsts)
    ]
    return [*rows, Station(_("Established"), None, done=established, current=established)]


def _first(past: Past, wanted: Any) -> date | None:
    months = [row.month for row in past.counts if row.n > 0 and wanted(row.kind)]
    return first_day(min(months)) if months else None


_COUNTING = frozenset(kind.code for kind in all_deed_kinds() if kind.counts)


def _counts(kind: str) -> bool:
    return kind in _COUNTING
