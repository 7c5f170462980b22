"""What schools send to eHOKS, in our own short form; each field of a HOKS is in one of them.

Source: OPH eHOKS 2a04d34f (EUPL), facts of its tests: hoks/invalid_hoks_handler_test, test_data.
"""

STUDENT = "1.2.246.562.24.12312312319"
OTHER_STUDENT = "1.2.246.562.24.12312312322"
STUDYING = "1.2.246.562.15.10000000009"
TELMA = "1.2.246.562.15.10000000017"
ELSEWHERE = "1.2.246.562.15.20000000008"
TUVA = "1.2.246.562.15.30000000007"
BEGINS_LATE = "1.2.246.562.15.40000000006"
ENDED_EARLY = "1.2.246.562.15.50000000005"
RESIGNED = "1.2.246.562.15.60000000004"
UPPER_SECONDARY = "1.2.246.562.15.60000000012"
SILENT = "1.2.246.562.15.70000000003"
VOCATIONAL = {"tyyppi": "ammatillinenkoulutus", "suoritus": "ammatillinentutkinto"}
IN_2010 = {"alkamispaiva": "2010-10-01", "arvioituPaattymispaiva": "2010-12-01"}
RIGHTS = {
    STUDYING: {**VOCATIONAL, "tila": [{"alku": "2010-01-01", "tila": "lasna"}]},
    TELMA: {
        "tyyppi": "ammatillinenkoulutus",
        "suoritus": "telma",
        "tila": [{"alku": "2023-07-03", "tila": "lasna"}],
    },
    ELSEWHERE: {"tyyppi": "ammatillinenkoulutus"},
    TUVA: {"tyyppi": "tuva", "suoritus": "tuvaperusopetus"},
    BEGINS_LATE: {**VOCATIONAL, "tila": [{"tila": "lasna"}], "alkamispaiva": "2023-10-01"},
    ENDED_EARLY: {**VOCATIONAL, "tila": [{"tila": "lasna"}], **IN_2010},
    RESIGNED: {**VOCATIONAL, "tila": [{"alku": "2010-12-01", "tila": "eronnut"}], **IN_2010},
    UPPER_SECONDARY: {
        "tyyppi": "lukiokoulutus",
        "tila": [{"alku": "2025-01-01", "tila": "lasna"}],
        "alkamispaiva": "2025-01-01",
        "arvioituPaattymispaiva": "2025-12-01",
    },
    SILENT: {"note": "Koski answers an error"},
}

MINIMAL = {
    "oppija-oid": STUDENT,
    "opiskeluoikeus-oid": STUDYING,
    "ensikertainen-hyvaksyminen": "2018-12-15",
    "osaamisen-hankkimisen-tarve": False,
}


def code(name, uri, version=1):
    return {f"{name}-koodi-uri": uri, f"{name}-koodi-versio": version}


def school(number):
    return {"oppilaitos-oid": f"1.2.246.562.10.{number}"}


def teacher(name, number, role="Opettaja"):
    return {"nimi": name, "rooli": role, **school(number)}


def workplace(name, y_tunnus):
    return {
        "vastuullinen-tyopaikka-ohjaaja": {
            "nimi": "Oiva Ohjaaja",
            "sahkoposti": "oiva.ohjaaja@esimerkki2.com",
        },
        "tyopaikan-nimi": name,
        "tyopaikan-y-tunnus": y_tunnus,
        "keskeiset-tyotehtavat": ["Testitehtävä2"],
    }


def oht(alku, loppu, way, name, **more):
    return {
        "alku": alku,
        "loppu": loppu,
        "yksiloiva-tunniste": name,
        **code("osaamisen-hankkimistapa", f"osaamisenhankkimistapa_{way}"),
        "keskeytymisajanjaksot": [],
        **{field.replace("_", "-"): value for field, value in more.items()},
    }


