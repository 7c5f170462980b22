"""Periods of one instructor are bundled (niputus) into one link to one survey.

Source: OPH eHOKS, palaute/tyoelama/nippu.clj, and herätepalvelu, tep/niputusHandler and
tep/jaksoHandler.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any

from veturi.cooperation.placements.rules.national.days import Day, Row, some_day
from veturi.cooperation.placements.rules.national.names import normalize_workplace_name

NOT_BUNDLED = "ei_niputeta"
# What a message about a period must hold: texts that say something, and numbers.
TEXTS = (
    "tyyppi",
    "alkupvm",
    "loppupvm",
    "opiskeluoikeus-oid",
    "oppija-oid",
    "hankkimistapa-tyyppi",
    "tyopaikan-nimi",
    "tyopaikan-ytunnus",
    "tyopaikkaohjaaja-nimi",
    "yksiloiva-tunniste",
)
NUMBERS = ("hoks-id", "hankkimistapa-id", "tutkinnonosa-id")
OPTIONAL_TEXTS = (
    "tutkinnonosa-koodi",
    "tutkinnonosa-nimi",
    "tyopaikkaohjaaja-email",
    "tyopaikkaohjaaja-puhelinnumero",
    "oppisopimuksen-perusta",
)


def bundle_key(
    ohjaaja: str, y_tunnus: str, koulutustoimija: str, tutkinto: str, **_rest: object
) -> str:
    """Which periods are asked about in one survey: "Olli Ohjaaja/5523718-7/<OID>/<tutkinto>".

    The instructor is known by the name as it is written: two spellings are two bundles. What else
    a row of a bundle holds is no part of the key, and may be handed in. With the day of bundling
    the key names one bundle.

    Source: OPH eHOKS, palaute/tyoelama/nippu.clj; decree 1244/2020, 19 §.
    """
    return f"{ohjaaja}/{y_tunnus}/{koulutustoimija}/{tutkinto}"


def tep_nippu(
    *,
    ohjaaja: str,
    tyopaikka: str,
    y_tunnus: str,
    koulutustoimija: str,
    tutkinto: str,
    niputuspvm: Day,
    keskeytymisajanjaksot: Iterable[Row] = (),
) -> dict[str, str]:
    """The row of a bundle that a new period makes: its key, its day, and where it stands.

    A period with an interruption that has not ended is not bundled.

    Source: OPH eHOKS, palaute/tyoelama/nippu.clj.
    """
    interrupted = has_open_keskeytymisajanjakso(keskeytymisajanjaksot)
    return {
        "ohjaaja_ytunnus_kj_tutkinto": bundle_key(ohjaaja, y_tunnus, koulutustoimija, tutkinto),
        "ohjaaja": ohjaaja,
        "tyopaikka": tyopaikka,
        "ytunnus": y_tunnus,
        "koulutuksenjarjestaja": koulutustoimija,
        "tutkinto": tutkinto,
        "niputuspvm": some_day(niputuspvm).isoformat(),
        "kasittelytila": NOT_BUNDLED if interrupted else "ei_niputettu",
        "sms_kasittelytila": NOT_BUNDLED if interrupted else "ei_lahetetty",
    }


def has_open_keskeytymisajanjakso(ranges: Iterable[Row] | None) -> bool:
    """Whether one of the interruptions [{alku, loppu}] has no end.

    Source: OPH herätepalvelu, tep/jaksoHandler.
    """
    return any(not span.get("loppu") for span in ranges or ())


def niput_in_order(niput: Iterable[Row], today: Day) -> list[Row]:
    """Which bundles are made today, newest first: not made yet, and their day has come.

    Source: OPH herätepalvelu, tep/niputusHandler.
    """
    now = some_day(today)
    due = [
        nippu
        for nippu in niput
        if nippu.get("kasittelytila") == "ei_niputettu" and some_day(nippu["niputuspvm"]) <= now
    ]
    return sorted(due, key=lambda nippu: some_day(nippu["niputuspvm"]), reverse=True)


def jaksot_of_nippu(nippu: Row, jaksot: Iterable[Row], today: Day) -> list[Row]:
    """The periods that go into the bundle: of its key and day, with a token, still answerable.

    Source: OPH herätepalvelu, tep/niputusHandler.
    """
    own = ("ohjaaja_ytunnus_kj_tutkinto", "niputuspvm")
    return [
        jakso
        for jakso in jaksot
        if all(jakso.get(name) == nippu.get(name) for name in own)
        and jakso.get("tunnus")
        and "mitatoity" not in jakso
        and some_day(jakso.get("viimeinen_vastauspvm")) >= some_day(today)
    ]


def nippu_tunniste(tyopaikan_nimi: str, today: Day, rand: str) -> str:
    """The name of a bundle in Arvo: workplace of the first period, day, six letters of chance.

    Source: OPH herätepalvelu, tep/niputusHandler.
    """
    return f"{normalize_workplace_name(tyopaikan_nimi)}_{some_day(today).isoformat()}_{rand}"


def niputus_outcome(jaksot: int, response: Row | None = None) -> dict[str, Any]:
    """How making a bundle of so many periods came out, by what Arvo answered.

    Source: OPH herätepalvelu, tep/niputusHandler.
    """
    answer = response or {}
    if not jaksot:
        return {"kasittelytila": "ei-jaksoja"}
    if not answer.get("nippulinkki"):
        reason = answer.get("errors") or "no reason in response"
        return {"kasittelytila": "niputusvirhe", "reason": reason}
    return {
        "kasittelytila": "ei_lahetetty",
        "kyselylinkki": answer["nippulinkki"],
        "voimassaloppupvm": answer.get("voimassa_loppupvm"),
    }


def is_duplicate(
    hoks_id: Hashable,
    yksiloiva_tunniste: Hashable,
    hankkimistapa_id: Hashable,
    *,
    existing_hankkimistapa_ids: Collection[Hashable],
    existing_pairs: Iterable[Iterable[Hashable]],
) -> bool:
    """Whether the period is known already, by its own id or by (hoks_id, yksiloiva_tunniste).

    Source: OPH herätepalvelu, tep/jaksoHandler.
    """
    known = {tuple(pair) for pair in existing_pairs}
    return hankkimistapa_id in existing_hankkimistapa_ids or (hoks_id, yksiloiva_tunniste) in known


def is_valid_herate(herate: Row) -> bool:
    """Whether a message about an ended period holds all it must, and each interruption a start.

    Source: OPH herätepalvelu, tep/jaksoHandler.
    """
    ranges = herate.get("keskeytymisajanjaksot")
    return (
        all(isinstance(herate.get(name), str) and herate[name] for name in TEXTS)
        and all(_is_number(herate.get(name)) for name in NUMBERS)
        and all(isinstance(herate.get(name, ""), str | None) for name in OPTIONAL_TEXTS)
        and all(isinstance(span, Mapping) and span.get("alku") for span in ranges or ())
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
