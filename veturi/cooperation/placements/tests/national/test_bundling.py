"""Periods of one instructor become one link; a HOKS becomes the rows of the register."""

import pytest

from veturi.cooperation.placements.national import (
    bundle_key,
    has_open_keskeytymisajanjakso,
    herate_nippu,
    herate_row,
    is_duplicate,
    is_valid_herate,
    jaksot_of_nippu,
    nippu_tunniste,
    niput_in_order,
    niputus_outcome,
    tep_nippu,
    tyopaikkajaksot,
)
from veturi.cooperation.placements.tests.national.hoks_one import HOKS_ONE, THE_RIGHT
from veturi.cooperation.placements.tests.national.reading import spans

MATTI = {
    "ohjaaja": "Matti Meikäläinen",
    "tyopaikka": "Meikäläisen Murkinat Oy",
    "y_tunnus": "1234567-1",
    "koulutustoimija": "1.2.246.562.10.346830761110",
    "tutkinto": "12345",
    "niputuspvm": "2024-12-16",
}


def test_a_bundle_is_known_by_instructor_number_provider_and_qualification():
    """eHOKS 2a04d34f: palaute/tyoelama/nippu_test."""
    nippu = tep_nippu(**MATTI)

    key = "Matti Meikäläinen/1234567-1/1.2.246.562.10.346830761110/12345"
    assert bundle_key(**MATTI) == key
    assert bundle_key("a", "b", "c", "d") == "a/b/c/d"
    assert nippu == {
        "ohjaaja_ytunnus_kj_tutkinto": key,
        "ohjaaja": "Matti Meikäläinen",
        "tyopaikka": "Meikäläisen Murkinat Oy",
        "ytunnus": "1234567-1",
        "koulutuksenjarjestaja": "1.2.246.562.10.346830761110",
        "tutkinto": "12345",
        "kasittelytila": "ei_niputettu",
        "sms_kasittelytila": "ei_lahetetty",
        "niputuspvm": "2024-12-16",
    }


def test_a_period_still_interrupted_is_not_bundled():
    nippu = tep_nippu(**MATTI, keskeytymisajanjaksot=[{"alku": "2024-11-01"}])

    assert (nippu["kasittelytila"], nippu["sms_kasittelytila"]) == ("ei_niputeta", "ei_niputeta")


@pytest.mark.parametrize(
    ("ranges", "is_open"),
    [
        ("2021-08-08..2021-08-10 2021-08-01..2021-08-04", False),
        ("2021-08-08..", True),
        ("2021-08-08.. 2021-09-08..2021-09-10", True),
        ("", False),
    ],
)
def test_an_interruption_without_an_end_is_open(ranges, is_open):
    assert has_open_keskeytymisajanjakso(spans(ranges)) is is_open


SAME = {
    "hoks_id": 1,
    "oppija_oid": "1.2.246.562.24.12312312319",
    "opiskeluoikeus_oid": "1.2.246.562.15.10000000009",
    "tyopaikan_nimi": "Ohjaus Oy",
    "tyopaikan_normalisoitu_nimi": "ohjaus_oy",
    "tyopaikan_ytunnus": "5523718-7",
    "koulutustoimija": "1.2.246.562.10.346830761110",
    "oppilaitos": "1.2.246.562.10.12944436166",
    "toimipiste_oid": "1.2.246.562.10.12345678903",
    "tutkinto": "123456",
    "tutkintonimike": '("12345" "23456")',
    "osaamisala": '("test-osaamisala")',
    "niputuspvm": "2024-07-01",
    "tallennuspvm": "2024-06-30",
    "rahoituskausi": "2023-2024",
    "tpk-niputuspvm": "ei_maaritelty",
}
PERSONS = {
    "Olli Ohjaaja": ("olli.ohjaaja@esimerkki.com", "0401111111"),
    "Matti Meikäläinen": ("matti.meikalainen@esimerkki.com", "0402222222"),
}
CODE, NAME = "tutkinnonosa_koodi", "tutkinnonosa_nimi"
# yksilöivä tunniste, way, first, last, share, instructor, part, opens, last to answer.
# eHOKS 2a04d34f: palaute/tyoelama_test, expected-ddb-jaksot.
ROWS = [
    (
        "1",
        "oppisopimus",
        "2023-12-01",
        "2023-12-05",
        100,
        "Olli Ohjaaja",
        (CODE, "tutkinnonosat_300268"),
        "2024-01-01",
        "2024-01-30",
    ),
    (
        "3",
        "koulutussopimus",
        "2023-11-01",
        "2023-11-25",
        80,
        "Matti Meikäläinen",
        (CODE, "tutkinnonosat_300269"),
        "2023-12-01",
        "2023-12-30",
    ),
    (
        "4",
        "koulutussopimus",
        "2024-01-01",
        "2024-01-06",
        100,
        "Olli Ohjaaja",
        (NAME, "Testiosa"),
        "2024-02-01",
        "2024-03-01",
    ),
    (
        "7",
        "koulutussopimus",
        "2024-01-01",
        "2024-01-25",
        60,
        "Matti Meikäläinen",
        (CODE, "tutkinnonosat_300270"),
        "2024-02-01",
        "2024-03-01",
    ),
    (
        "9",
        "oppisopimus",
        "2024-04-01",
        "2024-04-05",
        80,
        "Olli Ohjaaja",
        (CODE, "tutkinnonosat_300271"),
        "2024-05-01",
        "2024-05-30",
    ),
]


