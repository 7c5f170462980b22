"""An amendment says in words what is otherwise."""

import pytest
from django.utils.translation import override

from veturi.cooperation.placements.rules.wording import clock, day, differences, label, number, said

CONTENT = {
    "paper": "training",
    "provider": {"name": "Opisto", "business_id": "", "site": "", "address": ""},
    "workplace": {"name": "Paja Oy", "business_id": "1234567-1"},
    "student": {"name": "Eetu Oppija", "number": "S1", "group": "", "born_on": "2005-03-14"},
    "qualification": {"name": "Kone", "code": "351101", "record_number": "OPH-1"},
    "units": [{"name": "Sorvaus", "code": "1", "points": "30.0"}],
    "starts_on": "2027-01-11",
    "ends_on": "2027-03-19",
    "weekly_hours": "37.5",
    "tasks": ["Sorvaus", "Hitsaus"],
    "instructor": {"name": "Otto", "title": "työnjohtaja", "email": "", "phone": "040"},
}


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def test_nothing_is_otherwise_when_nothing_was_changed():
    assert differences(CONTENT, dict(CONTENT)) == []


def test_a_value_is_told_before_and_after():
    assert differences(CONTENT, CONTENT | {"ends_on": "2027-04-02"}) == [
        "Last day: formerly “19.3.2027”, now “2.4.2027”."
    ]


def test_what_comes_to_be_and_what_goes_is_a_dash_on_the_other_side():
    assert differences(CONTENT, CONTENT | {"instructor": None, "part_time": 60}) == [
        "Share of full time: formerly “–”, now “60 %”.",
        "Responsible workplace instructor: formerly “Otto, työnjohtaja, 040”, now “–”.",
    ]


def test_of_lists_only_what_came_and_went_is_told():
    assert differences(CONTENT, CONTENT | {"tasks": ["Sorvaus", "Särmäys"]}) == [
        "Key work tasks: left out “Hitsaus”.",
        "Key work tasks: added “Särmäys”.",
    ]


def test_the_order_of_a_list_is_no_difference():
    assert differences(CONTENT, CONTENT | {"tasks": ["Hitsaus", "Sorvaus"]}) == []


@pytest.mark.parametrize(
    ("given", "key", "lines"),
    [
        ({}, "units", ["Sorvaus (1), 30 competence points"]),
        ({"units": [{"name": "A", "code": "2"}]}, "units", ["A (2)"]),
        ({}, "day", []),
        ({"day_begins": "07:00"}, "day", ["At 7.00 at the earliest"]),
        ({"day_ends": "15:30"}, "day", ["Until 15.30 at the latest"]),
        ({"day_begins": "07:00", "day_ends": "15:30"}, "day", ["Between 7.00 and 15.30"]),
        ({}, "trial_until", []),
        ({"paper": "apprenticeship"}, "trial_until", ["No trial period."]),
        (
            {"paper": "apprenticeship", "trial_until": "2027-02-10"},
            "trial_until",
            ["Until 10.2.2027"],
        ),
        ({}, "compensation", ["No compensation is paid to the workplace."]),
        ({"paper": "tet"}, "compensation", []),
        ({"compensation": "200.00"}, "compensation", ["200 euros a month"]),
        ({}, "workplace", ["Paja Oy", "Business ID 1234567-1"]),
        ({}, "student", ["Eetu Oppija", "Student number S1"]),
        ({}, "born_on", ["14.3.2005"]),
        ({}, "weekly_hours", ["37.5 hours a week"]),
        ({"weekly_hours": None}, "weekly_hours", []),
        ({"other": "Yksi\n\nKaksi"}, "other", ["Yksi", "Kaksi"]),
        ({"qualification": None}, "qualification", []),
    ],
)
def test_each_value_is_said_in_words(given, key, lines):
    assert said(CONTENT | given, key) == lines


def test_a_workplace_of_an_apprenticeship_is_an_employer():
    assert [label({"paper": paper}, "workplace") for paper in ("training", "apprenticeship")] == [
        "Workplace",
        "Employer",
    ]


@pytest.mark.parametrize(
    ("language", "text"), [("fi", "37,5"), ("sv", "37,5"), ("en", "37.5"), (None, "37,5")]
)
def test_a_number_has_the_comma_of_its_language(language, text):
    with override(language):
        assert number("37.50") == text


def test_whole_numbers_have_no_decimals():
    assert [number(text) for text in ("30.0", "100", "1200.00")] == ["30", "100", "1200"]


def test_nothing_is_written_of_no_day_and_no_time():
    assert (day(None), clock(None)) == ("", "")
