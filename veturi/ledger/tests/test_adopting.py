"""Weights and default amounts of one's own: checked, dated, with a source, told to history."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from veturi.foundation.history.models import Change
from veturi.foundation.written import Unreadable
from veturi.ledger.adopting import NotAdopted, adopt_gifts, adopt_weights
from veturi.ledger.kinds import Currency, deed_kind
from veturi.ledger.models import KindSetting, WeightSet
from veturi.ledger.points import PROPOSED_WEIGHTS
from veturi.ledger.weights import read_weights, weights_on

pytestmark = pytest.mark.django_db
HEAVY = {currency: Decimal(2) for currency in Currency}


def day(days=0):
    return timezone.localdate() + timedelta(days=days)


def given(antti, **more):
    told = {"valid_from": day(), "source": "Johtoryhmä, 4 §", "by": antti, "at": timezone.now()}
    return {**told, **more}


def weigh(college, antti, weights=HEAVY, **more):
    return adopt_weights(college, weights=weights, why="", **given(antti, **more))


def give(college, antti, text="expertise_hours:0.25/hour", kind="encounters.met", **more):
    return adopt_gifts(
        college, kind=deed_kind(kind), partner_gives=text, we_give="", **given(antti, **more)
    )


def test_weights_are_in_force_from_their_day_and_told(college, antti):
    row = weigh(college, antti)

    assert weights_on(college, day()) == HEAVY
    assert weights_on(college, day(-1)) == PROPOSED_WEIGHTS
    told = Change.objects.filter(subject=f"ledger.weightset:{row.pk}", by=antti.user)
    assert set(told.values_list("field", flat=True)) == {"name", "valid_from", "source", "weights"}


@pytest.mark.parametrize(
    "weights",
    [
        {**HEAVY, Currency.EUROS: Decimal(-1)},
        {**HEAVY, Currency.EUROS: Decimal(1001)},
        {**HEAVY, Currency.EUROS: Decimal("NaN")},
        {Currency.EUROS: Decimal(1)},
        {currency: Decimal(0) for currency in Currency},
    ],
)
def test_weights_that_weigh_nothing_or_wrongly_are_refused(weights, college, antti):
    with pytest.raises(NotAdopted):
        weigh(college, antti, weights)

    assert not WeightSet.objects.exists() and not Change.objects.exists()


def test_weights_are_read_whole_or_refused_with_their_place():
    with pytest.raises(Unreadable) as refused:
        read_weights({**{str(c): "1" for c in Currency}, "euros": "much"})

    assert "currency euros: " in str(refused.value)


@pytest.mark.parametrize("more", [{"valid_from": day(-1)}, {"source": ""}])
def test_no_set_is_adopted_backwards_or_from_nowhere(more, college, antti):
    with pytest.raises(NotAdopted):
        weigh(college, antti, **more)
    with pytest.raises(NotAdopted):
        give(college, antti, **more)

    assert not WeightSet.objects.exists() and not KindSetting.objects.exists()


def test_a_second_set_from_the_same_day_is_refused(college, antti):
    weigh(college, antti)
    give(college, antti)

    with pytest.raises(NotAdopted):
        weigh(college, antti)
    with pytest.raises(NotAdopted):
        give(college, antti, "expertise_hours:3/hour")

    assert KindSetting.objects.get().partner_gives == "expertise_hours:0.25/hour"


def test_amounts_end_on_the_eve_of_the_next_of_their_kind(college, antti):
    give(college, antti)
    give(college, antti, kind="encounters.called", text="expertise_hours:1/deed")
    give(college, antti, valid_from=day(10))

    ends = {(row.kind, row.valid_from): row.valid_until for row in KindSetting.objects.with_ends()}
    assert ends == {
        ("encounters.met", day()): day(9),
        ("encounters.met", day(10)): None,
        ("encounters.called", day()): None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "kahvia:1/hour",
        "expertise_hours:1/day",
        "expertise_hours:record",
        "expertise_hours:99999999999999999999/hour",
        "expertise_hours:-1/hour",
    ],
)
def test_amounts_that_would_stop_the_pen_are_refused(text, college, antti):
    with pytest.raises(NotAdopted):
        give(college, antti, text)

    assert not KindSetting.objects.exists()
