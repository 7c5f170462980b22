"""How many have answered the survey of instructors: what Arvo tells, counted in days."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.national.funding import nonresponse_coefficient
from veturi.cooperation.placements.rules.unread import Unread
from veturi.foundation.sheets.delimited import read_text
from veturi.foundation.sheets.grid import text_of
from veturi.foundation.sheets.refusals import Limits
from veturi.foundation.text import fold

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Answers of fewer are nobody's to see.
FEWEST = 5
NEEDED = ("vastaajatunnusid", "tyopaikkajakson_loppupvm", "tyopaikkajakson_kesto")
YEARS = range(2000, 2100)
LONGEST_TOKEN, MOST_DAYS = 40, 36_500
LARGEST = Limits(rows=1_000_000, cells=50_000_000)
YES = frozenset({"1", "true", "t", "x", "kylla", "on", "vastattu"})


class NotResponses(ValueError):
    """The file lacks the column `place`."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class Token:
    """One period that an instructor was asked about; nothing of what was answered."""

    token: str
    bundle: str
    business_id: str
    workplace: str
    ended_on: date
    days: int
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """How far the answers cover what was asked; told of five answers or more."""

    asked: int
    answered: int
    days_asked: int
    days_answered: int

    @property
    def is_told(self) -> bool:
        return self.answered >= FEWEST

    @property
    def share(self) -> float:
        return self.days_answered / self.days_asked if self.days_asked else 0.0

    @property
    def percent(self) -> int:
        return round(self.share * 100)

    def coefficient(self, season: str) -> float:
        """What the points of the season are multiplied by."""
        return round(nonresponse_coefficient(self.share, season), 2)


def rate(tokens: Iterable[Token]) -> Rate:
    rows = list(tokens)
    answered = [row for row in rows if row.is_answered]
    return Rate(
        len(rows),
        len(answered),
        sum(row.days for row in rows),
        sum(row.days for row in answered),
    )


def read_answered(text: str) -> set[str]:
    """Of the file of answers only whose they are."""
    headers, rows = _table(text)
    if NEEDED[0] not in headers:
        raise NotResponses(NEEDED[0])
    place = headers.index(NEEDED[0])
    return {row[place] for row in rows if len(row) > place}


def read_tokens(text: str, *, answered: Collection[str] = ()) -> tuple[list[Token], list[Unread]]:
    """The rows of a file of tokens, and those that say nothing; columns in any order."""
    headers, rows = _table(text)
    for name in NEEDED:
        if name not in headers:
            raise NotResponses(name)
    named = [(n, dict(zip(headers, row, strict=False))) for n, row in enumerate(rows, start=2)]
    filled = [(n, row) for n, row in named if any(row.values())]
    unread = [Unread(n, *fault) for n, row in filled if (fault := _fault(row))]
    wrong = {one.number for one in unread}
    return [_token(row, answered) for n, row in filled if n not in wrong], unread


def _table(text: str) -> tuple[list[str], list[list[str]]]:
    read = read_text(text, marks=";,", limits=LARGEST)
    rows = [[text_of(cell).strip() for cell in row.cells] for row in read]
    return [header.lower() for header in rows[0]] if rows else [], rows[1:]


def _fault(row: Mapping[str, str]) -> "tuple[str, StrOrPromise] | None":
    """The column at fault, and what is wrong with it."""
    key, ended_on, days = (row.get(name, "") for name in NEEDED)
    if not key:
        return NEEDED[0], _("The token is missing.")
    if len(key) > LONGEST_TOKEN:
        return NEEDED[0], _("A token has at most 40 characters.")
    if _day(ended_on) is None:
        return NEEDED[1], _("Write the day as 2026-10-31.")
    if _whole(days) is None:
        return NEEDED[2], _("Give the days as a whole number.")
    return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _whole(text: str) -> int | None:
    """A number of days; what Arvo has below nothing is nothing."""
    digits = text.removeprefix("-")
    if not (digits.isdecimal() and len(digits) <= LONGEST_TOKEN and int(digits) <= MOST_DAYS):
        return None
    return max(int(text), 0)


def _token(row: Mapping[str, str], answered: Collection[str]) -> Token:
    key, ended_on, days = (row[name] for name in NEEDED)
    return Token(
        key,
        row.get("nippu", ""),
        row.get("tyonantaja", ""),
        row.get("tyopaikka", ""),
        _day(ended_on) or date.min,
        _whole(days) or 0,
        key in answered or fold(row.get("vastattu", "")).strip() in YES,
    )


def by_workplace(tokens: Sequence[Token]) -> list[tuple[str, Rate, bool]]:
    """The rate of each workplace, the most days first, and whether it may be told."""
    names: dict[str, str] = {}
    groups: dict[str, list[Token]] = {}
    for row in tokens:
        key = row.business_id or row.workplace
        names.setdefault(key, row.workplace or row.business_id)
        groups.setdefault(key, []).append(row)
    rates = {key: rate(rows) for key, rows in groups.items()}
    told = _told(rates)
    found = [(names[key], one, key in told) for key, one in rates.items()]
    return sorted(found, key=lambda one: (-one[1].days_asked, one[0]))


def _told(rates: Mapping[str, Rate]) -> set[str]:
    """Those of five answers or more; what is hidden is never found as the rest of the whole."""
    told = {key for key, one in rates.items() if one.is_told}
    for key in sorted(told, key=lambda key: (rates[key].answered, key)):
        hidden = [one.answered for other, one in rates.items() if other not in told]
        if not hidden or sum(hidden) >= FEWEST:
            break
        told.discard(key)
    return told
