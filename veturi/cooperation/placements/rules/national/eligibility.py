"""Whether a survey of the instructor is asked for a period, and if not, why not.

Source: OPH eHOKS, palaute/tyoelama.clj (`initial-palaute-state-and-reason`), in its order.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from veturi.cooperation.placements.rules.national.days import Day, Row, day_of, in_jakso, some_day
from veturi.cooperation.placements.rules.national.kesto import is_osa_aikaisuus
from veturi.cooperation.placements.rules.national.study_rights import (
    ammatillinen_suoritus,
    code,
    feedback_collecting_prevented,
    in_terminal_state,
    suoritus_types,
)
from veturi.cooperation.placements.rules.national.surveys import (
    needs_osa_aikaisuus,
    valid_herate_date,
)

WORKPLACE_PERIODS = (
    "osaamisenhankkimistapa_koulutussopimus",
    "osaamisenhankkimistapa_oppisopimus",
)
UNHANDLED = frozenset({"odottaa_kasittelya", "ei_laheteta"})
WAITS = "odottaa-kasittelya"
NOT_SENT = "ei-laheteta"
STUDY_RIGHT = "opiskeluoikeus-oid"
# Which state of a survey may follow which.
PALAUTE_STATES: dict[str, tuple[str, ...]] = {
    "odottaa_kasittelya": (
        "vastaajatunnus_muodostettu",
        "kysely_muodostettu",
        "ei_laheteta",
        "heratepalvelussa",
    ),
    "vastaajatunnus_muodostettu": ("niputettu",),
    "niputettu": ("tpk_niputettu",),
    "kysely_muodostettu": ("odottaa_lahetysta", "vastattu", "vastausaika_loppunut"),
    "odottaa_lahetysta": ("lahetetty", "lahetys_epaonnistunut"),
}
Verdict = tuple[str | None, str, str]


@dataclass(frozen=True)
class _Case:
    jakso: Row
    hoks: Row
    opiskeluoikeus: Row
    today: date

    @property
    def loppu(self) -> date:
        return some_day(self.jakso.get("loppu"))

    @property
    def types(self) -> set[str | None]:
        return suoritus_types(self.opiskeluoikeus)


def eligibility(
    jakso: Row | None,
    hoks: Row | None,
    opiskeluoikeus: Row | None,
    today: Day,
    *,
    existing_palaute: Row | None = None,
    exists_in_heratepalvelu: bool = False,
) -> Verdict:
    """(state, field, reason): the first of the seventeen checks that decides.

    The state is "odottaa-kasittelya", "ei-laheteta", "heratepalvelussa", or None when no survey
    comes of it or the one there is stays. `jakso` is an osaamisen hankkimistapa of a HOKS, None
    when it is gone from there; `opiskeluoikeus` is Koski's, None when it is not found;
    `existing_palaute` is {"tila"}, the survey of the period so far.

    Source: OPH eHOKS, palaute/tyoelama.clj; decree 1244/2020, 19 §.
    """
    if existing_palaute is not None and not _is_unhandled(existing_palaute):
        return None, "yksiloiva-tunniste", "jo-lahetetty"
    if jakso is None:
        return NOT_SENT, "osaamisen-hankkimistapa", "poistunut"
    if day_of(jakso.get("loppu")) is None:
        return None, "loppu", "ei-ole"
    case = _Case(jakso, hoks or {}, opiskeluoikeus or {}, some_day(today))
    refusals = _refusals(case, exists_in_heratepalvelu, opiskeluoikeus is not None)
    return next(refusals, (WAITS, "loppu", "hoks-tallennettu"))


def _is_unhandled(palaute: Row) -> bool:
    return str(palaute.get("tila")).replace("-", "_") in UNHANDLED


def _refusals(case: _Case, in_heratepalvelu: bool, found: bool) -> Iterator[Verdict]:
    yield from _first(_OF_THE_PERIOD, case)
    if in_heratepalvelu:
        yield "heratepalvelussa", "loppu", "heratepalvelun-vastuulla"
    if not found:
        yield None, STUDY_RIGHT, "ei-loydy"
    yield from _first(_OF_THE_STUDY_RIGHT, case)


def state_when_saved(state: str | None, field: str) -> str | None:
    """The state that is kept when a HOKS is saved: one that the study right decides waits.

    Koski can be put right before the period ends; on that day it is asked again.

    Source: OPH eHOKS, palaute/tyoelama.clj.
    """
    return WAITS if field == STUDY_RIGHT else state


def fully_keskeytynyt(jakso: Row) -> bool:
    """Whether the period {loppu, keskeytymisajanjaksot} is interrupted on its last day.

    An interruption without an end counts (eHOKS; herätepalvelu did not count it). Without a last
    day nothing is interrupted on it.

    Source: OPH eHOKS, palaute/tyoelama.clj.
    """
    loppu = day_of(jakso.get("loppu"))
    ranges = jakso.get("keskeytymisajanjaksot") or ()
    return loppu is not None and any(in_jakso(span, loppu) for span in ranges)


def is_workplace_period(jakso: Row) -> bool:
    return jakso.get("osaamisen-hankkimistapa-koodi-uri") in WORKPLACE_PERIODS


def is_tuva_related(hoks: Row) -> bool:
    """Whether a HOKS is a TUVA-HOKS or stands beside one."""
    return bool(hoks.get("hankittavat-koulutuksen-osat") or hoks.get("tuva-opiskeluoikeus-oid"))


def _lacks_contacts(case: _Case) -> bool:
    workplace = case.jakso.get("tyopaikalla-jarjestettava-koulutus") or {}
    instructor = workplace.get("vastuullinen-tyopaikka-ohjaaja")
    name = instructor.get("nimi") if isinstance(instructor, Mapping) else instructor
    told = (name, workplace.get("tyopaikan-nimi"), workplace.get("tyopaikan-y-tunnus"))
    return not (is_workplace_period(case.jakso) and all(_is_text(text) for text in told))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _lacks_osa_aikaisuus(case: _Case) -> bool:
    share = case.jakso.get("osa-aikaisuustieto")
    return needs_osa_aikaisuus(case.loppu) and not is_osa_aikaisuus(share)


Check = tuple[Callable[[_Case], bool], str, str]
_OF_THE_PERIOD: tuple[Check, ...] = (
    (_lacks_contacts, "tyopaikalla-jarjestettava-koulutus", "puuttuva-yhteystieto"),
    (_lacks_osa_aikaisuus, "osa-aikaisuustieto", "ei-ole"),
    (lambda case: fully_keskeytynyt(case.jakso), "keskeytymisajanjaksot", "jakso-keskeytynyt"),
    (
        lambda case: not valid_herate_date(case.loppu, case.today),
        "loppu",
        "eri-rahoituskaudella",
    ),
    (lambda case: is_tuva_related(case.hoks), "tuva-opiskeluoikeus-oid", "tuva-opiskeluoikeus"),
)
_OF_THE_STUDY_RIGHT: tuple[Check, ...] = (
    (lambda case: not ammatillinen_suoritus(case.types), STUDY_RIGHT, "ei-ammatillinen"),
    (lambda case: "telma" in case.types, STUDY_RIGHT, "ei-ammatillinen"),
    (
        lambda case: in_terminal_state(case.opiskeluoikeus, case.loppu),
        STUDY_RIGHT,
        "opiskelu-paattynyt",
    ),
    (
        lambda case: feedback_collecting_prevented(case.opiskeluoikeus, case.loppu),
        STUDY_RIGHT,
        "ulkoisesti-rahoitettu",
    ),
    (
        lambda case: code(case.opiskeluoikeus.get("tyyppi")) == "tuva",
        STUDY_RIGHT,
        "tuva-opiskeluoikeus",
    ),
    (
        lambda case: case.opiskeluoikeus.get("sisältyyOpiskeluoikeuteen") is not None,
        STUDY_RIGHT,
        "liittyva-opiskeluoikeus",
    ),
)


def _first(checks: tuple[Check, ...], case: _Case) -> Iterator[Verdict]:
    return ((NOT_SENT, field, reason) for holds, field, reason in checks if holds(case))
