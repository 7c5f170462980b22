"""When a letter is due and what one is reminded of: values in, values out."""

from datetime import date

import pytest

from veturi.surfaces.notices.kinds import MANNERS, Kind, Where
from veturi.surfaces.notices.rules import Days, Wishes, is_news, letter_is_due, reminder_of

TUESDAY = date(2026, 11, 24)
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)


def test_every_kind_has_its_manner():
    assert set(MANNERS) == set(Kind)


@pytest.mark.parametrize(
    ("often", "days"),
    [
        ("daily", [True, True, False, True]),
        ("weekly", [False, False, False, True]),
        ("never", [False] * 4),
    ],
)
def test_a_letter_comes_as_often_as_one_wishes(often, days):
    on = [TUESDAY, FRIDAY, SATURDAY, MONDAY]

    assert [letter_is_due(often, quiet_until=None, on=day) for day in on] == days


def test_no_letter_comes_in_a_holiday_and_one_comes_after_it():
    assert not letter_is_due("daily", quiet_until=FRIDAY, on=FRIDAY)
    assert letter_is_due("daily", quiet_until=FRIDAY, on=MONDAY)


@pytest.mark.parametrize(
    ("due", "ahead", "kind"),
    [
        (date(2026, 11, 24), 0, Kind.PROMISE_TODAY),
        (date(2026, 11, 23), 0, Kind.PROMISE_LATE),
        (date(2026, 11, 22), 0, None),
        (date(2026, 11, 25), 0, Kind.PROMISE_NEAR),
        (date(2026, 11, 25), 1, Kind.PROMISE_NEAR),
        (date(2026, 11, 26), 0, None),
        (date(2026, 11, 27), 3, Kind.PROMISE_NEAR),
        (date(2026, 11, 26), 3, None),
    ],
)
def test_a_promise_is_told_of_on_its_day_before_and_after_it(due, ahead, kind):
    assert reminder_of(due, ahead=ahead, since=date(2026, 11, 23), on=TUESDAY) == kind


def test_a_skipped_night_is_made_up_for():
    since = date(2026, 11, 20)

    assert reminder_of(date(2026, 11, 21), ahead=0, since=since, on=TUESDAY) == Kind.PROMISE_LATE
    assert reminder_of(date(2026, 11, 26), ahead=4, since=since, on=TUESDAY) == Kind.PROMISE_NEAR


def test_what_happened_long_ago_is_no_news():
    assert is_news(date(2026, 10, 24), recorded_on=TUESDAY)
    assert not is_news(date(2026, 10, 23), recorded_on=TUESDAY)


def test_a_mute_partner_is_silent_but_for_ones_own_promises():
    wishes = Wishes(mute_partners=frozenset({7}))

    assert wishes.of(Kind.PARTNER_DEED, partner=7) == Where.NOWHERE
    assert wishes.of(Kind.PARTNER_DEED, partner=8) == Where.BOTH
    assert wishes.of(Kind.PROMISE_TODAY, partner=7) == Where.BOTH


def test_a_mute_kind_is_silent_and_a_wish_stands_before_the_table():
    wishes = Wishes({"level_changed": "letter"}, mute_kinds=frozenset({"promise_late"}))

    assert wishes.of(Kind.PROMISE_LATE, partner=None) == Where.NOWHERE
    assert wishes.of(Kind.LEVEL_CHANGED, partner=None) == Where.LETTER


def test_the_letter_of_a_friday_looks_to_monday_and_a_weekly_one_over_its_week():
    assert Days.of("daily", on=FRIDAY).kind_of(MONDAY, on=FRIDAY) == Kind.PROMISE_NEAR
    assert Days.of("daily", on=TUESDAY).kind_of(FRIDAY, on=TUESDAY) is None
    assert Days.of("weekly", on=MONDAY).kind_of(date(2026, 12, 6), on=MONDAY) == Kind.PROMISE_NEAR
    assert Days.of("weekly", on=MONDAY).kind_of(date(2026, 12, 7), on=MONDAY) is None