def shown(alku, loppu, firm, **more):
    """A demonstration (osaamisen osoittaminen); its days may stand in any order."""
    return {
        "jarjestaja": school("54453924331"),
        "nayttoymparisto": {"nimi": firm, "y-tunnus": "1234567-1", "kuvaus": "Testi test"},
        "sisallon-kuvaus": ["Testaus"],
        "koulutuksen-jarjestaja-osaamisen-arvioijat": [
            {"nimi": "Timo Testaaja", "organisaatio": school("54452521336")}
        ],
        "tyoelama-osaamisen-arvioijat": [
            {"nimi": "Taneli", "organisaatio": {"nimi": "Paja Ky", "y-tunnus": "1234561-2"}}
        ],
        "osa-alueet": [{"koodi-uri": "ammatillisenoppiaineet_kl", "koodi-versio": 3}],
        "alku": alku,
        "loppu": loppu,
        "yksilolliset-kriteerit": ["Yksi kriteeri"],
        **more,
    }


def environment(number, version, alku, loppu):
    return {
        **code("oppimisymparisto", f"oppimisymparistot_{number}", version),
        "alku": alku,
        "loppu": loppu,
    }


JUDGED = {
    "lahetetty-arvioitavaksi": "2019-03-18",
    "aiemmin-hankitun-osaamisen-arvioijat": [
        {"nimi": "Erkki Esimerkki", "organisaatio": school("54453921626")}
    ],
}
SHOWN_BEFORE = {
    "tarkentavat-tiedot-osaamisen-arvioija": JUDGED,
    "tarkentavat-tiedot-naytto": [shown("2019-02-09", "2019-01-12", "Toinen Esimerkki Oyj")],
}
PROCESS = code("valittu-todentamisen-prosessi", "osaamisentodentamisenprosessi_0001", 3)
SUPPORT = "ammatillinenkoulutusoppimisentuentyyppi"
IN_TRAINING = oht(
    "2022-12-12",
    "2022-12-20",
    "koulutussopimus",
    "asdfasdf",
    osa_aikaisuustieto=25,
    ajanjakson_tarkenne="Tarkenne tässä",
    muut_oppimisymparistot=[environment("0002", 1, "2019-03-10", "2019-03-19")],
    hankkijan_edustaja=teacher("Heikki Hankkija", "54452422428"),
)
APPRENTICE = oht(
    "2018-12-15",
    "2018-12-23",
    "oppisopimus",
    "qiuewyroqiwuer",
    osa_aikaisuustieto=50,
    **code("oppisopimuksen-perusta", "oppisopimuksenperusta_01"),
    muut_oppimisymparistot=[environment("0222", 3, "2015-03-10", "2021-03-19")],
)
COMMON = {
    **code("tutkinnon-osa", "tutkinnonosat_3002683"),
    "koulutuksen-jarjestaja-oid": "1.2.246.562.10.70000000003",
    "osa-alueet": [
        {
            **code("osa-alue", "ammatillisenoppiaineet_ku"),
            "vaatimuksista-tai-tavoitteista-poikkeaminen": "joku poikkeaminen",
            "olennainen-seikka": False,
            "opetus-ja-ohjaus-maara": 10.0,
            "osaamisen-hankkimistavat": [APPRENTICE],
            "osaamisen-osoittaminen": [shown("2018-12-12", "2018-12-20", "aaa")],
        }
    ],
}
LOCAL = {
    "nimi": "222",
    "osaamisen-hankkimistavat": [],
    "koulutuksen-jarjestaja-oid": "1.2.246.562.10.10000000009",
    "olennainen-seikka": True,
    "opetus-ja-ohjaus-maara": 16.0,
    "osaamisen-osoittaminen": [
        shown(
            "2018-12-12",
            "2018-12-20",
            "aaa",
            **{"vaatimuksista-tai-tavoitteista-poikkeaminen": "Poikkeama onpi tämä."},
        )
    ],
}
REST = {
    "osaamisen-saavuttamisen-pvm": "2020-10-22",
    "urasuunnitelma-koodi-uri": "urasuunnitelma_0002",
    "versio": 4,
    "sahkoposti": "testi@gmail.com",
    "oppimisen-tuki": [
        {
            "oppimisen-tuen-tyyppi-koodi-uri": f"{SUPPORT}_01",
            "alku": "2023-12-01",
            "loppu": "2023-12-05",
            "tutkinnon-osan-tyyppi-koodi-uri": "ammatillisentutkinnonosanryhma_1",
        },
        {"oppimisen-tuen-tyyppi-koodi-uri": f"{SUPPORT}_02"},
    ],
    "opiskeluvalmiuksia-tukevat-opinnot": [
        {"nimi": "Nimi", "kuvaus": "Kuvaus", "alku": "2018-12-12", "loppu": "2018-12-20"}
    ],
    "hankittavat-paikalliset-tutkinnon-osat": [LOCAL],
    "hankittavat-yhteiset-tutkinnon-osat": [COMMON],
    "hankittavat-koulutuksen-osat": [],
    "aiemmin-hankitut-ammat-tutkinnon-osat": [
        {
            **PROCESS,
            **code("tutkinnon-osa", "tutkinnonosat_100022", 100022),
            "koulutuksen-jarjestaja-oid": "1.2.246.562.10.54453921410",
            **SHOWN_BEFORE,
        }
    ],
    "aiemmin-hankitut-paikalliset-tutkinnon-osat": [
        {
            **PROCESS,
            "laajuus": 30,
            "nimi": "Testiopintojakso",
            "tavoitteet-ja-sisallot": "Tavoitteena on testioppiminen.",
            "amosaa-tunniste": "12345",
            "koulutuksen-jarjestaja-oid": "1.2.246.562.10.54453945328",
            "vaatimuksista-tai-tavoitteista-poikkeaminen": "Ei poikkeamaa.",
            **SHOWN_BEFORE,
        }
    ],
    "aiemmin-hankitut-yhteiset-tutkinnon-osat": [
        {
            **PROCESS,
            **code("tutkinnon-osa", "tutkinnonosat_10203", 2),
            **SHOWN_BEFORE,
            "osa-alueet": [
                {**code("osa-alue", "ammatillisenoppiaineet_bi", 4), **PROCESS, **SHOWN_BEFORE}
            ],
        }
    ],
}


