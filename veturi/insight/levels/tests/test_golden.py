"""Sixty partners whose verdicts were reasoned out by hand from kinds.md §5."""

import json
from pathlib import Path

import pytest

from veturi.insight.levels.management.commands.levels import try_history
from veturi.insight.levels.ruleset import PROPOSAL, read_rules

CASES = json.loads((Path(__file__).parent / "golden" / "partners.json").read_text("utf-8"))


def test_there_are_sixty():
    assert len(CASES) == 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_verdict_is_as_reasoned_by_hand(case):
    judgement = try_history(case["history"], rules=read_rules(PROPOSAL))

    assert judgement.as_data() == case["expected"]
