"""Verdicts follow deeds, people and the passing of time; each change is an event."""

from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.insight.levels import actions
from veturi.insight.levels.models import Verdict
from veturi.ledger.kinds import Layer

pytestmark = pytest.mark.django_db


def met(workshop, aino, on=TODAY):
    what = encounters.Logged(kind="encounters.met", on=on, partners=[workshop])
    return encounters.log(what, by=aino, at=NOW)


def standing(workshop, layer="everyday"):
    return Verdict.objects.standing().get(partner=workshop, layer=layer)


def test_a_deed_deepens_and_its_taking_back_lightens(workshop, aino, college):
    row = met(workshop, aino)
    actions.catch_up(college, on=TODAY)
    assert (standing(workshop).depth, standing(workshop).why) == (1, "month")

    encounters.take_back(row, by=aino, at=NOW)
    actions.catch_up(college, on=TODAY)
    assert (standing(workshop).depth, standing(workshop).why) == (0, "deed")
    assert Verdict.objects.filter(partner=workshop, layer="everyday").count() == 2


def test_nothing_new_gives_no_new_verdict(workshop, aino, college):
    met(workshop, aino)
    actions.catch_up(college, on=TODAY)
    before = Verdict.objects.count()

    assert actions.catch_up(college, on=TODAY) == 0
    assert Verdict.objects.count() == before


def test_a_judgement_of_ones_own_is_gone_the_day_after_even_when_nights_were_skipped(
    workshop, aino, college
):
    actions.catch_up(college, on=date(2026, 11, 2))
    actions.override(
        workshop,
        layer=Layer.EVERYDAY,
        depth=3,
        reason="tunnemme",
        since=date(2026, 11, 2),
        until=date(2026, 11, 10),
        by=aino,
    )
    assert standing(workshop).depth == 3

    actions.catch_up(college, on=date(2026, 11, 14))
    assert standing(workshop).depth == 0


def test_a_document_that_ended_is_looked_at(workshop, aino, college):
    what = encounters.Logged(
        kind="plans.partnership_plan_agreed",
        on=date(2026, 11, 3),
        partners=[workshop],
        until=date(2026, 11, 20),
    )
    encounters.log(what, by=aino, at=NOW)
    actions.catch_up(college, on=date(2026, 11, 20))
    ended = actions._timed_out(college, since=date(2026, 11, 20), on=date(2026, 11, 21))

    assert ended == [workshop]


@pytest.mark.parametrize("reason, days", [("  ", 30), ("tunnemme", 365)])
def test_without_a_reason_or_for_over_a_year_nobody_judges(reason, days, workshop, aino):
    with pytest.raises(actions.NotJudged):
        actions.override(
            workshop,
            layer=Layer.EVERYDAY,
            depth=3,
            reason=reason,
            since=TODAY,
            until=TODAY + timedelta(days=days),
            by=aino,
        )

    assert not workshop.overrides.exists()


def test_a_set_of_ones_own_is_in_force_from_its_day(college):
    from veturi.insight.levels.reading import rules_on
    from veturi.insight.levels.ruleset import PROPOSAL

    actions.adopt_rules(college, data={**PROPOSAL, "version": "oma-1"}, valid_from=TODAY, why="")

    assert rules_on(college, TODAY).version == "oma-1"
    assert rules_on(college, TODAY - timedelta(days=1)).version == "levels-2026-1"
    with pytest.raises(actions.NotJudged):
        actions.adopt_rules(college, data={"version": "x"}, valid_from=TODAY, why="")
