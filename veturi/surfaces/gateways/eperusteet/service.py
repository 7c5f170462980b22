"""The one door to ePerusteet: an answer is kept for a day, a request to wait obeyed by all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.core.cache import cache

from veturi.cooperation.placements.codes.known import Known, KnownPart, KnownUnit
from veturi.cooperation.placements.models import Qualification, Unit
from veturi.surfaces.gateways.eperusteet.client import Client
from veturi.surfaces.gateways.eperusteet.local import Mood, Twin
from veturi.surfaces.gateways.eperusteet.refusals import Busy, NotReached
from veturi.surfaces.gateways.eperusteet.rules import requirements
from veturi.surfaces.gateways.eperusteet.rules.requirements import Json, NotReadable

DAY = timedelta(hours=24)
RESTS_UNTIL = "eperusteet:rests-until"
MOST_PAGES = 100


class Register(Protocol):
    """What the client and its twin have in common."""

    def page(self, number: int) -> Json: ...
    def whole(self, key: int) -> Json: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """As `take_over` wants it; a name that the register does not tell stays as it is here."""

    qualifications: list[Known]
    units: list[KnownUnit]
    parts: list[KnownPart]


def register() -> Register:
    """The twin where the settings name its mood, else the real one."""
    if settings.EPERUSTEET_TWIN:
        return Twin(Mood(settings.EPERUSTEET_TWIN))
    if not settings.EPERUSTEET_URL:
        raise NotReached
    return Client(settings.EPERUSTEET_URL, settings.CALLER_ID)


def ask(*, at: datetime, with_units: bool) -> Answer:
    """Every qualification that is in force or to come; with units each is asked for whole."""
    rows = list(_rows(at))
    known = [one for row in rows for one in requirements.qualifications_in(row)]
    keys = [key for row in rows if (key := requirements.key_of(row)) is not None]
    wholes = [_whole(key, at=at) for key in keys] if with_units else []
    versions = dict(Unit.objects.values_list("code", "version"))
    units = {
        unit.code: unit
        for whole in wholes
        for unit in requirements.units_in(whole, versions=versions)
    }
    parts = [part for whole in wholes for part in requirements.parts_in(whole)]
    return Answer(_named(known), _named_units(units.values()), parts)


def _rows(at: datetime) -> Iterator[Json]:
    number, pages = 0, 1
    while number < min(pages, MOST_PAGES):
        try:
            page = requirements.read_page(_page(number, at=at))
        except NotReadable as odd:
            raise NotReached from odd
        yield from page.rows
        number, pages = number + 1, page.pages


def _page(number: int, *, at: datetime) -> Json:
    return _kept(f"page:{number}", lambda: register().page(number), at=at)


def _whole(key: int, *, at: datetime) -> Json:
    return _kept(f"whole:{key}", lambda: register().whole(key), at=at)


def _kept(key: str, fetch: Callable[[], Json], *, at: datetime) -> Json:
    kept: Json | None = cache.get(f"eperusteet:{key}")
    if kept is not None:
        return kept
    until: datetime | None = cache.get(RESTS_UNTIL)
    if until is not None and at < until:
        raise Busy(int((until - at).total_seconds()) + 1)
    try:
        answer = fetch()
    except Busy as busy:
        cache.set(RESTS_UNTIL, at + timedelta(seconds=busy.retry_after), busy.retry_after)
        raise
    cache.set(f"eperusteet:{key}", answer, DAY.total_seconds())
    return answer


def _named(known: Iterable[Known]) -> list[Known]:
    """Of a code and record number the last word; a name that is not told stays."""
    last = {(one.code, one.record_number): one for one in known}
    rows = Qualification.objects.filter(code__in={code for code, _record in last})
    there = {(row.code, row.record_number): _names_of(row) for row in rows}
    return [replace(one, names=_filled(one.names, there.get(key))) for key, one in last.items()]


def _named_units(units: Iterable[KnownUnit]) -> list[KnownUnit]:
    units = list(units)
    rows = Unit.objects.filter(code__in={unit.code for unit in units})
    there = {row.code: _names_of(row) for row in rows}
    return [replace(one, names=_filled(one.names, there.get(one.code))) for one in units]


def _names_of(row: Qualification | Unit) -> tuple[str, str, str]:
    return row.name_fi, row.name_sv, row.name_en


def _filled(
    names: tuple[str, str, str], there: tuple[str, str, str] | None
) -> tuple[str, str, str]:
    fi, sv, en = (one or other for one, other in zip(names, there or names, strict=True))
    return fi, sv, en
