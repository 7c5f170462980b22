"""Days at work, papers and grounds: plain values in and out."""

from datetime import date
from decimal import Decimal

import pytest

from veturi.cooperation.placements.rules.grounds import grounds
from veturi.cooperation.placements.rules.papers import needed, parties
from veturi.cooperation.placements.rules.spans import months, worked_days
from veturi.cooperation.placements.rules.words import Paper, Party


def test_a_span_is_cut_at_the_ends_of_months():
    assert list(months(date(2026, 12, 30), date(2027, 2, 1))) == [
        (date(2026, 12, 30), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
        (date(2027, 2, 1), date(2027, 2, 1)),
    ]


@pytest.mark.parametrize(
    ("stops", "part_time", "days"),
    [
        ([], 100, "5.0"),
        ([], 50, "2.5"),
        ([], 33, "1.7"),
        ([(date(2026, 11, 24), date(2026, 11, 25))], 100, "3.0"),
        ([(date(2026, 11, 24), None)], 100, "1.0"),
        ([(date(2026, 11, 28), date(2026, 11, 29))], 100, "5.0"),
    ],
)
def test_a_week_has_five_days_of_work_without_its_interruptions(stops, part_time, days):
    monday, sunday = date(2026, 11, 23), date(2026, 11, 29)

    assert worked_days(monday, sunday, stops=stops, part_time=part_time) == Decimal(days)


@pytest.mark.parametrize(
    ("paper", "is_minor", "who"),
    [
        (Paper.TRAINING, True, {Party.WORKPLACE, Party.PROVIDER}),
        (Paper.ARRANGEMENT, False, {Party.WORKPLACE, Party.PROVIDER}),
        (Paper.APPRENTICESHIP, True, {Party.STUDENT, Party.WORKPLACE}),
        (Paper.TET, True, {Party.GUARDIAN, Party.WORKPLACE, Party.PROVIDER}),
        (Paper.TET, False, {Party.STUDENT, Party.WORKPLACE, Party.PROVIDER}),
        (Paper.PRACTICE, False, {Party.STUDENT, Party.WORKPLACE, Party.PROVIDER}),
    ],
)
def test_who_signs_follows_the_law(paper, is_minor, who):
    assert set(parties(paper, is_minor=is_minor)) == who


def test_an_apprenticeship_needs_the_arrangement_first():
    assert needed("apprenticeship") == (Paper.ARRANGEMENT, Paper.APPRENTICESHIP)
    assert needed("entrepreneur") == (Paper.ARRANGEMENT,)


def test_each_form_ends_on_its_own_grounds():
    assert "trial" not in grounds("training_agreement")
    assert "student_notice" not in grounds("apprenticeship")
    assert grounds("tet") == grounds("practice")
