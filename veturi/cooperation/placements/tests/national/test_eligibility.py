"""Whether the instructor is asked about a period, and the reason that decides, in their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from veturi.cooperation.placements.national import (
    PALAUTE_STATES,
    eligibility,
    fully_keskeytynyt,
    state_when_saved,
)
from veturi.cooperation.placements.tests.national.hoks_one import HOKS_ONE, PERIOD, changed, right
from veturi.cooperation.placements.tests.national.reading import rows, spans, unhurried

TODAY = "2023-07-01"
ASKED = ("odottaa-kasittelya", "loppu", "hoks-tallennettu")
STUDYING = right(koulutustoimija={"oid": "1.2.246.562.10.346830761110"})
PAID_BY_OTHERS = right(states=[("2023-08-10", "lasna", "14"), ("2024-01-01", "lasna", "1")])
INTERRUPTED = right(
    states=[("2022-08-10", "lasna", None), ("2023-01-01", "valiaikaisestikeskeytynyt", None)]
)
LINKED = right(**{"sisältyyOpiskeluoikeuteen": {"oid": "1.2.246.562.15.10000000009"}})
PARTS_OF_SEVERAL = right("ammatillinentutkintoosittainenuseastatutkinnosta")
HANDLED = {"yksiloiva-tunniste": "asd", "tila": "vastaajatunnus_muodostettu"}


def not_sent(field, reason):
    return ("ei-laheteta", field, reason)


BREAK_AT_THE_END = [*PERIOD["keskeytymisajanjaksot"], {"alku": "2023-12-01", "loppu": "2023-12-15"}]
TUVA_RIGHT = {"tuva_opiskeluoikeus_oid": "1.2.246.562.15.88406700034"}
CASES = {
    "already handled": (PERIOD, HOKS_ONE, STUDYING, {"existing_palaute": HANDLED}),
    "period deleted": (None, HOKS_ONE, INTERRUPTED, {}),
    "part-time info missing": (
        changed(PERIOD, osa_aikaisuustieto=None),
        HOKS_ONE,
        STUDYING,
        {},
    ),
    "interrupted on end date": (
        changed(PERIOD, keskeytymisajanjaksot=BREAK_AT_THE_END),
        HOKS_ONE,
        STUDYING,
        {},
    ),
    "externally funded": (PERIOD, HOKS_ONE, PAID_BY_OTHERS, {}),
    "HOKS related to TUVA": (PERIOD, changed(HOKS_ONE, **TUVA_RIGHT), STUDYING, {}),
    "linked study right": (PERIOD, HOKS_ONE, LINKED, {}),
    "partial of several ok": (PERIOD, HOKS_ONE, PARTS_OF_SEVERAL, {}),
}


def verdict(row):
    return (row["state"] or None, row["field"], row["reason"])


@pytest.mark.parametrize("row", rows("eligibility"), ids=lambda row: row["name"])
def test_the_register_asks_and_refuses_so(row):
    jakso, hoks, opiskeluoikeus, more = CASES[row["name"]]

    assert eligibility(jakso, hoks, opiskeluoikeus, TODAY, **more) == verdict(row)


# Each of the sixteen reasons once, from the first to the last: what is wrong adds up from the end.
ALL_WRONG = {
    "suoritukset": [{"tyyppi": {"koodiarvo": "telma"}}],
    "tyyppi": {"koodiarvo": "tuva"},
    "tila": right(states=[("2020-01-01", "eronnut", "6")])["tila"],
    "sisältyyOpiskeluoikeuteen": {"oid": "x"},
}
TUVA_PARTS = {"hankittavat-koulutuksen-osat": [{"laajuus": 1}]}
IN_SCHOOL = changed(
    PERIOD,
    osaamisen_hankkimistapa_koodi_uri="osaamisenhankkimistapa_oppilaitosmuotoinenkoulutus",
    osa_aikaisuustieto=0,
    keskeytymisajanjaksot=[{"alku": "2023-09-28"}],
)
WORKPLACE = "osaamisenhankkimistapa_koulutussopimus"
NEXT_YEAR = "2024-07-01"
AT_WORK = changed(IN_SCHOOL, osaamisen_hankkimistapa_koodi_uri=WORKPLACE)
WHOLE = changed(AT_WORK, osa_aikaisuustieto=1)
GOING_ON = changed(WHOLE, keskeytymisajanjaksot=[{"alku": "2023-09-28", "loppu": "2023-12-14"}])
BOTH_KINDS = {
    **ALL_WRONG,
    "suoritukset": [{"tyyppi": {"koodiarvo": "telma"}}, {"tyyppi": "ammatillinentutkinto"}],
}
VOCATIONAL = {
    **ALL_WRONG,
    "suoritukset": [{"tyyppi": {"koodiarvo": "ammatillinentutkintoosittainen"}}],
}
STILL_THERE = {**VOCATIONAL, "tila": right(states=[("2020-01-01", "lasna", "6")])["tila"]}
STATE_PAYS = {**VOCATIONAL, "tila": right(states=[("2020-01-01", "lasna", "1")])["tila"]}
NOT_TUVA = {**STATE_PAYS, "tyyppi": {"koodiarvo": "ammatillinenkoulutus"}}
ON_ITS_OWN = {
    name: value for name, value in NOT_TUVA.items() if name != "sisältyyOpiskeluoikeuteen"
}
IN_OLD = {"exists_in_heratepalvelu": True}
SITUATIONS = [
    (None, TUVA_PARTS, ALL_WRONG, NEXT_YEAR, {"existing_palaute": HANDLED, **IN_OLD}),
    (None, TUVA_PARTS, ALL_WRONG, NEXT_YEAR, IN_OLD),
    (changed(IN_SCHOOL, loppu=None), TUVA_PARTS, ALL_WRONG, NEXT_YEAR, IN_OLD),
    (IN_SCHOOL, TUVA_PARTS, ALL_WRONG, NEXT_YEAR, IN_OLD),
    (AT_WORK, TUVA_PARTS, ALL_WRONG, NEXT_YEAR, IN_OLD),
    (WHOLE, TUVA_PARTS, ALL_WRONG, NEXT_YEAR, IN_OLD),
    (GOING_ON, TUVA_PARTS, ALL_WRONG, NEXT_YEAR, IN_OLD),
    (GOING_ON, TUVA_PARTS, ALL_WRONG, TODAY, IN_OLD),
    (GOING_ON, {}, ALL_WRONG, TODAY, IN_OLD),
    (GOING_ON, {}, None, TODAY, {}),
    (GOING_ON, {}, ALL_WRONG, TODAY, {}),
    (GOING_ON, {}, BOTH_KINDS, TODAY, {}),
    (GOING_ON, {}, VOCATIONAL, TODAY, {}),
    (GOING_ON, {}, STILL_THERE, TODAY, {}),
    (GOING_ON, {}, STATE_PAYS, TODAY, {}),
    (GOING_ON, {}, NOT_TUVA, TODAY, {}),
    (GOING_ON, {}, ON_ITS_OWN, TODAY, {}),
]


@pytest.mark.parametrize(
    ("row", "situation"),
    list(zip(rows("checks"), SITUATIONS, strict=True)),
    ids=lambda one: one["reason"] if isinstance(one, dict) else "",
)
def test_the_first_reason_of_seventeen_decides(row, situation):
    jakso, hoks, opiskeluoikeus, today, more = situation

    assert eligibility(jakso, hoks, opiskeluoikeus, today, **more) == verdict(row)


CONTACT = "tyopaikalla-jarjestettava-koulutus"


@pytest.mark.parametrize(
    "jakso",
    [
        changed(PERIOD, tyopaikalla_jarjestettava_koulutus=None),
        changed(PERIOD, tyopaikalla_jarjestettava_koulutus__tyopaikan_nimi=None),
        changed(PERIOD, tyopaikalla_jarjestettava_koulutus__tyopaikan_y_tunnus=" "),
        changed(PERIOD, tyopaikalla_jarjestettava_koulutus__vastuullinen_tyopaikka_ohjaaja=None),
        changed(PERIOD, tyopaikalla_jarjestettava_koulutus__vastuullinen_tyopaikka_ohjaaja={}),
        changed(PERIOD, osaamisen_hankkimistapa_koodi_uri=None),
    ],
)
def test_nobody_can_be_asked_without_instructor_workplace_and_number(jakso):
    verdict = eligibility(jakso, HOKS_ONE, STUDYING, TODAY)

    assert verdict == not_sent(CONTACT, "puuttuva-yhteystieto")


def test_the_instructor_may_be_a_name_or_a_person():
    person = {"nimi": "Esi Merkki", "sahkoposti": "esi@esimerkki.fi"}
    jakso = changed(
        PERIOD, tyopaikalla_jarjestettava_koulutus__vastuullinen_tyopaikka_ohjaaja=person
    )

    assert eligibility(jakso, HOKS_ONE, STUDYING, TODAY) == ASKED


@pytest.mark.parametrize("share", [None, 0, 101, -5, 50.5, "50", True])
def test_a_share_outside_its_range_is_none_since_july_2023(share):
    jakso = {**PERIOD, "osa-aikaisuustieto": share}

    assert eligibility(jakso, HOKS_ONE, STUDYING, TODAY) == not_sent("osa-aikaisuustieto", "ei-ole")
    before = {**jakso, "loppu": "2023-06-30"}
    assert eligibility(before, HOKS_ONE, STUDYING, "2023-06-30") == ASKED


@pytest.mark.parametrize("tila", ["odottaa_kasittelya", "ei_laheteta", "ei-laheteta"])
def test_what_is_not_handled_yet_is_decided_anew(tila):
    verdict = eligibility(PERIOD, HOKS_ONE, STUDYING, TODAY, existing_palaute={"tila": tila})

    assert verdict == ASKED


@pytest.mark.parametrize(
    ("field", "state", "kept"),
    [
        ("opiskeluoikeus-oid", "ei-laheteta", "odottaa-kasittelya"),
        ("opiskeluoikeus-oid", None, "odottaa-kasittelya"),
        ("loppu", "ei-laheteta", "ei-laheteta"),
        ("loppu", None, None),
    ],
)
def test_what_the_study_right_decides_waits_until_the_end(field, state, kept):
    assert state_when_saved(state, field) == kept


# eHOKS, test-initiate-if-needed!: the reasons of four savings of a period. That Arvo gave a token
# (arvo_kutsu_onnistui) comes from outside and is no rule.
@pytest.mark.parametrize(
    ("tila", "in_old", "state", "reason"),
    [
        (None, False, "odottaa-kasittelya", "hoks-tallennettu"),
        ("odottaa_kasittelya", True, "heratepalvelussa", "heratepalvelun-vastuulla"),
        ("heratepalvelussa", True, None, "jo-lahetetty"),
        ("lahetetty", False, None, "jo-lahetetty"),
    ],
)
def test_saved_again_a_period_goes_on(tila, in_old, state, reason):
    existing = tila and {"tila": tila}

    found = eligibility(
        PERIOD, HOKS_ONE, STUDYING, TODAY, existing_palaute=existing, exists_in_heratepalvelu=in_old
    )

    assert (found[0], found[2]) == (state, reason)


def test_states_of_a_survey_follow_one_another():
    assert PALAUTE_STATES == {
        "odottaa_kasittelya": (
            "vastaajatunnus_muodostettu",
            "kysely_muodostettu",
            "ei_laheteta",
            "heratepalvelussa",
        ),
        "vastaajatunnus_muodostettu": ("niputettu",),
        "niputettu": ("tpk_niputettu",),
        "kysely_muodostettu": ("odottaa_lahetysta", "vastattu", "vastausaika_loppunut"),
        "odottaa_lahetysta": ("lahetetty", "lahetys_epaonnistunut"),
    }


@pytest.mark.parametrize(
    ("breaks", "loppu", "interrupted"),
    [
        ("2021-08-08..2021-08-10 2021-08-01..2021-08-04", "2021-08-09", True),
        ("", None, False),
        ("2021-08-08..", None, False),
        ("2021-08-08..", "2021-08-09", True),
        ("2021-08-08..", "2021-08-08", True),
        ("2021-08-08..", "2021-08-07", False),
        ("2021-08-08..2021-08-10", "2021-08-10", True),
        ("2021-08-08..2021-08-10", "2021-08-11", False),
    ],
)
def test_interrupted_means_on_the_last_day(breaks, loppu, interrupted):
    assert (
        fully_keskeytynyt({"keskeytymisajanjaksot": spans(breaks), "loppu": loppu}) is interrupted
    )


FIELDS = some.sampled_from(sorted(PERIOD))


@unhurried
@given(some.sets(FIELDS), some.booleans(), some.sampled_from([None, {}, STUDYING, ALL_WRONG]))
def test_whatever_is_missing_there_is_a_verdict(missing, in_old, opiskeluoikeus):
    jakso = {name: value for name, value in PERIOD.items() if name not in missing}

    state, field, reason = eligibility(
        jakso, None, opiskeluoikeus, TODAY, exists_in_heratepalvelu=in_old
    )

    assert state in {None, "odottaa-kasittelya", "ei-laheteta", "heratepalvelussa"}
    assert field and reason
