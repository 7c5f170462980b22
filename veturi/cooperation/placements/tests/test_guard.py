"""Why no survey will be sent: each reason by itself, at its borders, beside eHOKS's own order."""

from datetime import date, timedelta

import pytest

from veturi.cooperation.placements.national import eligibility
from veturi.cooperation.placements.rules.case import Form
from veturi.cooperation.placements.rules.fragments import Told, hoks_fragment
from veturi.cooperation.placements.rules.guard import CHECKS, reasons
from veturi.cooperation.placements.rules.guard_facts import (
    Code,
    Facts,
    Gravity,
    Mender,
    Named,
    is_alike,
)
from veturi.cooperation.placements.rules.law.rows import Place

ON = date(2026, 11, 24)
ENDS = date(2026, 12, 18)
DAY = timedelta(days=1)
TOLD = Told(
    form=Form.TRAINING_AGREEMENT,
    unique_id="a",
    starts_on=date(2026, 10, 5),
    last_day=ENDS,
    part_time=100,
    workplace="Konepaja Oy",
    business_id="1234567-1",
    tasks=("Sorvaus",),
    instructor="Otto Ohjaaja",
    email="otto@paja.invalid",
    phone="040 123 4567",
)
OTTO = Named("Otto Ohjaaja", "otto@paja.invalid", "040 123 4567")


def facts(*, states=(("2024-08-10", "lasna", "1"),), programme="vocational", **given):
    """All is well but for what is given: of `Facts`, of `Told`, of the study right."""
    of_facts = ("recorded_on", "emails", "phones", "spellings")
    told = TOLD._replace(**{k: v for k, v in given.items() if k not in (*of_facts, "included_in")})
    right = {
        "tila": {
            "opiskeluoikeusjaksot": [
                {"alku": since, "tila": state, "rahoitus": funding}
                for since, state, funding in states
            ]
        },
        "programme": programme,
        "included_in": given.get("included_in", ""),
    }
    return Facts(
        told=told,
        right=right,
        recorded_on=given.get("recorded_on", date(2026, 10, 5)),
        emails=frozenset(given.get("emails", (told.email,))) - {""},
        phones=frozenset(given.get("phones", (told.phone,))) - {""},
        spellings=frozenset(given.get("spellings", ())),
    )


def codes(on=ON, **given):
    return [one.code.value for one in reasons(facts(**given), on=on)]


def until(first, last=None):
    return ((first, last),)


DEFECTS = [
    ({"last_day": None}, "end_date_missing"),
    ({"form": Form.TET}, "agreement_type"),
    ({"form": Form.PRACTICE}, "agreement_type"),
    ({"instructor": ""}, "instructor_missing"),
    ({"instructor": "  "}, "instructor_missing"),
    ({"workplace": ""}, "workplace_name_missing"),
    ({"workplace": " "}, "workplace_name_missing"),
    ({"business_id": ""}, "business_id_missing"),
    ({"business_id": "1234567-2"}, "business_id_invalid"),
    ({"business_id": "12345671"}, "business_id_invalid"),
    ({"part_time": None}, "part_time_missing"),
    ({"interruptions": until(date(2026, 12, 1))}, "interrupted_at_end"),
    ({"interruptions": until(date(2026, 12, 18), date(2026, 12, 18))}, "interrupted_at_end"),
    ({"programme": "tuva"}, "tuva"),
    ({"programme": "basic_education"}, "not_vocational"),
    ({"programme": "other"}, "not_vocational"),
    ({"programme": "telma"}, "telma"),
    (
        {"states": (("2024-08-10", "lasna", "1"), ("2026-12-17", "eronnut", "1"))},
        "study_right_ended",
    ),
    ({"states": (("2024-08-10", "valiaikaisestikeskeytynyt", "1"),)}, "study_right_ended"),
    ({"states": (("2024-08-10", "lasna", "6"),)}, "external_funding"),
    ({"states": (("2024-08-10", "lasna", "14"),)}, "external_funding"),
    ({"states": (("2024-08-10", "lasna", "1"), ("2026-12-18", "lasna", "15"))}, "external_funding"),
    ({"included_in": "1.2.246.562.15.1"}, "linked_study_right"),
    ({"recorded_on": None}, "not_recorded"),
    ({"recorded_on": ENDS}, "recorded_late"),
    ({"emails": (), "phones": ()}, "no_contacts"),
    ({"emails": ("a@paja.invalid", "b@paja.invalid"), "phones": ()}, "email_mismatch"),
    ({"emails": (), "phones": ("0401234567", "0401234568")}, "phone_mismatch"),
    ({"emails": (), "phones": ("03 123 4567",)}, "phone_invalid"),
    ({"emails": (), "phones": ("+46 70 123 4567",)}, "phone_invalid"),
    ({"spellings": ("Oto Ohjaaja",)}, "two_spellings"),
]


