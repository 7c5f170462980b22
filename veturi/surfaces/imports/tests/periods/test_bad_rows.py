"""Every column of a period with values that cannot be: the row is named, the rest comes in."""

import pytest

from tests.bad_input.bad_values import WRONG_CELLS
from tests.bad_input.trial import too_long
from veturi.cooperation.placements.models import Period
from veturi.surfaces.imports.tests.periods.brought import BY_HEADER
from veturi.surfaces.imports.tests.students.brought import outcomes, said

pytestmark = pytest.mark.django_db
NAMES = [name.lower().replace(" ", "_").replace("-", "_") for name in BY_HEADER]


def test_a_bad_value_in_any_column_is_named_and_the_rest_comes_in(sheet, run):
    """Each row is a period of its own; above and below them stands one without a fault."""
    cases = [(name, value) for name in NAMES for value in WRONG_CELLS]
    rows = [
        {"yksilöivä_tunniste": f"V-{n}", "alkupäivä": f"{6 + n % 20}.10.2026", name: value}
        for n, (name, value) in enumerate(cases)
    ]

    imported = run(sheet({}, *rows, {"alkupäivä": "30.10.2026", "yksilöivä_tunniste": "T-2"}))

    came = outcomes(imported)
    assert [came[0], came[-1]] == [("created", ""), ("created", "")]
    assert {outcome for outcome, _reason in came} <= {"created", "refused", "skipped"}
    silent = [
        (number, cases[number - 3][0], cases[number - 3][1][:20])
        for number, (outcome, _reason) in enumerate(came[1:-1], 3)
        if outcome == "refused" and not any(sentence for _name, sentence in said(imported, number))
    ]
    assert silent == []
    assert Period.objects.count() == sum(outcome == "created" for outcome, _reason in came)
    assert too_long() == []
