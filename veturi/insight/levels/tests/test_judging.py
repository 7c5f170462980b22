"""People judge a level themselves; what was ended stays to be read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.foundation.history.models import Change
from veturi.insight.levels import actions
from veturi.insight.levels.models import Override, Verdict
from veturi.ledger.kinds import Layer

pytestmark = pytest.mark.django_db


def judged(workshop, aino, depth=3, ago=0, days=60):
    since = timezone.localdate() - timedelta(days=ago)
    return actions.override(
        workshop,
        layer=Layer.EVERYDAY,
        depth=depth,
        reason="Tunnemme toisemme",
        since=since,
        until=since + timedelta(days=days),
        by=aino,
    )


def shown(workshop):
    return Verdict.objects.standing().get(partner=workshop, layer="everyday").depth


def history(row):
    rows = Change.objects.filter(subject=f"levels.override:{row.pk}")
    return {change.field: change.new for change in rows}


def test_a_judgement_is_told_to_history(workshop, aino):
    row = judged(workshop, aino)

    assert shown(workshop) == 3
    assert history(row)["depth"] == "3" and history(row)["reason"] == "Tunnemme toisemme"


@pytest.mark.parametrize("ago", [0, 10])
def test_what_is_ended_no_longer_holds_and_stays(ago, workshop, aino, browse):
    row = judged(workshop, aino, ago=ago)

    browse(aino).post(reverse("levels:override_end", args=[row.pk]))

    row.refresh_from_db()
    assert (row.ended_on, row.ended_by) == (timezone.localdate(), aino)
    assert shown(workshop) == 0
    assert history(row)["ended_on"] == timezone.localdate().isoformat()


def test_what_was_ended_is_told_with_its_depth_and_reason(workshop, aino, browse):
    row = judged(workshop, aino)
    actions.end_override(row, by=aino, on=timezone.localdate())

    page = browse(aino, "en").get(reverse("levels:show", args=[workshop.pk])).content.decode()

    assert "3 → 0" in page
    assert "Tunnemme toisemme" in page
    assert "a person’s judgement ended" in page


def test_what_ran_out_is_told_too(workshop, aino, browse):
    judged(workshop, aino, ago=30, days=10)
    actions.catch_up(workshop.provider, on=timezone.localdate())

    page = browse(aino).get(reverse("levels:show", args=[workshop.pk])).content.decode()

    assert "3 → 0" in page and "Tunnemme toisemme" in page


def test_what_has_ended_is_not_ended_twice(workshop, aino, browse):
    row = judged(workshop, aino)
    actions.end_override(row, by=aino, on=timezone.localdate())

    with pytest.raises(actions.NotJudged):
        actions.end_override(row, by=aino, on=timezone.localdate())

    answer = browse(aino).post(reverse("levels:override_end", args=[row.pk]))
    assert answer.status_code == 302 and Override.objects.count() == 1


def test_a_last_day_that_has_passed_is_refused_on_the_form(workshop, aino, browse):
    given = {"layer": "everyday", "depth": "2", "reason": "Tunnemme", "until": "1.1.2020"}

    answer = browse(aino).post(reverse("levels:override", args=[workshop.pk]), given)

    assert answer.status_code == 422 and "1.1.2020" in answer.content.decode()
    assert not Override.objects.exists()


def test_the_level_page_costs_the_same_with_one_and_twenty_judgements(workshop, aino, browse):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page, costs = browse(aino), []
    for count in (1, 20):
        for _ in range(count):
            actions.end_override(judged(workshop, aino), by=aino, on=timezone.localdate())
        page.get("/")
        with CaptureQueriesContext(connection) as queries:
            page.get(reverse("levels:show", args=[workshop.pk]))
        costs.append(len(queries))

    assert costs[0] == costs[1]
