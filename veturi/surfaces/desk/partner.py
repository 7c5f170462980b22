"""A partner's whole picture: its line of deeds and promises, its stations, its people."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from veturi.cooperation.encounters.models import Encounter
from veturi.cooperation.encounters.reading import encounters_behind, words_of
from veturi.directory.models import Partnership, Person
from veturi.foundation.web.templates import num
from veturi.insight.levels.rules import Judgement
from veturi.ledger import reading as ledger
from veturi.ledger.kinds import CURRENCY_NAMES, Currency, all_deed_kinds
from veturi.ledger.models import Deed, Promise
from veturi.ledger.months import first_day, month_of
from veturi.ledger.past import Past

SHOWN = 40
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
    more: bool = False


def line(partner: Partnership, *, seen_by: Person, layer: str = "", shown: int = SHOWN) -> Line:
    """Solid line of what happened, latest first, by month."""
    kinds = [kind.code for kind in all_deed_kinds() if kind.layer == layer] if layer else []
    deeds = ledger.line_of(partner, seen_by=seen_by, first=shown + 1, kinds=kinds)
    behind = encounters_behind(deeds)
    entries = [_happened(deed, partner, behind.get(deed.source)) for deed in deeds[:shown]]
    months = [
        Month(first_day(month), list(rows))
        for month, rows in groupby(entries, key=lambda entry: month_of(entry.deed.done_on))
    ]
    pinned = [entry for entry in entries if entry.encounter and entry.encounter.pinned_on]
    return Line(months, pinned, more=len(deeds) > shown)


def _happened(deed: Deed, partner: Partnership, encounter: Encounter | None) -> Happened:
    sentence = deed.sentence(partner.name)
    title = sentence.removeprefix(f"{partner.name}: ")
    return Happened(
        deed=deed,
        title=title[:1].upper() + title[1:],
        icon=SPECIAL_ICONS.get(deed.kind, ICONS[deed.catalogue.module]),
        encounter=encounter,
        gave=_given(deed, "partner"),
        got=_given(deed, "provider"),
    )


def _given(deed: Deed, giver: str) -> str:
    """What one side gave: “ohjaustunnit 2, näkyvyys 1”."""
    parts = [
        f"{CURRENCY_NAMES[Currency(gift.currency)]} {num(gift.amount)}"
        for gift in deed.contributions.all()
        if gift.giver == giver
    ]
    return ", ".join(parts)


def coming(partner: Partnership, *, seen_by: Person) -> list[tuple[Promise, str]]:
    """The dashed line: what is promised, nearest first, in words."""
    promises = list(ledger.promises_of(partner, seen_by=seen_by)[:20])
    words = words_of(promises)
    return [(promise, words[promise.pk]) for promise in promises]


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
        Station(label, day, done=index <= last, current=index == last and not established)
        for index, (label, day) in enumerate(firsts)
    ]
    return [*rows, Station(_("Established"), None, done=established, current=established)]


def _first(past: Past, wanted: Any) -> date | None:
    months = [row.month for row in past.counts if row.n > 0 and wanted(row.kind)]
    return first_day(min(months)) if months else None


_COUNTING = frozenset(kind.code for kind in all_deed_kinds() if kind.counts)


def _counts(kind: str) -> bool:
    return kind in _COUNTING
