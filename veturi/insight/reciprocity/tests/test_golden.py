"""Twelve partners calculated by hand from kinds.md §6; they match to 0.01."""

import json
from pathlib import Path

import pytest

from veturi.insight.reciprocity.management.commands.reciprocity import try_history

CASES = json.loads((Path(__file__).parent / "golden" / "partners.json").read_text("utf-8"))


def test_there_are_twelve():
    assert len(CASES) == 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_reciprocity_is_as_calculated_by_hand(case):
    found = try_history(case["history"]).as_data()

    assert found == pytest.approx(case["expected"], abs=0.005) or found == case["expected"]