def row_of(name, way, first, last, share, instructor, part, opens, until):
    email, phone = PERSONS[instructor]
    return {
        **SAME,
        "yksiloiva_tunniste": name,
        "hankkimistapa_tyyppi": way,
        **({"oppisopimuksen_perusta": "01"} if way == "oppisopimus" else {}),
        "jakso_alkupvm": first,
        "jakso_loppupvm": last,
        "osa_aikaisuus": share,
        "ohjaaja_nimi": instructor,
        "ohjaaja_email": email,
        "ohjaaja_puhelinnumero": phone,
        "ohjaaja_ytunnus_kj_tutkinto": f"{instructor}/5523718-7/1.2.246.562.10.346830761110/123456",
        part[0]: part[1],
        "alkupvm": opens,
        "viimeinen_vastauspvm": until,
    }


def test_a_hoks_becomes_five_rows_of_the_register_in_its_order():
    found = [
        herate_row(jakso, HOKS_ONE, THE_RIGHT, "2024-06-30", hoks_id=1)
        for jakso in tyopaikkajaksot(HOKS_ONE)
    ]

    assert found == [row_of(*row) for row in ROWS]


def test_and_two_bundles():
    niput = [herate_nippu(jakso, THE_RIGHT, "2024-06-30") for jakso in tyopaikkajaksot(HOKS_ONE)]

    made = {nippu["ohjaaja_ytunnus_kj_tutkinto"]: nippu for nippu in niput}
    assert list(made.values()) == [
        {
            "tyopaikka": "Ohjaus Oy",
            "ytunnus": "5523718-7",
            "ohjaaja": name,
            "ohjaaja_ytunnus_kj_tutkinto": f"{name}/5523718-7/1.2.246.562.10.346830761110/123456",
            "niputuspvm": "2024-07-01",
            "kasittelytila": "ei_niputettu",
            "sms_kasittelytila": "ei_lahetetty",
            "tutkinto": "123456",
            "koulutuksenjarjestaja": "1.2.246.562.10.346830761110",
        }
        for name in ("Olli Ohjaaja", "Matti Meikäläinen")
    ]


def test_what_a_study_right_does_not_tell_is_left_out():
    jakso = tyopaikkajaksot(HOKS_ONE)[0]
    bare = {"koulutustoimija": "1.2.3", "tutkinto": "123456"}

    row = herate_row(jakso, HOKS_ONE, bare, "2024-06-30", hoks_id=1)

    assert "oppilaitos" not in row
    assert row["osaamisala"] == ""


# herätepalvelu ec371e2a: integration_tests/tep/niputusHandler_i_test, its night of 18.2.2022.
def night(name, last, tunnus, number=1):
    return {
        "yksiloiva_tunniste": name,
        "ohjaaja_ytunnus_kj_tutkinto": f"oykt-{number}",
        "niputuspvm": "2022-02-01",
        "viimeinen_vastauspvm": last,
        "tunnus": tunnus,
    }


NIGHT = [
    night("11", "2022-03-31", "AAjunk"),
    night("12", "2022-02-16", "ABjunk"),
    night("13", "2022-02-25", "ACjunk"),
    night("21", "2022-03-31", "BAjunk", 2),
]


@pytest.mark.parametrize(("number", "inside"), [(1, ["11", "13"]), (2, ["21"]), (3, [])])
def test_a_bundle_takes_what_can_still_be_answered(number, inside):
    nippu = {"ohjaaja_ytunnus_kj_tutkinto": f"oykt-{number}", "niputuspvm": "2022-02-01"}

    jaksot = jaksot_of_nippu(nippu, NIGHT, "2022-02-18")

    assert [jakso["yksiloiva_tunniste"] for jakso in jaksot] == inside


@pytest.mark.parametrize(
    ("change", "inside"),
    [
        ({}, True),
        ({"viimeinen_vastauspvm": "2022-02-18"}, True),
        ({"viimeinen_vastauspvm": "2022-02-17"}, False),
        ({"tunnus": None}, False),
        ({"tunnus": ""}, False),
        ({"mitatoity": True}, False),
        ({"niputuspvm": "2022-03-01"}, False),
    ],
)
def test_a_period_without_a_valid_token_is_left_out(change, inside):
    nippu = {"ohjaaja_ytunnus_kj_tutkinto": "oykt-1", "niputuspvm": "2022-02-01"}

    assert bool(jaksot_of_nippu(nippu, [{**NIGHT[0], **change}], "2022-02-18")) is inside


