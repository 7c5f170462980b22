"""A history from a file: what cannot be read is named with its place, nothing is guessed."""

from datetime import date

import pytest

from veturi.ledger.histories import NotAHistory, read_documents, read_past
from veturi.ledger.past import Standing

MET = {"kind": "encounters.met", "on": "2026-11-24"}
HOUR = ["partner", "expertise_hours", 1, "logged"]


@pytest.mark.parametrize(
    "deed",
    [
        {**MET, "kind": "encounters.dreamt"},
        {"on": "2026-11-24"},
        {"kind": "encounters.met"},
        {**MET, "on": "24.11.2026"},
        {**MET, "contributions": [["partner", "expertise_hours", 1]]},
        {**MET, "contributions": [["partner", "kahvit", 1, "logged"]]},
        {**MET, "contributions": [["partner", "expertise_hours", "paljon", "logged"]]},
        {**MET, "contributions": [["somebody", "expertise_hours", 1, "logged"]]},
        {**MET, "contributions": [["partner", "expertise_hours", 1, "guessed"]]},
    ],
)
def test_a_deed_that_cannot_be_read_is_named(deed):
    with pytest.raises(NotAHistory, match="2"):
        read_past([MET, deed])


def test_what_both_sides_say_the_same_is_confirmed_and_the_rest_is_ours():
    agreed = {**MET, "contributions": [HOUR], "partner_version": [HOUR]}
    differing = {**MET, "contributions": [HOUR], "partner_version": [[*HOUR[:2], 2, "logged"]]}

    past = read_past([agreed, differing])

    assert [(row.confidence, row.hundredths) for row in past.sums] == [
        ("confirmed", 100),
        ("logged", 100),
    ]


def test_a_document_without_a_last_day_stands_as_long_as_its_kind():
    plan = {"kind": "plans.partnership_plan_agreed", "on": "2024-02-29"}

    assert read_documents([plan, {**plan, "retracted_on": "2024-03-01"}], []) == [
        Standing(plan["kind"], date(2024, 2, 29), date(2026, 2, 27))
    ]
