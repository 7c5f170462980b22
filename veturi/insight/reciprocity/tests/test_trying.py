"""`veturi reciprocity try`: the years and the deeds are read as strictly as anywhere."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

GIFT = ["partner", "guidance_hours", 1, "logged"]
DEED = {"kind": "encounters.met", "on": "2026-10-10", "contributions": [GIFT]}
GOOD = {"on": "2026-11-24", "years": 3, "deeds": [DEED]}


def tried(tmp_path, history):
    file, out = tmp_path / "history.json", io.StringIO()
    file.write_text(json.dumps(history), "utf-8")
    call_command("reciprocity", "try", str(file), stdout=out)
    return json.loads(out.getvalue())


def test_an_exchange_is_weighed(tmp_path):
    assert (tried(tmp_path, GOOD)["F"], tried(tmp_path, GOOD)["share"]) == (1.0, 1.0)


@pytest.mark.parametrize("years", [0, 2, 4, -1, "3", None, True, [1], 1.9])
def test_the_window_is_one_three_or_five_years(years, tmp_path):
    with pytest.raises(CommandError, match="“years”: write one of 1, 3, 5, not "):
        tried(tmp_path, {**GOOD, "years": years})


@pytest.mark.parametrize(
    "amount, found", [(-1, "-1"), (1e300, "1e[+]300"), ("x", '"x"'), (None, "null")]
)
def test_an_amount_is_a_number_that_something_can_have(amount, found, tmp_path):
    deed = {**DEED, "contributions": [["partner", "guidance_hours", amount, "logged"]]}

    with pytest.raises(CommandError, match=f"Deed 1, contribution 1, “amount”: .*, not {found}[.]"):
        tried(tmp_path, {**GOOD, "deeds": [deed]})


def test_what_the_partner_says_the_same_of_is_confirmed(tmp_path):
    deed = {**DEED, "partner_version": [["partner", "guidance_hours", 1]]}

    assert tried(tmp_path, {**GOOD, "deeds": [deed]})["confidence"] == 1.0
