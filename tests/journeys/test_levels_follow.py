"""Verdicts follow deeds, people and the passing of time; each change is an event."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions.partners import edit_partner
from veturi.insight.levels import actions
from veturi.insight.levels.models import Bookmark, Verdict
from veturi.ledger.kinds import Layer

pytestmark = pytest.mark.django_db


def met(workshop, aino, on=TODAY):
    what = encounters.Logged(kind="encounters.met", on=on, partners=[workshop])
    return encounters.log(what, by=aino, at=timezone.now())


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

    actions.catch_up(college, on=TODAY)

    assert Verdict.objects.count() == before


def test_after_everybody_was_judged_only_later_deeds_are_followed(workshop, aino, college):
    met(workshop, aino)
    actions.judge_everybody(college, on=TODAY)
    assert (standing(workshop).depth, standing(workshop).why) == (1, "month")
    assert not actions.follow(college, on=TODAY)

    met(workshop, aino)

    assert actions.follow(college, on=TODAY)
    assert (standing(workshop).deeds, standing(workshop).why) == (2, "deed")
    assert Bookmark.objects.get(provider=college).judged_on == TODAY


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


def log(partner, aino, kind, on, **more):
    what = encounters.Logged(kind=kind, on=on, partners=[partner], **more)
    return encounters.log(what, by=aino, at=timezone.now())


def test_a_plan_that_ended_no_longer_holds_the_level_up(workshop, aino, college):
    edit_partner(workshop, by=aino, fields={"owner": aino})
    for on in (date(2026, 9, 10), date(2026, 10, 10)):
        log(workshop, aino, "plans.leaders_met", on)
    plan = {"on": date(2026, 11, 3), "until": date(2026, 11, 20)}
    log(workshop, aino, "plans.partnership_plan_agreed", **plan)

    actions.catch_up(college, on=date(2026, 11, 20))
    assert standing(workshop, "strategic").depth == 2

    actions.catch_up(college, on=date(2026, 11, 21))
    assert (standing(workshop, "strategic").depth, standing(workshop, "strategic").why) == (
        1,
        "day",
    )


def test_an_owner_who_is_named_counts_from_the_next_night(workshop, aino, college):
    for on in (date(2026, 10, 1), date(2026, 11, 2), date(2026, 11, 3)):
        log(workshop, aino, "encounters.met", on)
    log(workshop, aino, "exchange.lecture_given", date(2026, 11, 4))
    actions.catch_up(college, on=date(2026, 11, 5))
    assert standing(workshop).next == ["owner"]

    edit_partner(workshop, by=aino, fields={"owner": aino})
    actions.catch_up(college, on=date(2026, 11, 6))

    assert standing(workshop).depth == 2


def test_lists_and_desk_follow_what_was_taken_back_when_they_are_looked_at(
    workshop, aino, college, browse
):
    row = encounters.log(
        encounters.Logged(kind="encounters.met", on=timezone.localdate(), partners=[workshop]),
        by=aino,
        at=timezone.now(),
    )
    page = browse(aino)
    page.get(reverse("levels:index"))
    assert standing(workshop).depth == 1

    page.post(reverse("encounters:taking_back", args=[row.pk]))
    assert workshop.name not in page.get(reverse("levels:index")).content.decode()
    assert standing(workshop).depth == 0

    met(workshop, aino, on=timezone.localdate())
    page.get(reverse("desk:home"))
    assert standing(workshop).depth == 1


def test_looking_again_judges_nobody_and_costs_two_queries(workshop, aino, college):
    met(workshop, aino)
    actions.follow(college, on=TODAY)

    with CaptureQueriesContext(connection) as queries:
        assert not actions.follow(college, on=TODAY)

    assert len(queries) == 2


def test_the_first_entry_of_a_month_judges_only_its_partner(
    workshop, bakery, aino, college, browse
):
    today = timezone.localdate()
    actions.catch_up(college, on=today - timedelta(days=40))
    met(bakery, aino, on=today - timedelta(days=40))
    actions.follow(college, on=today - timedelta(days=40))

    browse(aino).post(
        reverse("quick:entry"),
        {
            "partner": workshop.pk,
            "kind": "encounters.met",
            "on": f"{today.day}.{today.month}.{today.year}",
            "sight": "internal",
        },
    )

    given = Verdict.objects.filter(given_on=today)
    assert set(given.values_list("partner", flat=True)) == {workshop.pk}
    assert Bookmark.objects.get(provider=college).judged_on < today


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


def test_nobody_is_judged_when_there_is_nobody(college):
    actions.renew([], provider=college, on=TODAY, why="day")

    assert not Verdict.objects.exists() and not Bookmark.objects.exists()
