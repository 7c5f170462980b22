"""A set of rules is checked whole when it is read; a fault is refused with its place."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from veturi.foundation.written import Unreadable
from veturi.insight.levels.conditions import Evidence, Facts
from veturi.insight.levels.rules import judge
from veturi.insight.levels.ruleset import PROPOSAL, read_rules
from veturi.insight.levels.tests.test_trying import GOOD, put
from veturi.ledger.kinds import Layer
from veturi.ledger.points import PROPOSED_WEIGHTS

EVERYDAY = ("layers", "everyday")


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


FAULTS = [
    ((*EVERYDAY, "1"), [["foo", 1]], "condition 1: there is no condition \"foo\"."),
    ((*EVERYDAY, "1"), [["deeds"]], "condition 1: the condition \"deeds\" takes 1 values."),
    ((*EVERYDAY, "1"), [["deeds", 0]], "condition 1: write a whole number from 1 to 10000, not 0."),
    ((*EVERYDAY, "1"), [["deeds", "1"]], "condition 1: write a whole number from 1 to 10000, not \"1\"."),
    ((*EVERYDAY, "1"), [["deeds", True]], "condition 1: write a whole number from 1 to 10000, not true."),
    ((*EVERYDAY, "1"), [], "ask for at least one deed of the layer."),
    ((*EVERYDAY, "1"), [["owner"]], "ask for at least one deed of the layer."),
    ((*EVERYDAY, "1"), ["deeds"], "condition 1: there is no condition \"deeds\"."),
    ((*EVERYDAY, "1"), None, "write a list in brackets, not null."),
]  # fmt: skip
ELSEWHERE = [
    ((*EVERYDAY, "4"), [["balance", 1.5]], "layer everyday, depth 4, condition 1: write a number from 0 to 1, not 1.5."),
    ((*EVERYDAY, "4"), [["document", "layer"]], None),
    ((*EVERYDAY, "4"), [["count", "nothing", 1]], None),
    ((*EVERYDAY, "5"), [], "layer everyday, depth \"5\": this is not known."),
    (("layers", "outer"), {}, "layer \"outer\": this is not known."),
    (("window_months",), 11, "“window_months”: write a whole number from 12 to 120, not 11."),
    (("window_months",), 24.5, "“window_months”: write a whole number from 12 to 120, not 24.5."),
    (("recency",), [], "“recency”: write at least one row, each with a greater distance than the last."),
    (("recency", 0, "distance"), 20, "“recency”: write at least one row, each with a greater distance than the last."),
    (("recency", 0, "cap"), 5, "recency 1, “cap”: write a whole number from 0 to 4, not 5."),
    (("sets", "plan"), ["x.y"], "set plan, kind 1: the catalogue has no kind \"x.y\"."),
    (("sets", "plan"), [], "set plan: name at least one kind."),
    (("sets", "layer"), ["encounters.met"], "set layer: name a set in small letters, and not “layer”, which is built in."),
    (("valid_from",), "1.1.2026", "“valid_from”: write a day such as 2026-11-24, not \"1.1.2026\"."),
    (("valid_until",), "2025-12-31", "“valid_until”: this day is before the first one, 2026-01-01."),
    (("version",), "", "“version”: write a text of 1 to 60 characters, not \"\"."),
    (("layers",), [], "“layers”: write an object in braces, not []."),
]  # fmt: skip


def fault(data):
    with pytest.raises(Unreadable) as refused:
        read_rules(data)
    return str(refused.value)


def test_the_proposal_is_without_a_fault():
    assert read_rules(PROPOSAL).version == "levels-2026-1"


@pytest.mark.parametrize("path, value, sentence", FAULTS, ids=lambda one: str(one)[:30])
def test_the_fault_of_a_depth_is_told_with_layer_and_depth(path, value, sentence):
    joint = ", " if sentence.startswith("condition") else ": "

    assert fault(put(path, value, PROPOSAL)) == f"layer everyday, depth 1{joint}{sentence}"


@pytest.mark.parametrize("path, value, sentence", ELSEWHERE, ids=lambda one: str(one)[:30])
def test_any_other_fault_is_told_with_its_place(path, value, sentence):
    found = fault(put(path, value, PROPOSAL))

    assert found == sentence or (sentence is None and "depth 4, condition 1: write one of" in found)


@pytest.mark.parametrize(
    "key", ["version", "valid_from", "window_months", "recency", "sets", "layers"]
)
def test_nothing_of_a_set_is_left_out(key):
    assert fault({k: v for k, v in PROPOSAL.items() if k != key}) == f"“{key}”: this is missing."


def test_each_layer_has_its_four_depths():
    half = put(("layers", "everyday"), {"1": [["deeds", 1]]}, PROPOSAL)

    assert fault(half) == "layer everyday, depth 2: this is missing."


def test_the_command_names_the_file_of_the_rules(tmp_path):
    history, rules = tmp_path / "history.json", tmp_path / "rules.json"
    history.write_text(json.dumps(GOOD), "utf-8")
    rules.write_text(json.dumps(put((*EVERYDAY, "1"), [["foo", 1]], PROPOSAL)), "utf-8")

    with pytest.raises(CommandError) as refused:
        call_command("levels", "try", str(history), "--rules", str(rules))

    place = f"{rules}: layer everyday, depth 1, condition 1"
    assert str(refused.value) == f'{place}: there is no condition "foo".'


def test_an_empty_layer_whose_depth_holds_has_a_step_and_no_distance():
    """By a set from before sets were checked."""
    easy = {depth: (("owner",),) for depth in range(1, 5)}
    rules = replace(read_rules(PROPOSAL), layers={layer: easy for layer in Layer})
    evidence = Evidence(date(2026, 11, 24), 24, PROPOSED_WEIGHTS, facts=Facts(owner=True))

    verdict = judge(evidence, rules=rules).layers[Layer.EVERYDAY]

    assert (verdict.next, verdict.have) == (("recent_deed",), None)
