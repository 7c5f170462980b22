"""One's own judgement beside the verdict, and the nightly renewal of every school's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.insight.levels import actions
from veturi.insight.levels.models import Bookmark, Confirmed, Override, Verdict
from veturi.ledger.kinds import Layer

pytestmark = pytest.mark.django_db


def judged(partner, aino, since):
    return actions.override(
        partner,
        layer=Layer.EVERYDAY,
        depth=3,
        reason="tunnemme",
        since=since,
        until=since + timedelta(days=60),
        by=aino,
    )


def depth(partner):
    return Verdict.objects.standing().get(partner=partner, layer="everyday").depth


def test_a_judgement_that_is_ended_held_until_yesterday(workshop, aino):
    row = judged(workshop, aino, TODAY - timedelta(days=9))
    assert depth(workshop) == 3

    actions.end_override(row, on=TODAY)

    assert Override.objects.get().until == TODAY - timedelta(days=1)
    assert depth(workshop) == 0


def test_a_judgement_of_today_never_was(workshop, aino):
    actions.end_override(judged(workshop, aino, TODAY), on=TODAY)

    assert not Override.objects.exists()
    assert depth(workshop) == 0


def test_the_night_catches_every_school_up(college, sten, workshop, aino):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[workshop])
    encounters.log(what, by=aino, at=NOW)

    actions.catch_everybody_up(on=TODAY)

    assert depth(workshop) == 1
    assert {mark.provider: (mark.number, mark.judged_on) for mark in Bookmark.objects.all()} == {
        college: (1, TODAY),
        sten.provider: (0, TODAY),
    }


def test_a_confirmation_is_kept_and_changes_no_depth(browse, aino, workshop):
    actions.renew([workshop], provider=workshop.provider, on=timezone.localdate(), why="day")

    browse(aino).post(reverse("levels:confirm", args=[workshop.pk, "everyday"]))

    [row] = Confirmed.objects.all()
    assert (row.partner, row.layer, row.depth, row.by) == (workshop, "everyday", 0, aino)
    assert depth(workshop) == 0


def test_nobody_is_judged_when_there_is_nobody(college):
    assert actions.renew([], provider=college, on=TODAY, why="day") == 0
