"""What a HOKS says of a period, in what it differs, and what of it is sent back."""

import json
from copy import deepcopy

import pytest

from veturi.cooperation.placements.national import hoks_problems
from veturi.surfaces.gateways.ehoks import samples
from veturi.surfaces.gateways.ehoks.rules.answers import sentences
from veturi.surfaces.gateways.ehoks.rules.comparing import Field, Same, compared, said
from veturi.surfaces.gateways.ehoks.rules.hoks import (
    AT_WORK,
    INSTRUCTOR,
    NoPart,
    found,
    with_period,
)
from veturi.surfaces.gateways.ehoks.tests.test_contract import OURS

LOCAL = {"nimi": "Paikallinen osa", "osaamisen-hankkimistavat": [samples.WAY]}
COMMON = {
    "tutkinnon-osa-koodi-uri": "tutkinnonosat_106727",
    "osa-alueet": [{"osaamisen-hankkimistavat": [samples.WAY]}],
}


def test_a_period_is_found_by_its_identifier_in_whichever_part_it_stands():
    hokses = (
        {"hankittavat-paikalliset-tutkinnon-osat": [LOCAL]},
        {"hankittavat-yhteiset-tutkinnon-osat": [{"osa-alueet": []}, COMMON]},
        samples.HOKS,
    )

    parts = [found(hoks, samples.UNIQUE_ID).part for hoks in hokses]

    assert parts == ["Paikallinen osa", "tutkinnonosat_106727", "tutkinnonosat_100001"]


@pytest.mark.parametrize(
    "hoks",
    [{}, {"hankittavat-ammat-tutkinnon-osat": "x"}, {"hankittavat-ammat-tutkinnon-osat": [1]}],
)
def test_what_cannot_be_read_has_no_period(hoks):
    assert found(hoks, samples.UNIQUE_ID) is None


def test_all_but_the_period_goes_back_as_it_was():
    sent = with_period(samples.HOKS, OURS, units=[])

    way = found(sent, samples.UNIQUE_ID).way
    assert (way["loppu"], way["osa-aikaisuustieto"]) == ("2027-03-19", 80)
    assert way["ajanjakson-tarkenne"] == "Kevään jakso"
    assert sent["id"] == 101
    assert sent["sahkoposti"] == samples.HOKS["sahkoposti"]
    assert hoks_problems(sent, {}, None, method="PUT") == []
    written = json.dumps(sent)
    assert "module-id" not in written and "eid" not in written


def test_what_was_told_is_not_changed_by_putting_a_period_into_it():
    before = deepcopy(samples.HOKS)

    with_period(samples.HOKS, OURS, units=[])

    assert before == samples.HOKS


def test_an_address_that_we_lack_stays_with_the_same_instructor_only():
    same = with_period(samples.HOKS, OURS, units=[])
    other = deepcopy(OURS)
    other[AT_WORK][INSTRUCTOR] = {"nimi": "Outi Ohjaaja"}
    changed = with_period(samples.HOKS, other, units=[])

    told = [found(hoks, samples.UNIQUE_ID).way[AT_WORK][INSTRUCTOR] for hoks in (same, changed)]

    assert told[0]["sahkoposti"] == "otto@paja.invalid"
    assert told[1] == {"nimi": "Outi Ohjaaja"}


def test_a_workplace_that_was_not_there_is_added():
    hoks = deepcopy(samples.HOKS)
    del hoks["hankittavat-ammat-tutkinnon-osat"][0]["osaamisen-hankkimistavat"][0][AT_WORK]

    sent = with_period(hoks, OURS, units=[])

    assert found(sent, samples.UNIQUE_ID).way[AT_WORK] == OURS[AT_WORK]