@pytest.mark.parametrize(
    ("jaksot", "response", "outcome"),
    [
        (0, None, {"kasittelytila": "ei-jaksoja"}),
        (
            2,
            {"nippulinkki": "kysely.linkki/123", "voimassa_loppupvm": "2022-03-03"},
            {
                "kasittelytila": "ei_lahetetty",
                "kyselylinkki": "kysely.linkki/123",
                "voimassaloppupvm": "2022-03-03",
            },
        ),
        (
            1,
            {"errors": "Jokin meni pieleen"},
            {"kasittelytila": "niputusvirhe", "reason": "Jokin meni pieleen"},
        ),
        (
            1,
            {"nippulinkki": None},
            {"kasittelytila": "niputusvirhe", "reason": "no reason in response"},
        ),
        (1, None, {"kasittelytila": "niputusvirhe", "reason": "no reason in response"}),
    ],
)
def test_making_a_bundle_comes_out_as_arvo_answers(jaksot, response, outcome):
    assert niputus_outcome(jaksot, response) == outcome


@pytest.mark.parametrize(
    ("name", "today", "rand", "tunniste"),
    [
        ("Testi Työ Paikka", "2021-12-31", "abcdef", "testi_tyo_paikka_2021-12-31_abcdef"),
        ("Testi Työpaikka 1", "2022-02-18", "test6", "testi_tyopaikka_1_2022-02-18_test6"),
        ("Testi Työpaikka 2", "2022-02-18", "test6", "testi_tyopaikka_2_2022-02-18_test6"),
    ],
)
def test_arvo_knows_a_bundle_by_its_first_workplace(name, today, rand, tunniste):
    assert nippu_tunniste(name, today, rand) == tunniste


def test_the_newest_bundles_are_made_first_and_none_before_its_day():
    days = ["2021-11-30", "2021-11-11", "2021-12-10", "2021-12-15", "2021-12-16"]
    niput = [{"kasittelytila": "ei_niputettu", "niputuspvm": day} for day in days]
    made = {"kasittelytila": "ei_lahetetty", "niputuspvm": "2021-12-01"}

    found = niput_in_order([*niput, made], "2021-12-15")

    assert [nippu["niputuspvm"] for nippu in found] == [
        "2021-12-15",
        "2021-12-10",
        "2021-11-30",
        "2021-11-11",
    ]


# herätepalvelu ec371e2a: tep/jaksoHandler_test.
@pytest.mark.parametrize(
    ("hoks_id", "tunniste", "hankkimistapa_id", "known"),
    [
        (123, "3456", 12345, False),
        (123, "4567", 23456, False),
        (234, "1234", 34567, False),
        (345, "1234", 12345, False),
        (123, "1234", 99999, True),
        (345, "3456", 99999, True),
        (456, "4567", 99999, True),
        (999, "9999", 56789, True),
        (999, "9999", 67890, True),
    ],
)
def test_a_period_is_taken_once(hoks_id, tunniste, hankkimistapa_id, known):
    found = is_duplicate(
        hoks_id,
        tunniste,
        hankkimistapa_id,
        existing_hankkimistapa_ids=[56789, 67890],
        existing_pairs=[[123, "1234"], [345, "3456"], [456, "4567"]],
    )

    assert found is known


GOOD = {
    "tyyppi": "aloittaneet",
    "alkupvm": "2022-01-01",
    "loppupvm": "2022-02-02",
    "hoks-id": 1234,
    "opiskeluoikeus-oid": "123-456-789",
    "oppija-oid": "234-567-891",
    "hankkimistapa-id": 789,
    "hankkimistapa-tyyppi": "01",
    "yksiloiva-tunniste": "1234",
    "tutkinnonosa-id": 67,
    "tutkinnonosa-koodi": "asdf",
    "tutkinnonosa-nimi": "A S D F",
    "tyopaikan-nimi": "ABCD",
    "tyopaikan-ytunnus": "123456-7",
    "tyopaikkaohjaaja-email": "esa@esimerkki.fi",
    "tyopaikkaohjaaja-nimi": "Esa Esimerkki",
}
MAY_BE_NONE = ("tutkinnonosa-koodi", "tutkinnonosa-nimi", "tyopaikkaohjaaja-email")


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"keskeytymisajanjaksot": []}, True),
        ({"keskeytymisajanjaksot": [{"alku": "2022-01-05"}]}, True),
        ({"keskeytymisajanjaksot": [{}]}, False),
        ({"keskeytymisajanjaksot": ["2022-01-05"]}, False),
        ({"tyyppi": ""}, False),
        ({"hoks-id": "1234"}, False),
        ({"hoks-id": True}, False),
        ({"tyopaikkaohjaaja-email": 5}, False),
        *(({name: None}, name in MAY_BE_NONE) for name in GOOD),
    ],
)
def test_a_message_holds_all_it_must(change, valid):
    assert is_valid_herate({**GOOD, **change}) is valid
