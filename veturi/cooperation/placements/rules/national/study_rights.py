"""The study right (opiskeluoikeus) as it was on a day.

Its state comes in Koski's shape, {"tila": {"opiskeluoikeusjaksot": [...]}} with states as
{"koodiarvo": "lasna"}, or as a bare list [{"alku", "tila", "rahoitus"}] with states as texts.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from veturi.cooperation.placements.rules.national.days import (
    Day,
    Row,
    day_of,
    in_jakso,
    some_day,
    written,
)

VOCATIONAL = frozenset(
    {
        "ammatillinentutkinto",
        "ammatillinentutkintoosittainen",
        "ammatillinentutkintoosittainenuseastatutkinnosta",
    }
)
TERMINAL = frozenset(
    {"eronnut", "katsotaaneronneeksi", "mitatoity", "peruutettu", "valiaikaisestikeskeytynyt"}
)
INTERRUPTED = "valiaikaisestikeskeytynyt"
_ROWS = (dict, Mapping)
OUTSIDE_FUNDING = frozenset({"6", "14", "15"})


def code(value: Any) -> str | None:
    """The code of "lasna" or {"koodiarvo": "lasna"}."""
    if isinstance(value, str):
        return value
    found = value.get("koodiarvo") if isinstance(value, Mapping) else value
    return None if found is None else str(found)


def opiskeluoikeusjaksot(opiskeluoikeus: Any) -> list[Row]:
    """The states of a study right in the order of their first days."""
    return sorted(_jaksot(opiskeluoikeus), key=lambda jakso: day_of(jakso.get("alku")) or date.min)


def _jaksot(opiskeluoikeus: Any) -> Iterable[Row]:
    """In whatever order; a dict is looked at before other mappings, which take longer to tell."""
    tila = opiskeluoikeus.get("tila") if isinstance(opiskeluoikeus, _ROWS) else opiskeluoikeus
    jaksot = tila.get("opiskeluoikeusjaksot") if isinstance(tila, _ROWS) else tila
    return jaksot or ()


def with_end_dates(jaksot: Any) -> list[dict[str, Any]]:
    """[{alku, tila}] with the last day of each: the day before the next begins; the last has none.

    Source: OPH herätepalvelu, niputusHandler (`get-end-dates`).
    """
    states = [{**jakso} for jakso in opiskeluoikeusjaksot(jaksot)]
    for state, following in pairwise(states):
        begins = day_of(following.get("alku"))
        state["loppu"] = written(begins and begins - timedelta(days=1))
    return states


def jakso_on_date(opiskeluoikeus: Any, day: Day) -> Row | None:
    """The state in force on the day: the latest that has begun; None before the first of them."""
    then, found, since = some_day(day), None, date.min
    for jakso in _jaksot(opiskeluoikeus):
        begins = day_of(jakso.get("alku")) or date.min
        if since <= begins <= then:
            found, since = jakso, begins
    return found


def tila_on_date(opiskeluoikeus: Any, day: Day) -> str | None:
    """The code of the state in force on the day, such as "lasna"; None before the first.

    Source: OPH herätepalvelu, common; OPH eHOKS, opiskeluoikeus.clj.
    """
    jakso = jakso_on_date(opiskeluoikeus, day)
    return None if jakso is None else code(jakso.get("tila"))


def in_terminal_state(opiskeluoikeus: Any, day: Day) -> bool:
    """Whether studying had ended on the day and on the day before.

    A state that begins on the very day does not count yet. Source: OPH eHOKS, EH-1228.
    """
    states = {code(jakso.get("tila")) for jakso in _jaksot(opiskeluoikeus)}
    if states.isdisjoint(TERMINAL):
        return False
    eve = some_day(day) - timedelta(days=1)
    return {tila_on_date(opiskeluoikeus, day), tila_on_date(opiskeluoikeus, eve)} <= TERMINAL


def feedback_collecting_prevented(opiskeluoikeus: Any, day: Day) -> bool:
    """Whether others than the state pay (opintojenRahoitus 6, 14 or 15) on the day.

    Before the first state nobody pays, so nothing is prevented: eHOKS, not herätepalvelu.

    Source: OPH eHOKS, palaute.clj.
    """
    if not any(_is_paid_by_others(jakso) for jakso in _jaksot(opiskeluoikeus)):
        return False
    return _is_paid_by_others(jakso_on_date(opiskeluoikeus, day) or {})


def _is_paid_by_others(jakso: Row) -> bool:
    return code(jakso.get("opintojenRahoitus", jakso.get("rahoitus"))) in OUTSIDE_FUNDING


def suoritus_types(opiskeluoikeus: Row) -> set[str | None]:
    return {code(suoritus.get("tyyppi")) for suoritus in opiskeluoikeus.get("suoritukset") or ()}


def ammatillinen_suoritus(types: Iterable[str | None]) -> bool:
    """Whether one of the types of suoritus is a vocational qualification, whole or in part.

    Source: OPH eHOKS, opiskeluoikeus/suoritus.clj.
    """
    return not VOCATIONAL.isdisjoint(types)


def osaamisalat_on_date(osaamisalat: Iterable[Row] | None, day: Day) -> list[str | None]:
    """The codes of [{alku, loppu, koodiarvo or osaamisala}] that are in force on the day.

    Source: OPH eHOKS, opiskeluoikeus/suoritus.clj.
    """
    return [code(row.get("osaamisala") or row) for row in osaamisalat or () if in_jakso(row, day)]


def toimipiste_oid(oid: str | None, tyypit: Iterable[str] | None) -> str | None:
    """The OID, when the organisation is a site (organisaatiotyyppi_03) and nothing else.

    Source: OPH eHOKS, palaute.clj.
    """
    return oid if "organisaatiotyyppi_03" in (tyypit or ()) else None