@pytest.mark.parametrize(("defect", "code"), DEFECTS)
def test_each_defect_is_found_and_nothing_else(defect, code):
    assert codes(**defect) == [code]


def test_every_reason_stands_in_the_table():
    assert {code for _, code in DEFECTS} | {"other_season"} == set(Code.values)
    assert [check.code for check in CHECKS] == list(Code)


@pytest.mark.parametrize(
    "well",
    [
        {},
        {"form": Form.APPRENTICESHIP},
        {"form": Form.ENTREPRENEUR},
        {"programme": "labour_market"},
        {"part_time": 1},
        {"states": ()},
        {"states": (("2024-08-10", "loma", "1"),)},
        {"states": (("2024-08-10", "lasna", "1"), ("2026-12-18", "eronnut", "1"))},
        {"states": (("2024-08-10", "lasna", "6"), ("2026-12-01", "lasna", "1"))},
        {"states": (("2024-08-10", "lasna", "1"), ("2026-12-19", "lasna", "6"))},
        {"interruptions": until(date(2026, 12, 1), date(2026, 12, 17))},
        {"recorded_on": ENDS - DAY},
        {"emails": ()},
        {"phones": ()},
        {"phones": ("03 123 4567",)},
        {"emails": ("a@paja.invalid", "b@paja.invalid")},
        {"phones": ("0401234567", "0401234568")},
    ],
)
def test_what_does_not_stop_the_survey_is_no_reason(well):
    assert codes(**well) == []


@pytest.mark.parametrize(
    ("on", "last_day", "expected"),
    [
        ("2026-07-01", "2026-06-30", ["other_season"]),
        ("2026-06-30", "2026-06-30", []),
        ("2026-07-01", "2026-07-01", []),
        ("2027-06-30", "2026-07-01", []),
        ("2027-07-01", "2026-12-31", ["other_season"]),
        ("2027-06-30", "2026-12-31", []),
        ("2028-03-01", "2028-02-29", []),
    ],
)
def test_the_season_turns_at_midsummer(on, last_day, expected):
    told = {"starts_on": date(2026, 1, 12), "last_day": date.fromisoformat(last_day)}

    found = codes(on=date.fromisoformat(on), **told, recorded_on=date(2026, 1, 12))

    assert found == expected


def test_the_share_is_asked_of_periods_that_end_in_july_2023_or_later():
    on, recorded = date(2023, 6, 1), date(2023, 5, 1)
    given = {"part_time": None, "recorded_on": recorded, "starts_on": recorded}

    june = codes(on=on, last_day=date(2023, 6, 30), **given)
    july = codes(on=on, last_day=date(2023, 7, 1), **given)

    assert (june, july) == ([], ["part_time_missing"])


def test_the_deadline_is_the_eve_of_the_last_day_also_on_leap_days():
    late = facts(last_day=date(2028, 3, 1), recorded_on=date(2028, 3, 1))
    in_time = facts(last_day=date(2028, 3, 1), recorded_on=date(2028, 2, 29))

    assert (late.deadline, in_time.deadline) == (date(2028, 2, 29), date(2028, 2, 29))
    assert [one.code for one in reasons(late, on=ON)] == [Code.RECORDED_LATE]
    assert reasons(in_time, on=ON) == []


