"""`veturi levels try`: what is written wrongly is refused with its place, in one sentence."""

import copy
import io
import json

import pytest
from django.core.management import CommandError, call_command

from veturi.insight.levels.management.commands.levels import try_history
from veturi.insight.levels.ruleset import PROPOSAL, read_rules

DEED = {
    "kind": "encounters.met",
    "on": "2026-10-10",
    "contributions": [["partner", "guidance_hours", 1, "logged"]],
}
JUDGED = {"layer": "everyday", "depth": 3, "from": "2026-01-01", "until": "2026-12-31"}
PROMISED = {"kind": "visits.visit_planned", "due": "2026-12-01", "kept": False}
PLAN = {"kind": "plans.partnership_plan_agreed", "on": "2025-01-01"}
GOOD = {
    "on": "2026-11-24",
    "deeds": [DEED],
    "facts": {"owner": True, "documents": [PLAN], "overrides": [JUDGED], "promises": [PROMISED]},
}
A_DAY = "write a day such as 2026-11-24, not"
A_LIST = "write a list in brackets, not"
AN_AMOUNT = "write a number from 0 to 1000000000000, not"
AN_OBJECT = "write an object in braces, not"
A_ROW = "write these values in brackets: giver, currency, amount, confidence; not"

AMOUNT = ("deeds", 0, "contributions", 0, 2)
OURS = ("deeds", 0, "contributions", 0)
OVERRIDE = ("facts", "overrides", 0)
PAPER = ("facts", "documents", 0)
PROMISE = ("facts", "promises", 0)
WRONG = [
    (("on",), None, f"“on”: {A_DAY} null."),
    (("on",), "24.11.2026", f'“on”: {A_DAY} "24.11.2026".'),
    (("on",), "20261124", f'“on”: {A_DAY} "20261124".'),
    (("on",), "2026-W48-2", f'“on”: {A_DAY} "2026-W48-2".'),
    (("on",), "2026-02-31", f'“on”: {A_DAY} "2026-02-31".'),
    (("deeds",), None, f"“deeds”: {A_LIST} null."),
    (("deeds",), {}, "“deeds”: write a list in brackets, not {…}."),
    (("deeds", 0), "abc", f'Deed 1: {AN_OBJECT} "abc".'),
    (("deeds", 0, "kind"), "x.y", 'Deed 1, “kind”: the catalogue has no kind "x.y".'),
    (("deeds", 0, "kind"), ["x"], "Deed 1, “kind”: the catalogue has no kind […]."),
    (("deeds", 0, "on"), "2026-10-10 rubbish", f'Deed 1, “on”: {A_DAY} "2026-10-10 rubbish".'),
    (("deeds", 0, "on"), 20261010, f"Deed 1, “on”: {A_DAY} 20261010."),
    (("deeds", 0, "retracted_on"), True, f"Deed 1, “retracted_on”: {A_DAY} true."),
    (
        ("deeds", 0, "retracted_on"),
        "2020-01-01",
        "Deed 1, “retracted_on”: this day is before the first one, 2026-10-10.",
    ),
    (
        ("deeds", 0),
        {"kind": "x.y", "on": "bad", "retracted_on": "2026-10-11"},
        'Deed 1, “kind”: the catalogue has no kind "x.y".',
    ),
    (
        ("deeds", 0, "until"),
        "2026-10-09",
        "Deed 1, “until”: this day is before the first one, 2026-10-10.",
    ),
    (("deeds", 0, "contributions"), None, f"Deed 1, “contributions”: {A_LIST} null."),
    (OURS, 5, f"Deed 1, contribution 1: {A_ROW} 5."),
    (OURS, ["partner", "euros", 1], f"Deed 1, contribution 1: {A_ROW} […]."),
    (AMOUNT, -0.001, f"Deed 1, contribution 1, “amount”: {AN_AMOUNT} -0.001."),
    (AMOUNT, 1e30, f"Deed 1, contribution 1, “amount”: {AN_AMOUNT} 1e+30."),
    (AMOUNT, "1,5", f'Deed 1, contribution 1, “amount”: {AN_AMOUNT} "1,5".'),
    (AMOUNT, True, f"Deed 1, contribution 1, “amount”: {AN_AMOUNT} true."),
    (AMOUNT, float("inf"), "this is not JSON: Infinity."),
    (
        ("deeds", 0, "contributions", 0, 0),
        [],
        "Deed 1, contribution 1, “giver”: write one of partner, provider, not [].",
    ),
    (("deeds", 0, "partner_version"), 5, f"Deed 1, “partner_version”: {A_LIST} 5."),
    (
        ("deeds", 0, "partner_version"),
        [["partner", "gold", 1]],
        "Deed 1, partner_version 1, “currency”: write one of guidance_hours, teaching_hours,"
        " expertise_hours, student_days, premises_hours, hires, euros, visibility,"
        ' not "gold".',
    ),
    (("facts",), None, f"“facts”: {AN_OBJECT} null."),
    (("facts", "owner"), "no", '“owner”: write true or false, not "no".'),
    (("facts", "paused_until"), 20261231, f"“paused_until”: {A_DAY} 20261231."),
    (("facts", "documents"), None, f"“documents”: {A_LIST} null."),
    (
        (*PAPER, "until"),
        "2024-12-31",
        "Document 1, “until”: this day is before the first one, 2025-01-01.",
    ),
    (("facts", "overrides"), None, f"“overrides”: {A_LIST} null."),
    (
        (*OVERRIDE, "depth"),
        7,
        "Override 1, “depth”: write a whole number from 0 to 4, not 7.",
    ),
    (
        (*OVERRIDE, "depth"),
        1.5,
        "Override 1, “depth”: write a whole number from 0 to 4, not 1.5.",
    ),
    (
        (*OVERRIDE, "until"),
        "2027-01-01",
        "Override 1, “until”: an override lasts at most twelve months: until 2026-12-31.",
    ),
    (
        (*OVERRIDE, "until"),
        "2025-12-31",
        "Override 1, “until”: this day is before the first one, 2026-01-01.",
    ),
    (("facts", "promises"), None, f"“promises”: {A_LIST} null."),
    ((*PROMISE, "kind"), "x.y", 'Promise 1, “kind”: the catalogue has no kind "x.y".'),
    ((*PROMISE, "due"), "soon", f'Promise 1, “due”: {A_DAY} "soon".'),
]


