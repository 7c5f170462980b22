"""A provider adopts rules of its own: checked, dated, with a source, never backwards."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.foundation.history.models import Change
from veturi.insight.levels import actions
from veturi.insight.levels.models import LevelRules
from veturi.insight.levels.reading import rules_on
from veturi.insight.levels.ruleset import PROPOSAL
from veturi.ledger.adopting import NotAdopted

pytestmark = pytest.mark.django_db


def day(days=0):
    return timezone.localdate() + timedelta(days=days)


def adopt(college, antti, first=None, **more):
    given = {"source": "Johtoryhmä 12.3.2026, 4 §", "why": "", "by": antti, "at": timezone.now()}
    data = {**PROPOSAL, "version": more.pop("version", "oma-1")}
    return actions.adopt_rules(
        college, data=more.pop("data", data), valid_from=first or day(), **{**given, **more}
    )


def posted(browse, antti, rules, first=None):
    when = first or day()
    given = {
        "valid_from": f"{when.day}.{when.month}.{when.year}",
        "source": "Johtoryhmä 12.3.2026, 4 §",
        "rules": rules if isinstance(rules, str) else json.dumps(rules),
    }
    return browse(antti, "en").post(reverse("levels:rules"), given)


def test_a_set_of_ones_own_is_in_force_from_its_day(college, antti):
    adopt(college, antti)

    assert rules_on(college, day()).version == "oma-1"
    assert rules_on(college, day(-1)).version == "levels-2026-1"


def test_a_set_says_where_it_comes_from_and_history_who_adopted_it(college, antti):
    row = adopt(college, antti)

    told = Change.objects.filter(subject=f"levels.levelrules:{row.pk}", by=antti.user)
    assert {change.field: change.new for change in told} == {
        "version": "oma-1",
        "valid_from": day().isoformat(),
        "source": "Johtoryhmä 12.3.2026, 4 §",
    }
    assert row.data["source"] == "Johtoryhmä 12.3.2026, 4 §"


def test_a_set_ends_on_the_eve_of_the_next(college, antti):
    adopt(college, antti)
    adopt(college, antti, first=day(30), version="oma-2")

    ends = LevelRules.objects.with_ends().order_by("valid_from")
    assert [row.valid_until for row in ends] == [day(29), None]


@pytest.mark.parametrize(
    "more",
    [
        {"first": day(-1)},
        {"source": "  "},
        {"data": {"version": "x"}},
        {"data": {**PROPOSAL, "window_months": 1}},
    ],
)
def test_what_is_refused_leaves_no_trace(more, college, antti):
    with pytest.raises(NotAdopted):
        adopt(college, antti, **more)

    assert not LevelRules.objects.exists() and not Change.objects.exists()


def test_a_set_in_force_is_not_written_over(college, antti):
    adopt(college, antti)

    with pytest.raises(NotAdopted):
        adopt(college, antti, version="oma-2")

    assert LevelRules.objects.get().version == "oma-1"


def test_on_the_page_a_set_is_adopted_and_listed(college, antti, browse):
    answer = posted(browse, antti, {**PROPOSAL, "version": "oma-1"})

    assert answer.status_code == 302
    page = browse(antti).get(reverse("levels:rules")).content.decode()
    assert "oma-1" in page and "Johtoryhmä 12.3.2026, 4 §" in page


@pytest.mark.parametrize(
    "rules, sentence",
    [
        ({**PROPOSAL, "window_months": 11}, "“window_months”: write a whole number from 12 to 120"),
        ("{", "this is not JSON"),
        ("[]", "write an object in braces"),
        ("[" * 100_000, "this is nested too deep"),
    ],
)
def test_on_the_page_a_fault_is_told_and_what_was_typed_stays(
    rules, sentence, college, antti, browse
):
    answer = posted(browse, antti, rules)

    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page
    assert "Johtoryhmä 12.3.2026, 4 §" in page
    assert not LevelRules.objects.exists()


def test_on_the_page_a_day_that_has_passed_is_refused(college, antti, browse):
    assert posted(browse, antti, PROPOSAL, first=day(-1)).status_code == 422


def test_who_may_not_keep_rules_adopts_none(college, aino, browse):
    assert posted(browse, aino, PROPOSAL).status_code == 403