def test_a_period_that_is_not_there_goes_into_its_unit():
    new = {**OURS, "yksiloiva-tunniste": "toinen"}

    sent = with_period(samples.HOKS, new, units=["199999", samples.UNIT])

    assert found(sent, "toinen").part == "tutkinnonosat_100001"
    assert found(sent, samples.UNIQUE_ID) is not None
    with pytest.raises(NoPart):
        with_period(samples.HOKS, new, units=["199999"])


def test_what_is_nothing_there_is_left_out():
    sent = with_period({**samples.HOKS, "puhelinnumero": None}, OURS, units=[])

    assert "puhelinnumero" not in sent


def test_fields_are_the_same_or_differ_or_are_missing():
    theirs = found(samples.HOKS, samples.UNIQUE_ID)
    ours = deepcopy(OURS)
    ours[AT_WORK][INSTRUCTOR] = {
        "nimi": "Otto Ohjaaja",
        "sahkoposti": "OTTO@paja.invalid",
        "puhelinnumero": "+358400000000",
    }
    del ours["osa-aikaisuustieto"]
    ours["oppisopimuksen-perusta-koodi-uri"] = "oppisopimuksenperusta_01"

    rows = {row.field: row.same for row in compared(ours, theirs, units=["100001"])}

    assert rows == {
        Field.STARTS: Same.SAME,
        Field.ENDS: Same.DIFFERS,
        Field.WAY: Same.SAME,
        Field.BASIS: Same.NOT_THERE,
        Field.PART_TIME: Same.NOT_HERE,
        Field.WORKPLACE: Same.SAME,
        Field.BUSINESS_ID: Same.SAME,
        Field.INSTRUCTOR: Same.SAME,
        Field.EMAIL: Same.SAME,
        Field.PHONE: Same.SAME,
        Field.TASKS: Same.SAME,
        Field.UNIT: Same.SAME,
    }


def test_a_unit_of_another_part_differs_and_one_that_we_lack_is_only_there():
    theirs = found(samples.HOKS, samples.UNIQUE_ID)

    same = [compared(OURS, theirs, units=units)[-1].same for units in (["199999"], [])]

    assert same == [Same.DIFFERS, Same.NOT_HERE]


def test_interruptions_are_told_in_their_order():
    way = {"keskeytymisajanjaksot": [{"alku": "2027-02-01"}, {"alku": "2027-01-01", "loppu": "x"}]}

    assert said(way, Field.INTERRUPTIONS) == "2027-01-01–x, 2027-02-01–"
    assert said({"keskeytymisajanjaksot": [7]}, Field.INTERRUPTIONS) == ""
    assert said({"keskeytymisajanjaksot": None, AT_WORK: 7}, Field.INTERRUPTIONS) == ""
    assert said({AT_WORK: 7}, Field.PHONE) == ""


def test_a_phone_that_is_none_is_compared_as_it_is_written():
    theirs = deepcopy(samples.WAY)
    theirs[AT_WORK][INSTRUCTOR]["puhelinnumero"] = "ei ole"
    ours = deepcopy(theirs)

    hoks = {"hankittavat-ammat-tutkinnon-osat": [{"osaamisen-hankkimistavat": [theirs]}]}
    rows = compared(ours, found(hoks, samples.UNIQUE_ID), units=[])

    assert {row.field: row.same for row in rows}[Field.PHONE] == Same.SAME


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"error": "HOKS not found"}, "HOKS not found"),
        (
            {"errors": {"a": [{"b": ['(not ("Lisää osa-aikaisuustieto." {:nimi "Otto"}))']}]}},
            "Lisää osa-aikaisuustieto.",
        ),
        ({"errors": {"eid": "disallowed-key"}}, "eid: disallowed-key."),
        ({"errors": {"nimi": "(not (instance? String Otto Ohjaaja))"}}, "nimi: invalid."),
        ({"errors": {"a": 7}}, ""),
        ([], ""),
        ({}, ""),
    ],
)
def test_a_refusal_is_told_without_the_values_that_it_repeats(body, told):
    assert sentences(body) == told
