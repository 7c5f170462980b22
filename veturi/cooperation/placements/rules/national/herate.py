"""The rows that a HOKS sets off (heräte): its workplace periods as the register will hold them.

Source: OPH eHOKS, palaute/tyoelama.clj (`build-jaksoherate-record-for-heratepalvelu`).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from veturi.cooperation.placements.rules.national.bundling import bundle_key, tep_nippu
from veturi.cooperation.placements.rules.national.days import Day, Row, some_day
from veturi.cooperation.placements.rules.national.eligibility import is_workplace_period
from veturi.cooperation.placements.rules.national.names import normalize_workplace_name
from veturi.cooperation.placements.rules.national.surveys import survey_days

OF_THE_PART = ("tutkinnon-osa-koodi-uri", "nimi")


def osaamisen_hankkimistavat(hoks: Row) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each way of learning of a HOKS with its path, as the register goes through them.

    Vocational parts, local parts, areas of common parts; with the part's code or name.
    """
    parts = (*_parts(hoks, "hankittavat-ammat-tutkinnon-osat"),)
    parts += (*_parts(hoks, "hankittavat-paikalliset-tutkinnon-osat"),)
    parts += (*_areas(hoks),)
    for path, part in parts:
        told = {name: part[name] for name in OF_THE_PART if name in part}
        for place, oht in _parts(part, "osaamisen-hankkimistavat"):
            yield f"{path}.{place}", {**told, **oht}


def _parts(whole: Row, name: str) -> Iterator[tuple[str, Row]]:
    """Those that can be read: a payload that somebody sends may hold anything."""
    parts = whole.get(name)
    for n, part in enumerate(parts if isinstance(parts, list | tuple) else ()):
        if isinstance(part, Mapping):
            yield f"{name}[{n}]", part


def _areas(hoks: Row) -> Iterator[tuple[str, Row]]:
    for path, whole in _parts(hoks, "hankittavat-yhteiset-tutkinnon-osat"):
        told = {name: whole[name] for name in OF_THE_PART if name in whole}
        for place, area in _parts(whole, "osa-alueet"):
            yield f"{path}.{place}", {**told, **area}


def tyopaikkajaksot(hoks: Row) -> list[dict[str, Any]]:
    """The workplace periods of a HOKS in the register's order.

    Source: OPH eHOKS, palaute/tyoelama.clj.
    """
    return [oht for _, oht in osaamisen_hankkimistavat(hoks) if is_workplace_period(oht)]


def herate_row(
    jakso: Row, hoks: Row, opiskeluoikeus: Row, today: Day, *, hoks_id: int
) -> dict[str, Any]:
    """A period as a row of the register, what is not known left out.

    `opiskeluoikeus` is {oid, koulutustoimija, oppilaitos, toimipiste, tutkinto, tutkintonimikkeet,
    osaamisala}; `hoks_id` is the number of the HOKS in eHOKS.

    Source: OPH eHOKS, palaute/tyoelama.clj.
    """
    row = {
        **_of_the_period(jakso),
        **_of_the_workplace(jakso),
        **_of_the_study_right(opiskeluoikeus),
        **survey_days(jakso["loppu"], today),
        "hoks_id": hoks_id,
        "oppija_oid": hoks.get("oppija-oid"),
        "opiskeluoikeus_oid": hoks.get("opiskeluoikeus-oid"),
        "ohjaaja_ytunnus_kj_tutkinto": bundle_key(**_party(jakso, opiskeluoikeus)),
        "tallennuspvm": some_day(today).isoformat(),
        "tpk-niputuspvm": "ei_maaritelty",
    }
    return {name: value for name, value in row.items() if value is not None}


def herate_nippu(jakso: Row, opiskeluoikeus: Row, today: Day) -> dict[str, str]:
    """The bundle the period belongs to when it is handled today.

    Source: OPH eHOKS, palaute/tyoelama/nippu.clj.
    """
    return tep_nippu(
        **_party(jakso, opiskeluoikeus),
        tyopaikka=_workplace(jakso)["tyopaikan-nimi"],
        niputuspvm=survey_days(jakso["loppu"], today)["niputuspvm"] or today,
        keskeytymisajanjaksot=jakso.get("keskeytymisajanjaksot") or (),
    )


def _party(jakso: Row, opiskeluoikeus: Row) -> dict[str, str]:
    return {
        "ohjaaja": _workplace(jakso)["vastuullinen-tyopaikka-ohjaaja"]["nimi"],
        "y_tunnus": _workplace(jakso)["tyopaikan-y-tunnus"],
        "koulutustoimija": opiskeluoikeus["koulutustoimija"],
        "tutkinto": opiskeluoikeus["tutkinto"],
    }


def _workplace(jakso: Row) -> Row:
    found: Row = jakso["tyopaikalla-jarjestettava-koulutus"]
    return found


def _of_the_period(jakso: Row) -> dict[str, Any]:
    return {
        "yksiloiva_tunniste": jakso.get("yksiloiva-tunniste"),
        "hankkimistapa_tyyppi": _last(jakso.get("osaamisen-hankkimistapa-koodi-uri")),
        "oppisopimuksen_perusta": _last(jakso.get("oppisopimuksen-perusta-koodi-uri")),
        "jakso_alkupvm": jakso.get("alku"),
        "jakso_loppupvm": jakso.get("loppu"),
        "osa_aikaisuus": jakso.get("osa-aikaisuustieto"),
        "tutkinnonosa_koodi": jakso.get("tutkinnon-osa-koodi-uri"),
        "tutkinnonosa_nimi": jakso.get("nimi"),
    }


def _of_the_workplace(jakso: Row) -> dict[str, Any]:
    workplace = _workplace(jakso)
    instructor = workplace["vastuullinen-tyopaikka-ohjaaja"]
    return {
        "tyopaikan_nimi": workplace["tyopaikan-nimi"],
        "tyopaikan_normalisoitu_nimi": normalize_workplace_name(workplace["tyopaikan-nimi"]),
        "tyopaikan_ytunnus": workplace["tyopaikan-y-tunnus"],
        "ohjaaja_nimi": instructor["nimi"],
        "ohjaaja_email": instructor.get("sahkoposti"),
        "ohjaaja_puhelinnumero": instructor.get("puhelinnumero"),
    }


def _of_the_study_right(opiskeluoikeus: Row) -> dict[str, Any]:
    return {
        "koulutustoimija": opiskeluoikeus["koulutustoimija"],
        "oppilaitos": opiskeluoikeus.get("oppilaitos"),
        "toimipiste_oid": opiskeluoikeus.get("toimipiste"),
        "tutkinto": opiskeluoikeus["tutkinto"],
        "tutkintonimike": _listed(opiskeluoikeus.get("tutkintonimikkeet")),
        "osaamisala": _listed(opiskeluoikeus.get("osaamisala")),
    }


def _last(code_uri: str | None) -> str | None:
    """The code at the end: "oppisopimus" of "osaamisenhankkimistapa_oppisopimus"."""
    return None if code_uri is None else code_uri.rpartition("_")[2]


def _listed(codes: Iterable[str] | None) -> str:
    """Codes as the register writes a list: ("12345" "23456"); "" of none."""
    inside = " ".join(f'"{code}"' for code in codes or ())
    return f"({inside})" if inside else ""
