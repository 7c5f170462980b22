"""What a study right was on a day, and what of it is told on."""

import pytest

from veturi.cooperation.placements.national import (
    ammatillinen_suoritus,
    feedback_collecting_prevented,
    in_terminal_state,
    osaamisalat_on_date,
    tila_on_date,
    toimipiste_oid,
)
from veturi.cooperation.placements.tests.national.reading import rows, states

RULES = {
    "feedback_collecting_prevented": feedback_collecting_prevented,
    "in_terminal_state": in_terminal_state,
    "tila_on_date": tila_on_date,
}
MEANT = {"yes": True, "no": False}


@pytest.mark.parametrize("row", rows("states"), ids=lambda row: f"{row['rule']} {row['states']}")
def test_a_study_right_was_on_a_day_what_the_register_says(row):
    found = RULES[row["rule"]](states(row["states"]), row["day"])

    assert found == MEANT.get(row["expected"], row["expected"])


@pytest.mark.parametrize(
    "tila",
    ["eronnut", "katsotaaneronneeksi", "mitatoity", "peruutettu", "valiaikaisestikeskeytynyt"],
)
def test_a_state_that_ends_counts_from_the_day_after(tila):
    ended = states(f"2020-01-01:lasna 2021-09-07:{tila}")

    assert not in_terminal_state(ended, "2021-09-06")
    assert not in_terminal_state(ended, "2021-09-07")
    assert in_terminal_state(ended, "2021-09-08")


@pytest.mark.parametrize("tila", ["lasna", "loma", "valmistunut", "hyvaksytystisuoritettu"])
def test_other_states_do_not_end(tila):
    assert not in_terminal_state(states(f"2020-01-01:{tila}"), "2021-09-07")


@pytest.mark.parametrize(
    ("paid", "prevented"), [("6", True), ("14", True), ("15", True), ("1", False), ("", False)]
)
def test_only_three_ways_of_funding_prevent(paid, prevented):
    assert (
        feedback_collecting_prevented(states(f"2020-01-01:lasna:{paid}"), "2021-01-01") is prevented
    )


@pytest.mark.parametrize(
    "nothing", [None, [], {}, {"tila": {}}, {"tila": {"opiskeluoikeusjaksot": []}}]
)
def test_without_states_nothing_is_known_of_a_day(nothing):
    assert tila_on_date(nothing, "2021-01-01") is None
    assert not in_terminal_state(nothing, "2021-01-01")
    assert not feedback_collecting_prevented(nothing, "2021-01-01")


def test_before_its_first_state_a_study_right_has_none():
    assert tila_on_date(states("2019-07-23:valmistunut"), "2019-07-22") is None


@pytest.mark.parametrize(
    ("types", "vocational"),
    [
        (["valma"], False),
        (["nayttotutkintoonvalmistavakoulutus", "ammatillinentutkintoosittainen"], True),
        (["ammatillinentutkinto"], True),
        (["ammatillinentutkintoosittainenuseastatutkinnosta"], True),
        ([], False),
    ],
)
def test_three_kinds_of_studies_are_vocational(types, vocational):
    assert ammatillinen_suoritus(types) is vocational


AREAS = [
    {
        "alku": "2021-12-12",
        "loppu": "2022-03-03",
        "koodiarvo": "x",
        "osaamisala": {"koodiarvo": "test1"},
    },
    {"alku": "2021-12-15", "koodiarvo": "test2"},
    {"alku": "2022-03-01", "loppu": "2022-03-15", "koodiarvo": "qrqrew"},
    {"alku": "2021-12-31", "loppu": "2022-01-25", "koodiarvo": "lkhlkhjl"},
]


@pytest.mark.parametrize(
    ("day", "areas", "codes"),
    [
        ("2022-02-02", AREAS, ["test1", "test2"]),
        ("2022-02-02", [], []),
        ("2022-02-02", None, []),
        ("2022-03-03", AREAS, ["test1", "test2", "qrqrew"]),
        ("2021-12-14", AREAS, ["test1"]),
    ],
)
def test_specialisations_are_those_in_force(day, areas, codes):
    assert osaamisalat_on_date(areas, day) == codes


def test_only_a_site_is_told_as_one():
    assert toimipiste_oid("1.2.3", ["organisaatiotyyppi_02", "organisaatiotyyppi_03"]) == "1.2.3"
    assert toimipiste_oid("1.2.3", ["organisaatiotyyppi_02"]) is None
    assert toimipiste_oid("1.2.3", None) is None
