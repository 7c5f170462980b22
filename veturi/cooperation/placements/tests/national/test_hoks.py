"""What eHOKS would say against a HOKS before it is sent."""

import json
import re
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as some

from veturi.cooperation.placements.national import hoks_faults, hoks_problems
from veturi.cooperation.placements.tests.national.payloads import (
    BEGINS_LATE,
    ELSEWHERE,
    MINIMAL,
    PAYLOADS,
    RIGHTS,
    STUDENT,
    STUDYING,
    TUVA,
    UPPER_SECONDARY,
)
from veturi.cooperation.placements.tests.national.reading import rows, unhurried

TODAY = "2026-11-25"
OHT = "hankittavat-ammat-tutkinnon-osat[0].osaamisen-hankkimistavat[0]"
WORKPLACE = f"{OHT}.tyopaikalla-jarjestettava-koulutus"
PLACES = {
    "OHT": OHT,
    "WORK": WORKPLACE,
    "COMMON": "hankittavat-yhteiset-tutkinnon-osat[0].osa-alueet[0].osaamisen-hankkimistavat[0]",
}
NEW = "new-hoks-with-valid-osa-aikaisuus"
BEGINS = "Korjaa alkupäivä aikaisintaan opiskeluoikeuden alkamispäiväksi."
ENDS = "Korjaa loppupäivä viimeistään opiskeluoikeuden arvioiduksi päättymispäiväksi."


def place(path):
    """The tables write OHT, WORK and COMMON for the places they change most."""
    first, dot, rest = path.partition(".")
    return f"{PLACES.get(first, first)}{dot}{rest}"


def put(payload, path, value):
    """Sets the value at "a[0].b"; GONE takes it away."""
    steps = re.findall(r"([^.\[\]]+)|\[(\d+)\]", place(path))
    *way, last = [int(number) if number else name for name, number in steps]
    at = payload
    for step in way:
        at = at[step]
    at[last] = value
    if value == "GONE":
        del at[last]


def sent(name, changes):
    payload = deepcopy(PAYLOADS[name])
    for path, value in changes.items():
        put(payload, path, value)
    return payload


def changed(row):
    return sent(row["payload"], json.loads(row["changes"] or "{}"))


STORED = [{"id": 1, "oppija-oid": STUDENT, "opiskeluoikeus-oid": STUDYING}]
KNOWS = {
    "": {},
    "stored": {"stored": STORED},
    "archived": {"stored": [{**STORED[0], "poistettu": "2025-01-01T10:00:00Z"}]},
    "nothing": {"stored": []},
    "students": {"oppijat": {STUDENT}},
}


def case(row):
    """(payload, what else eHOKS knows, (path, sentence) or None)"""
    fault = (place(row["path"]), row["sentence"]) if row["sentence"] else None
    return changed(row), KNOWS[row["knows"]], fault


@pytest.mark.parametrize("row", rows("hoks_cases"), ids=lambda row: row["name"])
def test_ehoks_takes_and_refuses_so(row):
    payload, more, fault = case(row)

    faults = hoks_faults(payload, RIGHTS, TODAY, method=row["method"], **more)

    assert (fault in faults) if fault else (faults == [])
    assert {sentence for _path, sentence in faults} == ({fault[1]} if fault else set())


@pytest.mark.parametrize("row", rows("hoks_cases"), ids=lambda row: row["name"])
def test_what_is_sent_tells_whether_it_is_new_whole_or_a_change(row):
    payload, more, fault = case(row)

    assert hoks_problems(payload, RIGHTS, TODAY, **more) == ([fault[1]] if fault else [])


@pytest.mark.parametrize(
    "row", rows("hoks_edges"), ids=lambda row: f"{row['payload']} {row['changes']}"
)
def test_each_rule_at_its_edge(row):
    problems = hoks_problems(changed(row), RIGHTS, TODAY)

    assert problems == (row["problems"].split(" + ") if row["problems"] else [])


def test_a_phone_number_ends_somewhere():
    phone = f"{WORKPLACE}.vastuullinen-tyopaikka-ohjaaja.puhelinnumero"

    assert hoks_problems(sent(NEW, {phone: "0" * 256}), RIGHTS, TODAY) == []
    assert hoks_problems(sent(NEW, {phone: "0" * 257}), RIGHTS, TODAY) == [
        "Puhelinnumero virheellinen."
    ]


