"""Workplaces are asked twice a year; entrepreneurs and incomplete periods are left out."""

import pytest

from veturi.cooperation.placements.national import tpk_jakso_valid, tpk_nippu, tpk_niputus

PERIOD = {
    "koulutustoimija": "1.2.246.562.10.346830761110",
    "tyopaikan_nimi": "Testi työpaikka",
    "tyopaikan_ytunnus": "1234567-8",
    "jakso_loppupvm": "2021-11-20",
    "hankkimistapa_tyyppi": "oppisopimus",
    "tunnus": "GHI789",
}
IN_TRAINING = {"hankkimistapa_tyyppi": "koulutussopimus"}


# herätepalvelu ec371e2a: tpk/tpkNiputusHandler_test.
@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({**IN_TRAINING, "tunnus": "ABC123"}, True),
        ({}, True),
        ({"oppisopimuksen_perusta": "01", "tyopaikan_nimi": None}, False),
        ({"oppisopimuksen_perusta": "01", "tyopaikan_ytunnus": None}, False),
        ({"oppisopimuksen_perusta": "01", "tunnus": None}, False),
        ({"oppisopimuksen_perusta": "01", "koulutustoimija": None}, False),
        ({"oppisopimuksen_perusta": "01", "jakso_loppupvm": None}, False),
        ({"oppisopimuksen_perusta": "01"}, True),
        ({"oppisopimuksen_perusta": "02"}, False),
        ({**IN_TRAINING, "oppisopimuksen_perusta": "02"}, True),
        ({"tunnus": ""}, False),
    ],
)
def test_who_is_asked(change, valid):
    jakso = {name: value for name, value in {**PERIOD, **change}.items() if value is not None}

    assert tpk_jakso_valid(jakso) is valid


def test_a_workplace_has_one_bundle_a_season():
    assert tpk_nippu({**PERIOD, **IN_TRAINING}) == {
        "nippu-id": "testi_tyopaikka/1234567-8/1.2.246.562.10.346830761110/2021-07-01_2021-12-31",
        "tyopaikan-nimi": "Testi työpaikka",
        "tyopaikan-nimi-normalisoitu": "testi_tyopaikka",
        "vastaamisajan-alkupvm": "2022-01-01",
        "vastaamisajan-loppupvm": "2022-02-28",
        "tyopaikan-ytunnus": "1234567-8",
        "koulutustoimija-oid": "1.2.246.562.10.346830761110",
        "tiedonkeruu-alkupvm": "2021-07-01",
        "tiedonkeruu-loppupvm": "2021-12-31",
    }


@pytest.mark.parametrize(
    ("name", "number", "provider", "ended", "key"),
    [
        (
            "Ääkköset Által",
            "123456-7",
            "test-kt-id",
            "2021-10-10",
            "aakkoset_altal/123456-7/test-kt-id/2021-07-01_2021-12-31",
        ),
        ("Firma Oy", "1-1", "x", "2024-01-01", "firma_oy/1-1/x/2024-01-01_2024-06-30"),
        ("Firma oy, Espoo", "1-1", "x", "2024-06-30", "firma_oy_espoo/1-1/x/2024-01-01_2024-06-30"),
    ],
)
def test_it_is_known_by_its_normal_name_and_season(name, number, provider, ended, key):
    jakso = {
        "tyopaikan_nimi": name,
        "tyopaikan_ytunnus": number,
        "koulutustoimija": provider,
        "jakso_loppupvm": ended,
    }

    assert tpk_nippu(jakso)["nippu-id"] == key


def row(key, name, number, provider, ended, way="koulutussopimus", perusta=None, tunnus="x"):
    return {
        "hankkimistapa_id": key,
        "tyopaikan_nimi": name,
        "tyopaikan_ytunnus": number,
        "koulutustoimija": provider,
        "hankkimistapa_tyyppi": way,
        "jakso_loppupvm": ended,
        **({"oppisopimuksen_perusta": perusta} if perusta else {}),
        **({"tunnus": tunnus} if tunnus else {}),
    }


def nippu(row_, day):
    return {**tpk_nippu(row_), "niputuspvm": day}


def bundled(jaksot, niput, today):
    rows, bundles = tpk_niputus(jaksot, niput, today)
    return {one["hankkimistapa_id"]: one["tpk-niputuspvm"] for one in rows}, bundles


def test_a_night_bundles_as_in_the_register():
    """herätepalvelu ec371e2a: integration_tests/tpk/tpkNiputusHandler_i_test."""
    jaksot = [
        row(123, "Työ Paikka", "123456-7", "test-kt", "2021-09-09"),
        row(124, "Työ Paikka", "123456-7", "test-kt", "2021-09-09", "oppisopimus", "01"),
        row(222, "Ääkköset", "333333-7", "test-kt2", "2021-08-01"),
        row(333, "Yet-Another-Tyopaikka", "1234567-8", "test-kt3", "2021-10-10", tunnus=None),
    ]
    there = nippu(jaksot[2], "2021-07-25")

    days, bundles = bundled(jaksot, [there], "2022-01-01")

    assert days == {123: "2022-01-01", 124: "2022-01-01", 222: "2021-07-25", 333: "ei_niputeta"}
    assert [one["nippu-id"] for one in bundles] == [
        "aakkoset/333333-7/test-kt2/2021-07-01_2021-12-31",
        "tyo_paikka/123456-7/test-kt/2021-07-01_2021-12-31",
    ]
    assert bundles == [there, nippu(jaksot[0], "2022-01-01")]


def test_one_after_another_they_find_their_bundle():
    """herätepalvelu ec371e2a: tpk/tpkNiputusHandler_test, test-handleTpkNiputus."""
    place = ("Työ Paikka", "123456-7", "12345", "2021-12-20")
    jaksot = [
        row(863, *place, "oppisopimus", "02"),
        row(1, *place, perusta="02"),
        row(2, *place, perusta="02"),
        row(1234, "Toinen Työ Paikka", "123890-6", "12345", "2021-12-20", perusta="02"),
        row(
            5678,
            "Yet-Another-Tyopaikka",
            "1234567-8",
            "23456",
            "2021-10-10",
            perusta="02",
            tunnus=None,
        ),
    ]

    days, bundles = bundled(jaksot, [nippu(jaksot[3], "2021-12-15")], "2021-12-30")

    assert days == {
        863: "ei_niputeta",
        1: "2021-12-30",
        2: "2021-12-30",
        1234: "2021-12-15",
        5678: "ei_niputeta",
    }
    assert len(bundles) == 2


def test_what_was_handed_in_stays_as_it_was():
    jakso, there = (
        row(1, "A", "1-1", "k", "2021-12-20"),
        {"nippu-id": "x", "niputuspvm": "2021-12-15"},
    )

    tpk_niputus([jakso], [there], "2021-12-30")

    assert "tpk-niputuspvm" not in jakso
    assert there == {"nippu-id": "x", "niputuspvm": "2021-12-15"}
