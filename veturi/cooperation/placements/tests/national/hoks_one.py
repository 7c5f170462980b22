"""The HOKS of the register's examples, and the study rights beside it, in our own short form.

Source: OPH eHOKS 2a04d34f (EUPL), facts of its tests: hoks_test (hoks-1), palaute/tyoelama_test.
"""

from copy import deepcopy

OLLI = ("Olli Ohjaaja", "olli.ohjaaja@esimerkki.com", "0401111111")
MATTI = ("Matti Meikäläinen", "matti.meikalainen@esimerkki.com", "0402222222")
SCHOOL = None


def oht(name, way, alku, loppu, share, instructor=SCHOOL, breaks=()):
    code = {
        "koulutussopimus": "koulutussopimus",
        "oppisopimus": "oppisopimus",
        "oppilaitos": "oppilaitosmuotoinenkoulutus",
    }[way]
    row = {
        "yksiloiva-tunniste": name,
        "osaamisen-hankkimistapa-koodi-uri": f"osaamisenhankkimistapa_{code}",
        "osaamisen-hankkimistapa-koodi-versio": 1,
        "alku": alku,
        "loppu": loppu,
        "osa-aikaisuustieto": share,
    }
    if way == "oppisopimus":
        row |= {
            "oppisopimuksen-perusta-koodi-uri": "oppisopimuksenperusta_01",
            "oppisopimuksen-perusta-koodi-versio": 1,
        }
    if breaks:
        row["keskeytymisajanjaksot"] = [{"alku": first, "loppu": last} for first, last in breaks]
    if instructor:
        row["tyopaikalla-jarjestettava-koulutus"] = at_the_workplace(instructor)
    return row


def at_the_workplace(instructor):
    nimi, sahkoposti, puhelinnumero = instructor
    return {
        "vastuullinen-tyopaikka-ohjaaja": {
            "nimi": nimi,
            "sahkoposti": sahkoposti,
            "puhelinnumero": puhelinnumero,
        },
        "tyopaikan-nimi": "Ohjaus Oy",
        "tyopaikan-y-tunnus": "5523718-7",
        "keskeiset-tyotehtavat": ["Hälytysten valvonta", "Vuoronvaihdon tarkistukset"],
    }


def part(number, *ohts):
    return {
        "tutkinnon-osa-koodi-uri": f"tutkinnonosat_{number}",
        "tutkinnon-osa-koodi-versio": 1,
        "osaamisen-hankkimistavat": list(ohts),
    }


def area(code, *ohts):
    return {
        "osa-alue-koodi-uri": f"ammatillisenoppiaineet_{code}",
        "osa-alue-koodi-versio": 1,
        "osaamisen-hankkimistavat": list(ohts),
    }


def common_part(number, *areas):
    return {
        "tutkinnon-osa-koodi-uri": f"tutkinnonosat_{number}",
        "tutkinnon-osa-koodi-versio": 1,
        "osa-alueet": list(areas),
    }


HOKS_ONE = {
    "id": 12345,
    "oppija-oid": "1.2.246.562.24.12312312319",
    "opiskeluoikeus-oid": "1.2.246.562.15.10000000009",
    "osaamisen-hankkimisen-tarve": True,
    "ensikertainen-hyvaksyminen": "2023-04-16",
    "osaamisen-saavuttamisen-pvm": "2024-02-05",
    "hankittavat-ammat-tutkinnon-osat": [
        part(
            300268,
            oht("1", "oppisopimus", "2023-12-01", "2023-12-05", 100, OLLI),
            oht("2", "oppilaitos", "2023-10-01", "2023-10-10", 50),
        ),
        part(
            300269,
            oht(
                "3",
                "koulutussopimus",
                "2023-11-01",
                "2023-11-25",
                80,
                MATTI,
                breaks=[("2023-11-05", "2023-11-08"), ("2023-11-16", "2023-11-16")],
            ),
        ),
    ],
    "hankittavat-paikalliset-tutkinnon-osat": [
        {
            "nimi": "Testiosa",
            "osaamisen-hankkimistavat": [
                oht("4", "koulutussopimus", "2024-01-01", "2024-01-06", 100, OLLI)
            ],
        },
        {
            "nimi": "Testiosa 2",
            "osaamisen-hankkimistavat": [oht("5", "oppilaitos", "2024-02-01", "2024-02-03", 100)],
        },
    ],
    "hankittavat-yhteiset-tutkinnon-osat": [
        common_part(
            300270,
            area(
                "ku",
                oht("6", "oppilaitos", "2023-08-01", "2023-08-12", 70),
                oht("7", "koulutussopimus", "2024-01-01", "2024-01-25", 60, MATTI),
            ),
            area("ma", oht("8", "oppilaitos", "2024-02-01", "2024-03-01", 100)),
        ),
        common_part(
            300271, area("ai", oht("9", "oppisopimus", "2024-04-01", "2024-04-05", 80, OLLI))
        ),
    ],
}
THE_RIGHT = {
    "oid": "1.2.246.562.15.10000000009",
    "koulutustoimija": "1.2.246.562.10.346830761110",
    "oppilaitos": "1.2.246.562.10.12944436166",
    "toimipiste": "1.2.246.562.10.12345678903",
    "tutkinto": "123456",
    "tutkintonimikkeet": ["12345", "23456"],
    "osaamisala": ["test-osaamisala"],
}


def right(type_="ammatillinentutkinto", states=(), **more):
    """A study right as Koski tells it, its states as (alku, tila, rahoitus)."""
    return {
        "suoritukset": [{"tyyppi": {"koodiarvo": type_}}],
        "tyyppi": {"koodiarvo": "ammatillinenkoulutus"},
        "tila": {
            "opiskeluoikeusjaksot": [
                {
                    "alku": alku,
                    "tila": {"koodiarvo": tila},
                    "opintojenRahoitus": {"koodiarvo": paid},
                }
                for alku, tila, paid in states
            ]
        },
        **more,
    }


PERIOD = {
    "hoks-id": 12345,
    "yksiloiva-tunniste": "1",
    "alku": "2023-09-09",
    "loppu": "2023-12-15",
    "osa-aikaisuustieto": 100,
    "osaamisen-hankkimistapa-koodi-uri": "osaamisenhankkimistapa_oppisopimus",
    "keskeytymisajanjaksot": [{"alku": "2023-09-28", "loppu": "2023-09-29"}],
    "tyopaikalla-jarjestettava-koulutus": {
        "vastuullinen-tyopaikka-ohjaaja": "Esi Merkki",
        "tyopaikan-nimi": "Kohtuu mesta Oy",
        "tyopaikan-y-tunnus": "1234567-1",
    },
}


def changed(thing, /, **changes):
    """A copy with other values at "a.b" (written a__b, with "-" as "_"), None: without it."""
    copy = deepcopy(thing)
    for path, value in changes.items():
        *way, last = (name.replace("_", "-") for name in path.split("__"))
        at = copy
        for name in way:
            at = at[name]
        at.pop(last, None)
        if value is not None:
            at[last] = value
    return copy
