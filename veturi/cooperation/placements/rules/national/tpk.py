"""The half-yearly survey of workplaces (työpaikkakysely, TPK), which the provider sends itself.

Source: OPH herätepalvelu, tpk/tpkCommon and tpk/tpkNiputusHandler; decree 1244/2020, 19 and 20 §.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from veturi.cooperation.placements.rules.national.days import (
    JULY,
    Day,
    Row,
    months_before,
    some_day,
)
from veturi.cooperation.placements.rules.national.names import normalize_workplace_name

NOT_BUNDLED = "ei_niputeta"
ENTREPRENEUR = "02"
NEEDED = ("koulutustoimija", "tyopaikan_nimi", "tyopaikan_ytunnus", "jakso_loppupvm", "tunnus")
MONTHS_AFTER = 2


def tpk_kausi(day: Day) -> dict[str, str]:
    """The season of a period that ends on the day: {"alku", "loppu"}, 1.1.–30.6. or 1.7.–31.12.

    Source: OPH herätepalvelu, tpk/tpkCommon; decree 1244/2020, 19–20 §.
    """
    first, last = _season(some_day(day))
    return {"alku": first.isoformat(), "loppu": last.isoformat()}


def tpk_current_kausi(today: Day) -> dict[str, str]:
    """The season that is handled today: that of two months ago, while its answering lasts.

    Source: OPH herätepalvelu, tpk/tpkCommon.
    """
    return tpk_kausi(months_before(some_day(today), MONTHS_AFTER))


def tpk_vastaamisajan_alkupvm(jakso_loppupvm: Day) -> str:
    """The first day to answer: the day after the season of the period, 1.7. or 1.1.

    Source: OPH herätepalvelu, tpk/tpkNiputusHandler; decree 1244/2020, 20 §.
    """
    return _answering(some_day(jakso_loppupvm))[0].isoformat()


def tpk_vastaamisajan_loppupvm(jakso_loppupvm: Day) -> str:
    """The last day to answer: two months after the season, 31.8. or the last of February.

    Source: OPH herätepalvelu, tpk/tpkNiputusHandler; decree 1244/2020, 20 §.
    """
    return _answering(some_day(jakso_loppupvm))[1].isoformat()


def tpk_scan_window(today: Day) -> dict[str, str]:
    """Of which periods bundles are made today: those that ended between "start" and "end".

    Source: OPH herätepalvelu, tpk/tpkNiputusHandler.
    """
    season = tpk_current_kausi(today)
    return {"start": season["alku"], "end": min(season["loppu"], some_day(today).isoformat())}


def tpk_jakso_valid(jakso: Row) -> bool:
    """Whether the workplace is asked for the period: all is known, and no entrepreneur.

    oppisopimuksen_perusta "02" is an entrepreneur in an apprenticeship only.

    Source: OPH herätepalvelu, tpk/tpkNiputusHandler.
    """
    entrepreneur = (
        jakso.get("hankkimistapa_tyyppi") == "oppisopimus"
        and jakso.get("oppisopimuksen_perusta") == ENTREPRENEUR
    )
    return not entrepreneur and all(jakso.get(name) for name in NEEDED)


def tpk_nippu(jakso: Row) -> dict[str, str]:
    """The bundle of a valid period: its id and name, its season, the days to answer.

    Source: OPH herätepalvelu, tpk/tpkNiputusHandler.
    """
    ended = some_day(jakso["jakso_loppupvm"])
    season, answering = tpk_kausi(ended), _answering(ended)
    name = normalize_workplace_name(jakso["tyopaikan_nimi"])
    party = f"{name}/{jakso['tyopaikan_ytunnus']}/{jakso['koulutustoimija']}"
    return {
        "nippu-id": f"{party}/{season['alku']}_{season['loppu']}",
        "tyopaikan-nimi": jakso["tyopaikan_nimi"],
        "tyopaikan-nimi-normalisoitu": name,
        "vastaamisajan-alkupvm": answering[0].isoformat(),
        "vastaamisajan-loppupvm": answering[1].isoformat(),
        "tyopaikan-ytunnus": jakso["tyopaikan_ytunnus"],
        "koulutustoimija-oid": jakso["koulutustoimija"],
        "tiedonkeruu-alkupvm": season["alku"],
        "tiedonkeruu-loppupvm": season["loppu"],
    }


def tpk_niputus(
    jaksot: Iterable[Row], niput: Iterable[Row], today: Day
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A night's bundling: (periods with their "tpk-niputuspvm", all bundles by now).

    A bundle that is there keeps its day; a period that is not asked about is "ei_niputeta".

    Source: OPH herätepalvelu, tpk/tpkNiputusHandler.
    """
    known = {nippu["nippu-id"]: {**nippu} for nippu in niput}
    bundled = [{**jakso, "tpk-niputuspvm": _bundled(jakso, known, today)} for jakso in jaksot]
    return bundled, list(known.values())


def _bundled(jakso: Row, known: dict[str, dict[str, Any]], today: Day) -> str:
    if not tpk_jakso_valid(jakso):
        return NOT_BUNDLED
    nippu = tpk_nippu(jakso)
    fresh = {**nippu, "niputuspvm": some_day(today).isoformat()}
    return str(known.setdefault(nippu["nippu-id"], fresh)["niputuspvm"])


def _season(day: date) -> tuple[date, date]:
    if day.month < JULY:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, JULY, 1), date(day.year, 12, 31)


def _answering(ended: date) -> tuple[date, date]:
    """From the day after the season to the end of the second month."""
    first = _season(ended)[1] + timedelta(days=1)
    return first, date(first.year, first.month + MONTHS_AFTER, 1) - timedelta(days=1)
