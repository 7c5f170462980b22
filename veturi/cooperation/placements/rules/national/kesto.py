"""The duration (kesto) of a workplace period: the weight of its answers in feedback and funding.

Source: OPH herätepalvelu, tep/niputusHandler, and eHOKS,
doc/tyopaikkajaksojen-kestojen-laskenta.md.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from veturi.cooperation.placements.rules.national.days import (
    Day,
    Row,
    day_of,
    in_jakso,
    not_in_keskeytymisajanjakso,
    some_day,
)
from veturi.cooperation.placements.rules.national.study_rights import (
    INTERRUPTED,
    code,
    with_end_dates,
)

WHOLE = 100
HALF = 0.5
SATURDAY = 5
Periods = Mapping[Hashable, Row]


def kesto(
    jaksot: Mapping[Any, Row] | Iterable[Row] | None,
    opiskeluoikeudet: Mapping[str, Any] | None,
) -> dict[Any, int]:
    """The duration of each period in whole days: {key: days}.

    `jaksot` are {name: jakso}, and the names are the keys, or a list, and the keys are
    (hoks_id, yksiloiva_tunniste). A jakso has oppija_oid, opiskeluoikeus_oid, alku and loppu (or
    jakso_alkupvm and jakso_loppupvm), osa_aikaisuus and keskeytymisajanjaksot [{alku, loppu}].
    Hand in every period of the students at the time, also those whose weight is not asked: on each
    calendar day 1.0 is shared by those periods of one student that are active.
    `opiskeluoikeudet` are {oid: [{alku, tila}]}, or Koski's own; a missing one or None weighs 0.

    The shares are added as IEEE doubles in the order of days, times osa_aikaisuus / 100, and
    rounded half up, as the register does: an exact 18.5 can come out as 18.

    Source: OPH herätepalvelu, tep/niputusHandler; decree 926/2022 (osa-aikaisuus).
    """
    rights = {oid: _interruptions(right) for oid, right in (opiskeluoikeudet or {}).items()}
    days: dict[Any, int] = {}
    periods = _by_key(jaksot)
    for own in _by_student(periods).values():
        days |= _durations(own, rights)
    return {key: days[key] for key in periods}


def _by_key(jaksot: Mapping[Any, Row] | Iterable[Row] | None) -> dict[Hashable, Row]:
    if isinstance(jaksot, Mapping):
        return {key: _with_ends(jakso) for key, jakso in jaksot.items()}
    return {
        (jakso.get("hoks_id"), jakso.get("yksiloiva_tunniste")): _with_ends(jakso)
        for jakso in jaksot or ()
    }


def _with_ends(jakso: Row) -> Row:
    alku = day_of(jakso.get("alku", jakso.get("jakso_alkupvm")))
    loppu = day_of(jakso.get("loppu", jakso.get("jakso_loppupvm")))
    breaks = [_as_days(span) for span in jakso.get("keskeytymisajanjaksot") or ()]
    return {**jakso, "alku": alku, "loppu": loppu, "keskeytymisajanjaksot": breaks}


def _as_days(span: Row) -> Row:
    """Read once: each day of a period asks them."""
    return {"alku": day_of(span.get("alku")), "loppu": day_of(span.get("loppu"))}


def _by_student(periods: Periods) -> dict[Any, dict[Hashable, Row]]:
    students: dict[Any, dict[Hashable, Row]] = defaultdict(dict)
    for key, jakso in periods.items():
        students[jakso.get("oppija_oid")][key] = jakso
    return students


def _durations(periods: Periods, rights: Mapping[str, list[Row] | None]) -> dict[Hashable, int]:
    sums = dict.fromkeys(periods, 0.0)
    for day in _span(periods):
        for key, share in _shares(periods, rights, day).items():
            sums[key] += share
    return {
        key: _half_up(total * osa_aikaisuuskerroin(periods[key].get("osa_aikaisuus")))
        for key, total in sums.items()
    }


def _span(periods: Periods) -> Iterator[date]:
    """From the earliest first day to the latest last day that is known."""
    first = [jakso["alku"] for jakso in periods.values() if jakso["alku"]]
    last = [jakso["loppu"] for jakso in periods.values() if jakso["loppu"]]
    if first and last:
        for n in range((max(last) - min(first)).days + 1):
            yield min(first) + timedelta(days=n)


def _shares(
    periods: Periods, rights: Mapping[str, list[Row] | None], day: date
) -> dict[Hashable, float]:
    active = [
        key
        for key, jakso in periods.items()
        if _is_active(jakso, rights.get(jakso.get("opiskeluoikeus_oid", "")), day)
    ]
    return {key: 1.0 / len(active) for key in active}


def _is_active(jakso: Row, interruptions: list[Row] | None, day: date) -> bool:
    """Nothing is active of a study right that is not found."""
    return (
        interruptions is not None
        and in_jakso(jakso, day)
        and not_in_keskeytymisajanjakso(jakso["keskeytymisajanjaksot"], day)
        and not_in_keskeytymisajanjakso(interruptions, day)
    )


def _interruptions(opiskeluoikeus: Any) -> list[Row] | None:
    """The times when studying was interrupted; None when there is no such study right."""
    if opiskeluoikeus is None:
        return None
    states = with_end_dates(opiskeluoikeus)
    return [_as_days(state) for state in states if code(state.get("tila")) == INTERRUPTED]


def _half_up(days: float) -> int:
    """As Math.round of Java; floor(days + 0.5) would make 1 of 0.49999999999999994."""
    whole = math.floor(days)
    return whole + (days - whole >= HALF)


def jakso_active(jakso: Row, opiskeluoikeus: Any, day: Day) -> bool:
    """Whether the period counts on the day: inside it, not interrupted, its study right found.

    Source: OPH herätepalvelu, tep/niputusHandler.
    """
    return _is_active(_with_ends(jakso), _interruptions(opiskeluoikeus), some_day(day))


def one_day_shares(
    jaksot: Mapping[Any, Row] | Iterable[Row], opiskeluoikeudet: Mapping[str, Any], day: Day
) -> dict[Any, float]:
    """How one student's periods share the day: {key: share}, those that have a share only.

    Source: OPH herätepalvelu, tep/niputusHandler.
    """
    rights = {oid: _interruptions(right) for oid, right in opiskeluoikeudet.items()}
    return _shares(_by_key(jaksot), rights, some_day(day))


def corrected_kesto(alku: Day, loppu: Day, osa_aikaisuus: int, old_kesto: int) -> int:
    """The correction of the season 2022–2023, made once: weekdays became calendar days.

    The old duration, in weekdays and already times osa_aikaisuus, is undone of both; 0 stays 0.

    Source: OPH eHOKS, doc/tyopaikkajaksojen-kestojen-laskenta.md.
    """
    first, last = some_day(alku), some_day(loppu)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    weekdays = sum(day.weekday() < SATURDAY for day in days)
    factor = osa_aikaisuuskerroin(osa_aikaisuus)
    if not (weekdays and factor):
        return 0
    return _half_up(old_kesto / factor * len(days) / weekdays)


def osa_aikaisuuskerroin(osa_aikaisuus: Any) -> float:
    """osa_aikaisuus / 100 of an integer from 1 to 100; 0 of everything else.

    Source: OPH herätepalvelu, tep/niputusHandler; decree 926/2022.
    """
    return osa_aikaisuus / 100.0 if is_osa_aikaisuus(osa_aikaisuus) else 0.0


def is_osa_aikaisuus(value: Any) -> bool:
    """Whether the value is a percentage the register takes: an integer from 1 to 100."""
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= WHOLE
