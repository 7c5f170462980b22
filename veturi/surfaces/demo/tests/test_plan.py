"""The town on paper: pure, the same for the same seed, and in time with its day."""

from collections import Counter
from datetime import date, timedelta

import pytest

from veturi.ledger.kinds import Layer, deed_kind, promise_kind
from veturi.surfaces.demo.cast import SIZES, Group
from veturi.surfaces.demo.days import Days
from veturi.surfaces.demo.plan import plan
from veturi.surfaces.demo.settling import crowds
from veturi.surfaces.demo.words.lines import LINES, NEXT
from veturi.surfaces.demo.words.persons import PersonNames

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def large():
    return plan(today=TODAY, size=SIZES["1k"], seed=1)


def test_the_same_seed_and_day_give_the_same_town():
    first, second = (plan(today=TODAY, size=SIZES["40"], seed=3) for _ in range(2))

    assert first == second


def test_another_seed_gives_another_town():
    first, second = (plan(today=TODAY, size=SIZES["40"], seed=seed) for seed in (1, 2))

    assert [who.name for who in first.partners] != [who.name for who in second.partners]


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 7, 14), date(2031, 1, 1)])
def test_the_five_years_end_on_the_day_whatever_it_is(today):
    paper = plan(today=today, size=SIZES["40"], seed=1)
    days = [one.on for one in paper.happenings]

    assert len(days) == SIZES["40"].deeds - SIZES["40"].kept
    assert today.replace(day=1, year=today.year - 5) <= min(days)
    assert today - timedelta(days=60) <= max(days) <= today
    assert sum(one.due < today for one in paper.ahead) == 2


def test_the_large_town_is_as_large_as_it_says(large):
    assert len(large.partners) == 1000
    assert len(large.happenings) == 40_000 - 20
    assert len(large.ahead) == 150
    assert sum(one.due < TODAY for one in large.ahead) == 12
    assert sum(TODAY <= one.due <= TODAY + timedelta(days=14) for one in large.ahead) == 40
    assert len({who.name for who in large.partners}) == 1000


def test_most_workplaces_are_made_up(large):
    assert sum(not who.is_public for who in large.partners) >= 940


def test_all_kinds_are_of_the_catalogue_and_all_layers_occur(large):
    kinds = {one.kind for one in large.happenings}

    assert {deed_kind(kind).layer for kind in kinds} == set(Layer)
    assert len(kinds) > 90
    assert all(promise_kind(one.kind) for one in large.ahead)
    assert all(deed_kind(kind) for kind in LINES)
    assert all(promise_kind(kind) for kind in NEXT)


def test_summer_is_quiet_and_november_is_not(large):
    months = Counter(one.on.month for one in large.happenings)

    assert months[7] * 5 < months[11]
    assert months[7] < min(count for month, count in months.items() if month != 7)


def test_a_few_do_much_and_many_do_little(large):
    deeds = Counter(place for one in large.happenings for place in one.partners)
    ordered = sorted(deeds.values(), reverse=True)

    assert sum(ordered[:100]) > sum(ordered[-500:])


def test_the_resting_rest_and_the_dormant_sleep(large):
    last = {}
    for one in large.happenings:
        if deed_kind(one.kind).counts:
            last.update(dict.fromkeys(one.partners, one.on))
    sleeping = [
        last[who.place_in_cast]
        for who in large.partners
        if who.group == Group.DORMANT and who.place_in_cast in last
    ]
    new = [who.place_in_cast for who in large.partners if who.group == Group.NEW]

    assert sum(day < TODAY - timedelta(days=730) for day in sleeping) > len(sleeping) * 0.9
    assert not set(new) & set(last)


def test_working_days_know_weekends_and_holidays():
    days = Days(date(2026, 12, 31))

    assert date(2026, 12, 6) not in days.days
    assert date(2026, 12, 25) not in days.days
    assert date(2026, 11, 21) not in days.days
    assert days.on_or_before(date(2026, 11, 22)) == date(2026, 11, 20)


def test_partner_days_are_in_november_and_the_hiring_fair_in_march():
    days = Days(TODAY)

    assert list(days.partner_days(date(2025, 1, 1), TODAY)) == [
        date(2025, 11, 13),
        date(2026, 11, 12),
    ]
    assert list(days.hiring_fairs(date(2026, 1, 1), TODAY)) == [date(2026, 3, 18)]


def test_every_partner_has_somebody_and_all_are_counted():
    groups = [Group.STRATEGIC, Group.NEW, Group.NEW, Group.ACTIVE]

    assert sum(crowds(groups, 20)) == 20
    assert min(crowds(groups, 20)) >= 1


def test_names_of_persons_are_never_used_twice():
    from random import Random

    names = PersonNames(Random(1))
    made = [names.make()[:2] for _ in range(3000)]

    assert len(set(made)) == 3000
