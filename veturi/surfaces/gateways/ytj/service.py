"""The one door to YTJ: an answer is kept for a day, and a request to wait is obeyed by all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import cache

from veturi.foundation.text import fold
from veturi.surfaces.gateways.ytj.client import Client
from veturi.surfaces.gateways.ytj.local import Mood, Twin
from veturi.surfaces.gateways.ytj.refusals import Busy, NotFound, NotReached
from veturi.surfaces.gateways.ytj.rules.companies import (
    Company,
    Json,
    NotReadable,
    companies_in,
    read_company,
)

DAY = timedelta(hours=24)
SHOWN = 20
RESTS_UNTIL = "ytj:rests-until"


class Register(Protocol):
    """What the client and its twin have in common."""

    def company(self, business_id: str) -> Json: ...
    def named(self, name: str) -> Json: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """A company as it was sent, and when."""

    raw: Json
    at: datetime

    @property
    def company(self) -> Company:
        return read_company(self.raw)


@dataclass(frozen=True, slots=True)
class Found:
    """The first companies of a name, and how many there are in all."""

    companies: list[Company]
    total: int
    at: datetime


def ask(business_id: str, *, at: datetime, within: timedelta = DAY) -> Answer:
    """The company of a Y-tunnus; an answer is good for as long as `within` says."""
    answer = _kept(
        f"id:{business_id}", lambda: register().company(business_id), at=at, within=within
    )
    try:
        read_company(answer.raw)
    except NotReadable as odd:
        raise NotReached from odd
    return answer


def search(name: str, *, at: datetime) -> Found:
    """Companies by name, those that can be read."""
    key = sha256(fold(name).encode()).hexdigest()
    answer = _kept(f"name:{key}", lambda: _first(register().named(name)), at=at, within=DAY)
    companies = [company for raw in companies_in(answer.raw) if (company := _readable(raw))]
    if not companies:
        raise NotFound
    total = answer.raw.get("totalResults")
    return Found(companies, total if isinstance(total, int) else len(companies), answer.at)


def register() -> Register:
    """The twin where the settings name its mood, else the real one."""
    if settings.YTJ_TWIN:
        return Twin(Mood(settings.YTJ_TWIN))
    if not settings.YTJ_URL:
        raise NotReached
    return Client(settings.YTJ_URL)


def _kept(key: str, fetch: Callable[[], Json], *, at: datetime, within: timedelta) -> Answer:
    kept = cache.get(f"ytj:{key}")
    if kept is not None and at - kept[0] <= within:
        return Answer(kept[1], kept[0])
    _refuse_while_resting(at)
    try:
        raw = fetch()
    except Busy as busy:
        _rest(busy.retry_after, at=at)
        raise
    cache.set(f"ytj:{key}", (at, raw), DAY.total_seconds())
    return Answer(raw, at)


def _refuse_while_resting(at: datetime) -> None:
    until: datetime | None = cache.get(RESTS_UNTIL)
    if until is not None and at < until:
        raise Busy(int((until - at).total_seconds()) + 1)


def _rest(seconds: int, *, at: datetime) -> None:
    """The cache is a table of the database: every process finds it there."""
    cache.set(RESTS_UNTIL, at + timedelta(seconds=seconds), seconds)


def _first(answer: Json) -> Json:
    """No more of it than is shown."""
    cut: dict[str, Any] = {"totalResults": answer.get("totalResults")}
    return {**cut, "companies": companies_in(answer)[:SHOWN]}


def _readable(raw: Json) -> Company | None:
    try:
        return read_company(raw)
    except NotReadable:
        return None
