"""Every column of a student with values that cannot be: the row is named, the rest comes in."""

import pytest

from tests.bad_input.bad_values import WRONG_CELLS
from tests.bad_input.trial import too_long
from veturi.cooperation.placements.models import Student
from veturi.surfaces.imports.models import Row
from veturi.surfaces.imports.tests.students.brought import BY_FIELD, line, outcomes, said

pytestmark = pytest.mark.django_db


def test_a_bad_value_in_any_column_is_named_and_the_rest_comes_in(sheet, run):
    """A row for each column and each value; above and below them one without a fault."""
    cases = [(field, value) for field in BY_FIELD if field != "number" for value in WRONG_CELLS]
    rows = [line(**{"number": f"V{n}", field: value}) for n, (field, value) in enumerate(cases)]
    rows += [line(number=value) for value in WRONG_CELLS]
    cases += [("number", value) for value in WRONG_CELLS]

    imported = run(sheet(line(number="S1"), *rows, line(number="S2")))

    came = outcomes(imported)
    assert [came[0], came[-1]] == [("created", ""), ("created", "")]
    assert {outcome for outcome, _reason in came} <= {"created", "refused"}
    assert unnamed(imported, cases, came[1:-1]) == []
    assert Student.objects.count() == sum(outcome == "created" for outcome, _reason in came)
    assert too_long() == []


def unnamed(imported, cases, came):
    """Refused rows that do not say in which column and why."""
    return [
        (number, field, value[:20])
        for number, ((field, value), (outcome, _reason)) in enumerate(
            zip(cases, came, strict=True), 3
        )
        if outcome == Row.Outcome.REFUSED
        and not any(sentence for name, sentence in said(imported, number) if name == field)
    ]
