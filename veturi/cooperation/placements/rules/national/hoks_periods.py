"""The rules of eHOKS for one way of learning (osaamisen hankkimistapa) of a HOKS.

Source: OPH eHOKS, hoks/schema.clj. The dates from which a rule holds are dates of the period's end.
"""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date
from itertools import pairwise
from typing import Any

from veturi.cooperation.placements.rules.national.days import Row, day_of
from veturi.cooperation.placements.rules.national.eligibility import is_workplace_period
from veturi.cooperation.placements.rules.national.herate import osaamisen_hankkimistavat
from veturi.cooperation.placements.rules.national.hoks_shape import Fault
from veturi.cooperation.placements.rules.national.kesto import is_osa_aikaisuus
from veturi.cooperation.placements.rules.national.study_rights import (
    code,
    opiskeluoikeusjaksot,
    suoritus_types,
)

LONGEST_YEARS = 5
PERUSTA_FROM = date(2021, 7, 1)
Y_TUNNUS_FROM = date(2021, 8, 26)
OSA_AIKAISUUS_FROM = date(2023, 7, 1)
APPRENTICESHIP = "osaamisenhankkimistapa_oppisopimus"
# In other states, such as eronnut, the days of the study right bind no period.
BINDING = frozenset({None, "lasna", "valmistunut", "valiaikaisestikeskeytynyt"})


def period_faults(payload: Row, opiskeluoikeus: Row | None) -> Iterator[Fault]:
    """(path, sentence) of what is wrong with each way of learning, beside its shape."""
    right = opiskeluoikeus or {}
    telma = "telma" in {right.get("suoritus"), *suoritus_types(right)}
    for path, oht in osaamisen_hankkimistavat(payload):
        for sentence, wrong in {**_gaps(oht, telma=telma), **_days(oht, right)}.items():
            if wrong:
                yield path, sentence


def lenient_day(value: Any) -> date | None:
    """The day, or None of what is none: that is a fault of shape."""
    try:
        return day_of(value)
    except (TypeError, ValueError):
        return None


def _gaps(oht: Row, *, telma: bool) -> dict[str, bool]:
    loppu = lenient_day(oht.get("loppu")) or date.min
    workplace = oht.get("tyopaikalla-jarjestettava-koulutus")
    at_workplace = is_workplace_period(oht)
    return {
        "Lisää osa-aikaisuustieto, joka on välillä 1-100.": at_workplace
        and loppu >= OSA_AIKAISUUS_FROM
        and not telma
        and not is_osa_aikaisuus(oht.get("osa-aikaisuustieto")),
        "Lisää työpaikkajaksoon yksilöivä tunniste.": at_workplace
        and not oht.get("yksiloiva-tunniste"),
        "Lisää työpaikkajaksoon työpaikan Y-tunnus.": isinstance(workplace, Mapping)
        and loppu >= Y_TUNNUS_FROM
        and workplace.get("tyopaikan-y-tunnus") is None,
        "Lisää jaksoon oppisopimuksen perustan koodi-uri.": loppu >= PERUSTA_FROM
        and oht.get("osaamisen-hankkimistapa-koodi-uri") == APPRENTICESHIP
        and not oht.get("oppisopimuksen-perusta-koodi-uri"),
    }


def _days(oht: Row, right: Row) -> dict[str, bool]:
    alku, loppu = lenient_day(oht.get("alku")), lenient_day(oht.get("loppu"))
    if alku is None or loppu is None:
        return {}
    first, last = _days_of(right)
    return {
        "Korjaa alku- ja loppupäivämäärä oikein päin.": loppu < alku,
        "Korjaa jakso enintään 5 vuoden pituiseksi.": loppu > _years_after(alku, LONGEST_YEARS),
        "Korjaa keskeytymisajanjaksot niin, etteivät ne mene päällekkäin.": _overlap(oht),
        "Korjaa alkupäivä aikaisintaan opiskeluoikeuden alkamispäiväksi.": first is not None
        and alku < first,
        "Korjaa loppupäivä viimeistään opiskeluoikeuden arvioiduksi päättymispäiväksi.": last
        is not None
        and loppu > last,
    }


def _days_of(right: Row) -> tuple[date | None, date | None]:
    """The days that bind: (alkamispäivä, arvioitu päättymispäivä) of a right in force."""
    states = opiskeluoikeusjaksot(right)
    if states and code(states[-1].get("tila")) not in BINDING:
        return None, None
    first = right.get("alkamispaiva") or right.get("alkamispäivä")
    last = right.get("arvioituPaattymispaiva") or right.get("arvioituPäättymispäivä")
    return lenient_day(first), lenient_day(last)


def _years_after(day: date, years: int) -> date:
    """The same day in later years; 28.2. for 29.2. where there is none."""
    leap_day = (day.month, day.day) == (2, 29)
    return (day.replace(day=28) if leap_day else day).replace(year=min(day.year + years, MAXYEAR))


def _overlap(oht: Row) -> bool:
    """Whether an interruption begins before the one before it has ended, or that one is open."""
    ranges = oht.get("keskeytymisajanjaksot")
    spans = [
        (lenient_day(span.get("alku")) or date.min, lenient_day(span.get("loppu")) or date.max)
        for span in (ranges if isinstance(ranges, list | tuple) else ())
        if isinstance(span, Mapping)
    ]
    return any(ended >= begins for (_, ended), (begins, _) in pairwise(sorted(spans)))
