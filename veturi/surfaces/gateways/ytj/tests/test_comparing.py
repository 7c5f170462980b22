"""What is warned of, and what is proposed."""

from datetime import date

import pytest
from django.utils.translation import override

from veturi.surfaces.gateways.ytj.rules.companies import (
    Address,
    Company,
    Industry,
    Name,
    Situation,
)
from veturi.surfaces.gateways.ytj.rules.comparing import (
    Change,
    Field,
    Ours,
    differences,
    facts_of,
    former_names,
)
from veturi.surfaces.gateways.ytj.rules.warning import warnings, warns_since

ON = date(2026, 11, 25)
BEFORE, AFTER = date(2026, 11, 3), date(2026, 12, 1)


def company(**parts):
    return Company(business_id="9999961-8", name=Name("Pata Oy", date(2020, 1, 1)), **parts)


def situation(code, since=BEFORE, until=None):
    return {"situations": (Situation(code, since, until),)}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, []),
        (situation("KONK"), [("KONK", "stop", BEFORE)]),
        (situation("SELTILA"), [("SELTILA", "stop", BEFORE)]),
        (situation("SANE"), [("SANE", "wait", BEFORE)]),
        (situation("SANE", until=BEFORE), []),
        (situation("SANE", until=ON), []),
        (situation("SANE", until=AFTER), [("SANE", "wait", BEFORE)]),
        (situation("KONK", since=None), [("KONK", "stop", None)]),
        (situation("UUSI"), []),
        ({"ended_on": BEFORE}, [("ENDED", "stop", BEFORE)]),
        ({"ended_on": AFTER}, [("ENDED", "stop", AFTER)]),
        (
            {**situation("KONK"), "ended_on": ON},
            [("KONK", "stop", BEFORE), ("ENDED", "stop", ON)],
        ),
    ],
)
def test_what_is_warned_of_gravest_first(parts, expected):
    found = warnings(company(**parts), on=ON)

    assert [(one.code, one.signal, one.since) for one in found] == expected


def test_a_warning_is_a_sentence_with_its_day_where_there_is_one():
    [dated] = warnings(company(**situation("KONK")), on=ON)
    [undated] = warnings(company(**situation("KONK", since=None)), on=ON)

    with override("en"):
        assert (dated.sentence, undated.sentence) == ("Bankrupt since 3.11.2026.", "Bankrupt.")


def test_a_warning_without_a_day_is_dated_by_when_it_was_seen():
    assert warns_since(warnings(company(**situation("KONK", since=None)), on=ON), on=ON) == ON
    assert warns_since([], on=ON) is None


MACHINING = Industry("25530", "2025", "Työstö", BEFORE)
CASES = [
    ({"name": "Pata Oy"}, {}, []),
    ({"name": "PATA  Oy"}, {}, []),
    ({"name": "Kattila Oy"}, {}, [(Field.NAME, "Kattila Oy", "Pata Oy", date(2020, 1, 1))]),
    ({}, {"form": "Osakeyhtiö"}, [(Field.LEGAL_FORM, "", "Osakeyhtiö", None)]),
    ({"legal_form": "osakeyhtiö"}, {"form": "Osakeyhtiö"}, []),
    ({"legal_form": "Kommandiittiyhtiö"}, {"form": ""}, []),
    ({}, {"industry": MACHINING}, [(Field.INDUSTRY, "", "2025 25530 Työstö", BEFORE)]),
    (
        {"industry": "25620", "industry_version": "2008"},
        {"industry": MACHINING},
        [(Field.INDUSTRY, "2008 25620", "2025 25530 Työstö", BEFORE)],
    ),
    ({"industry": "25.53", "industry_version": "2025"}, {"industry": MACHINING}, []),
    ({}, {"industry": Industry("25530", "", "Työstö")}, []),
    ({}, {"industry": Industry("00001", "2025", "Outo")}, []),
    (
        {"municipality": "179"},
        {"address": Address(municipality="410")},
        [(Field.MUNICIPALITY, "179", "410", None)],
    ),
    ({"municipality": "179"}, {"address": Address(city="KAUKANA")}, []),
    (
        {},
        {"website": "https://www.pata.invalid"},
        [(Field.WEBSITE, "", "https://www.pata.invalid", None)],
    ),
    ({"website": "http://Pata.invalid/"}, {"website": "https://www.pata.invalid"}, []),
    ({}, {"ended_on": BEFORE}, [(Field.ENDED_ON, "", "2026-11-03", None)]),
    ({"ended_on": BEFORE}, {"ended_on": BEFORE}, []),
]


@pytest.mark.parametrize(("ours", "theirs", "expected"), CASES)
def test_what_is_proposed(ours, theirs, expected):
    found = differences(Ours(**{"name": "Pata Oy", **ours}), company(**theirs))

    assert found == [Change(*row) for row in expected]


OLD = Name("Vanha Pata Ky", date(2001, 2, 3), date(2019, 12, 31))


def test_earlier_names_that_we_do_not_know_are_proposed_with_their_days():
    [found] = differences(Ours(name="Pata Oy"), company(earlier_names=(OLD, Name("Muu"))))

    assert (found.field, found.ours) == (Field.FORMER_NAMES, "")
    assert former_names(found.theirs) == [OLD, Name("Muu")]


def test_an_earlier_name_that_we_know_or_still_use_is_not_proposed():
    known = Ours(name="Pata Oy", former_names=frozenset({"VANHA PATA KY"}))
    assert differences(known, company(earlier_names=(OLD,))) == []

    in_use = differences(Ours(name="Vanha Pata Ky"), company(earlier_names=(OLD,)))
    assert [one.field for one in in_use] == [Field.NAME]


def test_accepted_texts_become_facts():
    facts = facts_of(
        {
            Field.NAME: "Pata Oy",
            Field.FORMER_NAMES: "Vanha\t\t",
            Field.INDUSTRY: "2025 25530 Metallin työstö",
            Field.ENDED_ON: "2026-11-03",
        }
    )

    assert facts == {
        "name": "Pata Oy",
        "industry": "25530",
        "industry_version": "2025",
        "ended_on": BEFORE,
    }