def own_part(*ohts, number=300268, **more):
    return {
        **code("tutkinnon-osa", f"tutkinnonosat_{number}"),
        "vaatimuksista-tai-tavoitteista-poikkeaminen": "Ei poikkeamia.",
        "opetus-ja-ohjaus-maara": 10.1,
        "osaamisen-hankkimistavat": list(ohts),
        "koulutuksen-jarjestaja-oid": "1.2.246.562.10.50000000005",
        **more,
    }


def hoks(*parts, **more):
    return {**MINIMAL, "hankittavat-ammat-tutkinnon-osat": list(parts), **more}


HALF_TIME = {"hankkijan_edustaja": teacher("Heikki Hankkija", "54452422428")}
AT_WORK = oht(
    "2023-07-01",
    "2023-08-01",
    "koulutussopimus",
    "ihanmitävaan",
    tyopaikalla_jarjestettava_koulutus=workplace("Ohjaus Oyk", "5523718-7"),
    **HALF_TIME,
)
IN_SCHOOL = oht(
    "2023-07-02", "2023-08-02", "oppilaitosmuotoinenkoulutus", "ihanmitävaan2", **HALF_TIME
)
LEARNT_AT_WORK = oht(
    "2022-01-12",
    "2022-02-11",
    "oppisopimus",
    "jk;l",
    jarjestajan_edustaja=teacher("Veikko Valvoja", "54451211343", "Valvoja"),
    **code("oppisopimuksen-perusta", "oppisopimuksenperusta_01"),
    tyopaikalla_jarjestettava_koulutus=workplace("Ohjaus Oyk", "1234565-5"),
    muut_oppimisymparistot=[],
    ajanjakson_tarkenne="Ei ole",
)
PAYLOADS = {
    "hoks-data": hoks(
        own_part(
            IN_TRAINING,
            **{"osaamisen-osoittaminen": [shown("2023-03-10", "2023-03-19", "Ympäristö 2")]},
        ),
        **REST,
    ),
    "new-hoks-with-valid-osa-aikaisuus": hoks(
        own_part({**AT_WORK, "osa-aikaisuustieto": 50}, IN_SCHOOL)
    ),
    "new-hoks-without-osa-aikaisuus": hoks(own_part(AT_WORK)),
    "new-hoks-without-osa-aikaisuus-telma": hoks(
        own_part(AT_WORK), **{"opiskeluoikeus-oid": TELMA}
    ),
    "hoks-with-tyopaikalla-jarjestettava-koulutus": hoks(
        own_part(LEARNT_AT_WORK, number=3002681, **{"osaamisen-osoittaminen": []}), **REST
    ),
    "minimal": MINIMAL,
    "nothing": {},
}
