"""The half-yearly survey of workplaces: its season, where each workplace stands, its links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.national.tpk import (
    tpk_kausi,
    tpk_vastaamisajan_alkupvm,
    tpk_vastaamisajan_loppupvm,
)
from veturi.foundation.sheets.delimited import read_text
from veturi.foundation.sheets.grid import text_of
from veturi.foundation.sheets.refusals import Limits
from veturi.foundation.text import fold
from veturi.ledger.months import add_months

ANSWERING_MONTHS = frozenset({1, 2, 7, 8})
# Headers of Arvo, and what people call the same.
HEADERS: Mapping[str, frozenset[str]] = {
    "business_id": frozenset({"tyonantaja", "ytunnus", "y tunnus", "tyopaikan ytunnus"}),
    "name": frozenset({"tyopaikka", "tyopaikan nimi", "nimi"}),
    "link": frozenset({"linkki", "kyselylinkki", "vastauslinkki", "url", "link"}),
}


class Status(TextChoices):
    """Where a workplace stands, in the order of the work."""

    NO_RECIPIENT = "no_recipient", _("no recipient")
    NO_LINK = "no_link", _("no link")
    PAUSED = "paused", _("contact paused")
    READY = "ready", _("ready")
    SENT = "sent", _("sent")
    REMINDED = "reminded", _("reminded")
    ANSWERED = "answered", _("answered")


@dataclass(frozen=True, slots=True)
class Season:
    """Of which periods it is asked, and when it is answered."""

    since: date
    until: date
    opens_on: date
    closes_on: date


def season(on: date) -> Season:
    """The one whose answering goes on, else the one that is under way."""
    day = add_months(on, -2) if on.month in ANSWERING_MONTHS else on
    span = tpk_kausi(day)
    days = (
        span["alku"],
        span["loppu"],
        tpk_vastaamisajan_alkupvm(day),
        tpk_vastaamisajan_loppupvm(day),
    )
    return Season(*map(date.fromisoformat, days))


def status(
    *,
    has_recipient: bool,
    has_link: bool,
    is_paused: bool,
    is_sent: bool,
    is_reminded: bool,
    is_answered: bool,
) -> Status:
    """The furthest that it has come; what is not sent lacks something, or is ready."""
    return next(
        found
        for found, holds in (
            (Status.ANSWERED, is_answered),
            (Status.REMINDED, is_reminded),
            (Status.SENT, is_sent),
            (Status.NO_RECIPIENT, not has_recipient),
            (Status.NO_LINK, not has_link),
            (Status.PAUSED, is_paused),
            (Status.READY, True),
        )
        if holds
    )


class NotLinks(ValueError):
    """The file names no column of links, or of workplaces."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A row of the file: a workplace by its business ID or name, and its link."""

    number: int
    business_id: str
    name: str
    link: str


def read_links(text: str) -> list[Linked]:
    """The rows of a CSV that have a link; columns in any order, marks ; , or tab."""
    read = read_text(text, marks=";,\t", limits=Limits())
    rows = [[text_of(cell) for cell in row.cells] for row in read]
    columns = _columns(rows[0] if rows else [])
    if "link" not in columns or len(columns) == 1:
        raise NotLinks
    links = [
        Linked(number, *(_cell(row, columns, name) for name in ("business_id", "name", "link")))
        for number, row in enumerate(rows[1:], start=2)
    ]
    return [one for one in links if one.link]


def _columns(headers: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        words = " ".join(fold(header).replace("_", " ").replace("-", "").split())
        for name, known in HEADERS.items():
            if words in known:
                found.setdefault(name, place)
    return found


def _cell(row: list[str], columns: Mapping[str, int], name: str) -> str:
    place = columns.get(name)
    return row[place].strip() if place is not None and place < len(row) else ""