WEEKS = {
    "koulutuksen-osa-koodi-uri": "koulutuksenosattuva_102",
    "koulutuksen-osa-koodi-versio": 1,
    "alku": "2018-11-12",
    "loppu": "2019-03-01",
    "laajuus": 15,
}


@pytest.mark.parametrize(
    ("rights", "oid", "changes", "problems"),
    [
        (
            RIGHTS,
            TUVA,
            {"hankittavat-koulutuksen-osat": [WEEKS], "hankittavat-ammat-tutkinnon-osat": []},
            [],
        ),
        (
            RIGHTS,
            STUDYING,
            {"hankittavat-koulutuksen-osat": [WEEKS]},
            ["Poista hankittavat koulutuksen osat: ne sallitaan vain TUVA-HOKSilla."],
        ),
        (None, STUDYING, {"hankittavat-koulutuksen-osat": [WEEKS]}, []),
        (
            None,
            STUDYING,
            {"hankittavat-koulutuksen-osat": [{**WEEKS, "laajuus": -1}]},
            ["Koulutuksen osan laajuus ei saa olla negatiivinen."],
        ),
        (
            RIGHTS,
            TUVA,
            {"tuva-opiskeluoikeus-oid": "1.2.246.562.15.88406700034"},
            ["Poista kenttä `tuva-opiskeluoikeus-oid`: sitä ei sallita TUVA-HOKSilla."],
        ),
        (
            RIGHTS,
            TUVA,
            {"hankittavat-paikalliset-tutkinnon-osat": [{"nimi": "x"}]},
            [
                "Poista kenttä `hankittavat-paikalliset-tutkinnon-osat`: sitä ei sallita TUVA-HOKSilla."
            ],
        ),
        (
            None,
            STUDYING,
            {
                "hankittavat-koulutuksen-osat": [WEEKS],
                "hankittavat-paikalliset-tutkinnon-osat": [{"nimi": "x"}],
            },
            [
                "Poista kenttä `hankittavat-paikalliset-tutkinnon-osat`: sitä ei sallita TUVA-HOKSilla."
            ],
        ),
    ],
)
def test_preparatory_education_has_parts_of_its_own(rights, oid, changes, problems):
    payload = {**MINIMAL, "opiskeluoikeus-oid": oid, **changes}

    assert hoks_problems(payload, rights, TODAY) == problems


def koski(**more):
    return {
        "tyyppi": {"koodiarvo": "ammatillinenkoulutus"},
        "suoritukset": [{"tyyppi": {"koodiarvo": "ammatillinentutkinto"}}],
        "alkamispäivä": "2023-07-02",
        "arvioituPäättymispäivä": "2023-07-31",
        "tila": {"opiskeluoikeusjaksot": [{"alku": "2023-07-02", "tila": {"koodiarvo": "lasna"}}]},
        **more,
    }


@pytest.mark.parametrize(
    ("right", "problems"),
    [
        (koski(), [BEGINS, ENDS]),
        (koski(tila=None), [BEGINS, ENDS]),
        (
            koski(
                tila={
                    "opiskeluoikeusjaksot": [{"alku": "2023-07-02", "tila": {"koodiarvo": "loma"}}]
                }
            ),
            [],
        ),
        (koski(alkamispäivä="2023-07-01", arvioituPäättymispäivä="2023-08-02"), []),
        (koski(alkamispäivä=None, arvioituPäättymispäivä=None), []),
    ],
)
def test_a_study_right_may_come_as_koski_tells_it(right, problems):
    assert hoks_problems(PAYLOADS[NEW], {STUDYING: right}, TODAY) == problems


def test_telma_in_koskis_shape_needs_no_share_either():
    right = {
        "tyyppi": {"koodiarvo": "ammatillinenkoulutus"},
        "suoritukset": [{"tyyppi": {"koodiarvo": "telma"}}],
    }

    assert hoks_problems(PAYLOADS["new-hoks-without-osa-aikaisuus"], {STUDYING: right}, TODAY) == []


@pytest.mark.parametrize("rights", [None, {}])
def test_without_koski_its_rules_are_passed_over(rights):
    payload = {**PAYLOADS["hoks-data"], "opiskeluoikeus-oid": UPPER_SECONDARY}

    assert hoks_problems(payload, rights, TODAY) == []


