"""How many have answered the survey of instructors: what Arvo tells, counted in days."""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from veturi.cooperation.placements.rules.national.funding import nonresponse_coefficient
from veturi.foundation.text import fold

# Answers of fewer are nobody's to see.
FEWEST = 5
NEEDED = ("vastaajatunnusid", "tyopaikkajakson_loppupvm", "tyopaikkajakson_kesto")
YES = frozenset({"1", "true", "t", "x", "kylla", "on", "vastattu"})


class NotResponses(ValueError):
    """The file lacks a column, or a row cannot be read: `place` says which."""

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
    return {row[place].strip() for row in rows if len(row) > place}


def read_tokens(text: str, *, answered: Collection[str] = ()) -> list[Token]:
    """The rows of a file of tokens; columns in any order, marks ; or ,."""
    headers, rows = _table(text)
    for name in NEEDED:
        if name not in headers:
            raise NotResponses(name)
    named = [(n, dict(zip(headers, row, strict=False))) for n, row in enumerate(rows, start=2)]
    return [_token(row, n, answered) for n, row in named if row.get(NEEDED[0])]


def _table(text: str) -> tuple[list[str], list[list[str]]]:
    first = text.partition("\n")[0]
    rows = list(csv.reader(text.splitlines(), delimiter=max(";,", key=first.count)))
    return [header.strip().lower() for header in rows[0]] if rows else [], rows[1:]


def _token(row: Mapping[str, str], number: int, answered: Collection[str]) -> Token:
    key = row[NEEDED[0]].strip()
    try:
        ended_on, days = date.fromisoformat(row[NEEDED[1]].strip()[:10]), int(row[NEEDED[2]])
    except (KeyError, ValueError) as wrong:
        raise NotResponses(str(number)) from wrong
    return Token(
        key,
        row.get("nippu", "").strip(),
        row.get("tyonantaja", "").strip(),
        row.get("tyopaikka", "").strip(),
        ended_on,
        max(days, 0),
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
