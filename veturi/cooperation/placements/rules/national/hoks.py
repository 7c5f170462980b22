"""What eHOKS would say against a HOKS: its rules of shape, of dates and of the study right.

Source: OPH eHOKS, hoks/schema.clj and hoks.clj. The rules of one period are in `hoks_periods.py`,
the fields in `hoks_fields.py`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from veturi.cooperation.placements.rules.national.days import Day, Row, day_of
from veturi.cooperation.placements.rules.national.hoks_fields import METHODS, PARTS
from veturi.cooperation.placements.rules.national.hoks_periods import lenient_day, period_faults
from veturi.cooperation.placements.rules.national.hoks_shape import Fault, shape_faults
from veturi.cooperation.placements.rules.national.study_rights import code

REACHED_AFTER = date(2018, 1, 1)
AHEAD = timedelta(days=14)
TYPES = frozenset({"ammatillinenkoulutus", "tuva"})
NOT_IN_TUVA = (*PARTS, "tuva-opiskeluoikeus-oid")
CORE = ("ensikertainen-hyvaksyminen", "osaamisen-hankkimisen-tarve")
REACHED = (
    "Osaaminen voidaan merkitä saavutetuksi enintään kaksi viikkoa tulevaisuuteen"
    " ja vähintään vuodelle 2018."
)
ARCHIVED = "Archived HOKS with given opiskeluoikeus oid found"
EXISTS = "HOKS with the same opiskeluoikeus-oid already exists"
UNCHANGED = {
    "opiskeluoikeus-oid": "not allowed!",
    "oppija-oid": "only allowed with latest master oppija oid!",
}
SUPPORT = ("alku", "loppu", "tutkinnon-osan-tyyppi-koodi-uri")
SUPPORT_OF_A_PART = "ammatillinenkoulutusoppimisentuentyyppi_01"


def hoks_problems(
    payload: object,
    opiskeluoikeudet: Mapping[str, Any] | None,
    today: Day | None,
    *,
    method: str | None = None,
    stored: Collection[Row] | None = None,
    oppijat: Collection[str] | None = None,
) -> list[str]:
    """What eHOKS would say against the HOKS, each sentence once; [] when it would take it.

    The same as `hoks_faults`, without the places.

    Source: OPH eHOKS, hoks/schema.clj and hoks.clj.
    """
    faults = hoks_faults(
        payload, opiskeluoikeudet, today, method=method, stored=stored, oppijat=oppijat
    )
    return list(dict.fromkeys(sentence for _, sentence in faults))


def hoks_faults(
    payload: object,
    opiskeluoikeudet: Mapping[str, Any] | None,
    today: Day | None,
    *,
    method: str | None = None,
    stored: Collection[Row] | None = None,
    oppijat: Collection[str] | None = None,
) -> list[Fault]:
    """[(path, sentence)], the path as "hankittavat-ammat-tutkinnon-osat[0].koodi-uri".

    `payload` is what is sent; without a `method` ("POST", "PUT", "PATCH") its fields tell which.
    `opiskeluoikeudet` are {oid: {tyyppi, suoritus, tila: [{alku, tila}], alkamispaiva,
    arvioituPaattymispaiva}} or Koski's own; with none at hand (None, {}) the rules that ask them
    are passed over, and one without a type says that Koski gave no answer. `stored` are the HOKSes
    of eHOKS, [{id, oppija-oid, opiskeluoikeus-oid, poistettu}], `oppijat` the OIDs of its
    students; None: not known, not asked. Without `today` a goal may be reached in the future.
    Raises ValueError for another method.

    Source: OPH eHOKS, hoks/schema.clj and hoks.clj.
    """
    way = method or _method_of(payload)
    if way not in METHODS:
        raise ValueError(f"no method {method!r}")
    faults = list(shape_faults(payload, way))
    if not isinstance(payload, Mapping):
        return faults
    hoks = _Hoks(payload, _old(payload, stored), opiskeluoikeudet or {})
    faults += period_faults(payload, hoks.right)
    faults += _faults_of_the_whole(hoks, day_of(today))
    faults += _faults_of_the_study_right(hoks)
    faults += _faults_in_ehoks(hoks, way, stored)
    oppija = payload.get("oppija-oid")
    if oppijat is not None and isinstance(oppija, str) and oppija not in oppijat:
        faults.append(("oppija-oid", f"Oppija `{oppija}` not found in Oppijanumerorekisteri"))
    return faults


def _method_of(payload: object) -> str:
    if not isinstance(payload, Mapping) or "id" not in payload:
        return "POST"
    whole = all(name in payload for name in CORE) or any(name in payload for name in PARTS)
    return "PUT" if whole else "PATCH"


def _old(payload: Row, stored: Collection[Row] | None) -> Row:
    """The HOKS as it is in eHOKS, where the payload names it."""
    wanted = payload.get("id")
    return next((row for row in stored or () if wanted is not None and row.get("id") == wanted), {})


@dataclass(frozen=True)
class _Hoks:
    payload: Row
    old: Row
    rights: Mapping[str, Any]

    @property
    def oid(self) -> Any:
        return self.payload.get("opiskeluoikeus-oid", self.old.get("opiskeluoikeus-oid"))

    @property
    def right(self) -> Row | None:
        """The study right, where Koski told of it."""
        found = self.rights.get(self.oid) if isinstance(self.oid, str) else None
        return found if found and found.get("tyyppi") is not None else None

    @property
    def is_tuva(self) -> bool:
        if self.right is None:
            return bool(self.payload.get("hankittavat-koulutuksen-osat"))
        return code(self.right["tyyppi"]) == "tuva"


def _faults_of_the_whole(hoks: _Hoks, today: date | None) -> Iterator[Fault]:
    reached = lenient_day(hoks.payload.get("osaamisen-saavuttamisen-pvm"))
    if reached and not REACHED_AFTER < reached <= (today + AHEAD if today else date.max):
        yield "osaamisen-saavuttamisen-pvm", REACHED
    yield from _faults_of_tuva(hoks)
    support = hoks.payload.get("oppimisen-tuki")
    for n, one in enumerate(support if isinstance(support, list) else ()):
        if isinstance(one, Mapping) and not _support_fits(one):
            sentence = "Anna alku, loppu ja tutkinnon osan tyyppi tuelle 01, ei muille."
            yield f"oppimisen-tuki[{n}]", sentence


def _support_fits(support: Row) -> bool:
    """Support of kind 01 has its days and its part; the other kinds have none of these."""
    of_a_part = support.get("oppimisen-tuen-tyyppi-koodi-uri") == SUPPORT_OF_A_PART
    return {name in support for name in SUPPORT} == {of_a_part}


def _faults_of_tuva(hoks: _Hoks) -> Iterator[Fault]:
    if hoks.is_tuva:
        for name in NOT_IN_TUVA:
            if hoks.payload.get(name):
                yield name, f"Poista kenttä `{name}`: sitä ei sallita TUVA-HOKSilla."
    elif hoks.payload.get("hankittavat-koulutuksen-osat"):
        sentence = "Poista hankittavat koulutuksen osat: ne sallitaan vain TUVA-HOKSilla."
        yield "hankittavat-koulutuksen-osat", sentence


def _faults_of_the_study_right(hoks: _Hoks) -> Iterator[Fault]:
    name = "opiskeluoikeus-oid"
    if hoks.right is not None:
        if code(hoks.right["tyyppi"]) not in TYPES:
            yield name, "Opiskeluoikeuden tyypin on oltava ammatillinenkoulutus tai tuva."
    elif hoks.rights and isinstance(hoks.oid, str):
        unanswered = hoks.rights.get(hoks.oid) is not None
        missing = f"Opiskeluoikeus `{hoks.oid}` not found in Koski"
        yield name, "Error while contacting Koski" if unanswered else missing


def _faults_in_ehoks(hoks: _Hoks, method: str, stored: Collection[Row] | None) -> Iterator[Fault]:
    """What only eHOKS knows: which HOKSes there are, and whose they are."""
    if stored is None:
        return
    if method != "POST":
        yield from _faults_of_a_change(hoks)
    else:
        same = [row for row in stored if row.get("opiskeluoikeus-oid") == hoks.oid]
        yield from (
            ("opiskeluoikeus-oid", ARCHIVED if row.get("poistettu") else EXISTS) for row in same
        )


def _faults_of_a_change(hoks: _Hoks) -> Iterator[Fault]:
    if not hoks.old and "id" in hoks.payload:
        yield "id", "HOKS not found with given HOKS ID"
    for name, end in UNCHANGED.items():
        old, new = hoks.old.get(name), hoks.payload.get(name)
        if old and new and old != new:
            yield (
                name,
                (
                    f"Tried to update `{name}` from `{old}` to `{new}` but updating"
                    f" `{name}` in HOKS is {end}"
                ),
            )