def test_without_a_day_a_goal_may_be_in_the_future():
    assert hoks_problems({**MINIMAL, "osaamisen-saavuttamisen-pvm": "2030-01-01"}, None, None) == []


@pytest.mark.parametrize(
    ("method", "changes", "problems"),
    [
        ("PATCH", {"id": 1, "sahkoposti": "a@b.fi"}, []),
        ("PATCH", {"sahkoposti": "a@b.fi"}, ["Lisää puuttuva kenttä `id`."]),
        ("PATCH", {"id": 1, "oppija-oid": STUDENT}, []),
        (
            "PATCH",
            {"id": 1, "hankittavat-ammat-tutkinnon-osat": []},
            ["Poista tuntematon kenttä `hankittavat-ammat-tutkinnon-osat`."],
        ),
        (
            "PUT",
            {"id": 1, "ensikertainen-hyvaksyminen": "2018-12-15"},
            ["Lisää puuttuva kenttä `osaamisen-hankkimisen-tarve`."],
        ),
        (
            "PUT",
            {
                "id": 1,
                "ensikertainen-hyvaksyminen": "2018-12-15",
                "osaamisen-hankkimisen-tarve": True,
            },
            [],
        ),
        (
            "PUT",
            {
                "id": 2,
                "ensikertainen-hyvaksyminen": "2018-12-15",
                "osaamisen-hankkimisen-tarve": True,
            },
            ["HOKS not found with given HOKS ID"],
        ),
        (
            "POST",
            {"id": 1, **MINIMAL, "opiskeluoikeus-oid": ELSEWHERE},
            ["Poista tuntematon kenttä `id`."],
        ),
    ],
)
def test_each_method_has_its_fields(method, changes, problems):
    assert hoks_problems(changes, RIGHTS, TODAY, method=method, stored=STORED) == problems


def test_a_change_is_judged_by_the_study_right_of_what_is_stored():
    stored = [{"id": 1, "oppija-oid": STUDENT, "opiskeluoikeus-oid": TUVA}]
    payload = {"id": 1, "tuva-opiskeluoikeus-oid": "1.2.246.562.15.88406700034"}

    assert hoks_problems(payload, RIGHTS, TODAY, stored=stored) == [
        "Poista kenttä `tuva-opiskeluoikeus-oid`: sitä ei sallita TUVA-HOKSilla."
    ]


def test_another_method_is_refused():
    with pytest.raises(ValueError):
        hoks_problems(MINIMAL, RIGHTS, TODAY, method="DELETE")


@pytest.mark.parametrize("nothing", [None, [], "x", 5])
def test_what_is_no_hoks_is_one_problem(nothing):
    assert hoks_problems(nothing, RIGHTS, TODAY) == ["Anna tiedot kenttinä."]


def test_the_same_said_of_two_periods_is_one_problem():
    payload = sent("hoks-data", {"opiskeluoikeus-oid": BEGINS_LATE})

    assert len(hoks_faults(payload, RIGHTS, TODAY)) == 2
    assert hoks_problems(payload, RIGHTS, TODAY) == [BEGINS]


JSON = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.text(max_size=5)
    | some.just("9999-12-31"),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.sampled_from(sorted(PAYLOADS["hoks-data"])), inner, max_size=3)
    ),
    max_leaves=8,
)
WRONG_PLACES = some.sampled_from(
    [*sorted(PAYLOADS["hoks-data"]), OHT, WORKPLACE, f"{OHT}.alku", f"{OHT}.loppu"]
    + [f"{OHT}.keskeytymisajanjaksot", f"{OHT}.osaamisen-hankkimistapa-koodi-uri"]
)


@unhurried
@given(WRONG_PLACES, JSON, some.sampled_from([None, "POST", "PUT", "PATCH"]))
def test_whatever_is_sent_is_answered_in_sentences(path, value, method):
    payload = sent("hoks-data", {WORKPLACE: {}, path: value})

    problems = hoks_problems(
        payload, RIGHTS, TODAY, method=method, stored=STORED, oppijat=[STUDENT]
    )

    assert all(isinstance(problem, str) and problem for problem in problems)