def put(path, value, where=GOOD):
    """The same, with one value in another's place."""
    whole = copy.deepcopy(where)
    *way, last = path
    inner = whole
    for step in way:
        inner = inner[step]
    inner[last] = value
    return whole


def without(path):
    whole = copy.deepcopy(GOOD)
    *way, last = path
    inner = whole
    for step in way:
        inner = inner[step]
    del inner[last]
    return whole


def tried(tmp_path, content, *more):
    file = tmp_path / "history.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    out = io.StringIO()
    call_command("levels", "try", str(file), *more, stdout=out)
    return json.loads(out.getvalue())


def refusal(tmp_path, content, *more):
    with pytest.raises(CommandError) as refused:
        tried(tmp_path, content, *more)
    assert refused.value.returncode == 1
    return str(refused.value).removeprefix(f"{tmp_path / 'history.json'}: ")


def everyday(history):
    return try_history(history, rules=read_rules(PROPOSAL)).as_data()["layers"]["everyday"]


@pytest.mark.parametrize("path, value, sentence", WRONG, ids=lambda one: str(one)[:40])
def test_what_is_written_wrongly_is_refused_with_its_place(path, value, sentence, tmp_path):
    assert refusal(tmp_path, put(path, value)) == sentence


@pytest.mark.parametrize(
    "path, place",
    [
        (("on",), "“on”"),
        (("deeds", 0, "kind"), "Deed 1, “kind”"),
        (("deeds", 0, "on"), "Deed 1, “on”"),
        ((*OVERRIDE, "until"), "Override 1, “until”"),
        ((*PROMISE, "due"), "Promise 1, “due”"),
    ],
)
def test_what_is_missing_is_named(path, place, tmp_path):
    assert refusal(tmp_path, without(path)) == f"{place}: this is missing."


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b'{"on": ', "this is not JSON: Expecting value: line 1 column 8 (char 7)."),
        ("ä".encode("latin-1"), "this is not text in UTF-8."),
        (b"[" * 100_000, "this is nested too deep."),
        (b"[]", f"{AN_OBJECT} []."),
    ],
)
def test_what_is_no_history_at_all_is_refused(content, sentence, tmp_path):
    assert refusal(tmp_path, content) == sentence


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="nowhere.json: this cannot be read"):
        call_command("levels", "try", str(tmp_path / "nowhere.json"))


def test_a_byte_order_mark_and_unknown_keys_do_no_harm(tmp_path):
    history = {**GOOD, "note": "of the desk"}

    assert tried(tmp_path, b"\xef\xbb\xbf" + json.dumps(history).encode()) == tried(tmp_path, GOOD)


def test_a_deed_of_a_later_month_counts_nowhere_not_even_in_the_state():
    later = put(("deeds", 0, "on"), "2027-01-01")

    judged = try_history(later, rules=read_rules(PROPOSAL))

    assert (judged.state, judged.layers["everyday"].deeds) == ("new", 0)


def test_an_old_deed_beside_one_still_to_come_rests_by_the_old_one():
    old = {**DEED, "on": "2025-06-01"}
    history = put(("deeds",), [old, {**DEED, "on": "2027-01-01"}])

    assert try_history(history, rules=read_rules(PROPOSAL)).state == "resting"


def test_a_membership_has_no_last_day():
    joined = {"kind": "networks.joined", "on": "2020-01-01", "until": "2020-12-31"}
    met = [{"kind": "networks.met", "on": f"2026-{month}-01"} for month in ("09", "10")]
    history = {"on": "2026-11-24", "deeds": met, "facts": {"owner": True, "documents": [joined]}}

    judged = try_history(history, rules=read_rules(PROPOSAL))

    assert judged.layers["network"].full_depth == 2


@pytest.mark.parametrize("window, depth", [(24, 1), (36, 1)])
def test_the_earlier_year_ends_at_24_months_whatever_the_window(window, depth):
    deeds = [{**DEED, "on": day} for day in ("2026-10-10", "2024-02-10")]
    layers = {
        **PROPOSAL["layers"],
        "everyday": {
            "1": [["deeds", 1]],
            "2": [["each_year", "layer", 1]],
            "3": [["deeds", 9]],
            "4": [],
        },
    }
    rules = read_rules({**PROPOSAL, "window_months": window, "layers": layers})

    judged = try_history({"on": "2026-11-24", "deeds": deeds}, rules=rules)

    assert judged.layers["everyday"].full_depth == depth