def test_a_reason_tells_who_mends_it_where_and_until_when():
    [one] = reasons(facts(business_id=""), on=ON)

    assert (one.mender, one.place, one.field) == (Mender.COORDINATOR, Place.PARTNER, "business_id")
    assert (one.until, one.stops, one.gravity) == (ENDS - DAY, True, Gravity.STOPS)


def test_whoever_is_not_named_is_not_asked_for_contacts():
    assert codes(instructor="", emails=(), phones=()) == ["instructor_missing"]


def test_all_that_is_wrong_is_told_in_order():
    found = codes(part_time=None, business_id="", recorded_on=None, emails=(), phones=())

    assert found == ["business_id_missing", "part_time_missing", "not_recorded", "no_contacts"]


NATIONAL = {
    "end_date_missing": (None, "loppu", "ei-ole"),
    "agreement_type": ("ei-laheteta", "tyopaikalla-jarjestettava-koulutus", "puuttuva-yhteystieto"),
    "instructor_missing": (
        "ei-laheteta",
        "tyopaikalla-jarjestettava-koulutus",
        "puuttuva-yhteystieto",
    ),
    "workplace_name_missing": (
        "ei-laheteta",
        "tyopaikalla-jarjestettava-koulutus",
        "puuttuva-yhteystieto",
    ),
    "business_id_missing": (
        "ei-laheteta",
        "tyopaikalla-jarjestettava-koulutus",
        "puuttuva-yhteystieto",
    ),
    "part_time_missing": ("ei-laheteta", "osa-aikaisuustieto", "ei-ole"),
    "interrupted_at_end": ("ei-laheteta", "keskeytymisajanjaksot", "jakso-keskeytynyt"),
    "tuva": ("ei-laheteta", "opiskeluoikeus-oid", "ei-ammatillinen"),
    "not_vocational": ("ei-laheteta", "opiskeluoikeus-oid", "ei-ammatillinen"),
    "telma": ("ei-laheteta", "opiskeluoikeus-oid", "ei-ammatillinen"),
    "study_right_ended": ("ei-laheteta", "opiskeluoikeus-oid", "opiskelu-paattynyt"),
    "external_funding": ("ei-laheteta", "opiskeluoikeus-oid", "ulkoisesti-rahoitettu"),
    "linked_study_right": ("ei-laheteta", "opiskeluoikeus-oid", "liittyva-opiskeluoikeus"),
}


@pytest.mark.parametrize(("defect", "code"), DEFECTS)
def test_the_register_says_the_same(defect, code):
    """What the register does not look at (recording, contacts) it lets pass."""
    asked = facts(**defect)
    types = {"vocational": "ammatillinentutkinto", "telma": "telma"}
    kind = types.get(asked.right["programme"], "muu")
    right = {**asked.right, "suoritukset": [{"tyyppi": kind}]}
    if asked.right["included_in"]:
        right["sisältyyOpiskeluoikeuteen"] = {"oid": asked.right["included_in"]}

    said = eligibility(hoks_fragment(asked.told), {}, right, ON)

    assert said == NATIONAL.get(code, ("odottaa-kasittelya", "loppu", "hoks-tallennettu"))


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (OTTO, False),
        (Named("Ohjaaja Otto"), True),
        (Named("otto  ohjaaja"), True),
        (Named("O. Ohjaaja", "otto@paja.invalid"), True),
        (Named("O. Ohjaaja", "", "040 123 4567"), True),
        (Named("O. Ohjaaja", "oili@paja.invalid"), False),
        (Named("Kaisa Ohjaaja", "otto@paja.invalid"), False),
        (Named("Otto Mäki", "otto@paja.invalid"), False),
        (Named("", "otto@paja.invalid"), False),
    ],
)
def test_two_spellings_of_one_person_are_recognised(other, alike):
    assert is_alike(OTTO, other) is alike
    assert is_alike(other, OTTO) is alike
