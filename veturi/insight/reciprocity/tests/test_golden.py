"""Twelve partners calculated by hand from kinds.md §6; they match to 0.01."""

import json
from pathlib import Path

import pytest

from veturi.insight.reciprocity.management.commands.reciprocity import try_history

CASES = json.loads((Path(__file__).parent / "golden" / "partners.json").read_text("utf-8"))


def flat(data, path=""):
    """{"a": {"b": 1}} → {"/a/b": 1}, so that figures are compared one by one."""
    if not isinstance(data, dict):
        return {path: data}
    return {
        key: value
        for name, inner in data.items()
        for key, value in flat(inner, f"{path}/{name}").items()
    }


def test_there_are_twelve():
    assert len(CASES) == 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_reciprocity_is_as_calculated_by_hand(case):
    found, expected = flat(try_history(case["history"]).as_data()), flat(case["expected"])

    assert found.keys() == expected.keys()
    for key, value in expected.items():
        assert found[key] == (
            pytest.approx(value, abs=0.001) if isinstance(value, float) else value
        ), key
