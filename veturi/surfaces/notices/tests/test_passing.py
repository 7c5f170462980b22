"""What time brings is told in the morning, of skipped nights too, and each thing once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import partners
from veturi.directory.models import Pause
from veturi.insight.levels import actions as levels
from veturi.ledger.kinds import Layer
from veturi.surfaces.notices import passing, tailing
from veturi.surfaces.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def owned(workshop, aino):
    workshop.owner = aino
    workshop.save()
    return workshop


def test_promises_are_told_by_their_days(agree, college, told, aino, mika):
    for due in (TODAY - 2 * DAY, TODAY - DAY, TODAY, TODAY + 3 * DAY, TODAY + 9 * DAY):
        agree(owner=mika, due=due)

    passing.tell_of_time(college, on=TODAY)

    kinds = [kind for _who, kind in told()]
    assert kinds == ["promise_late", "promise_near", "promise_today"]


def test_a_promise_is_told_once_a_day_of_its_own(agree, college, told, mika):
    promise = agree(owner=mika, due=TODAY)
    passing.tell_of_time(college, on=TODAY)
    passing.tell_of_time(college, on=TODAY)
    assert told() == [("Mika", "promise_today")]

    passing.tell_of_time(college, on=TODAY + DAY)
    passing.tell_of_time(college, on=TODAY + 2 * DAY)
    assert told() == [("Mika", "promise_late"), ("Mika", "promise_today")]

    encounters.move_promise(promise, due=TODAY + 3 * DAY, owner=mika, by=mika, at=NOW)
    passing.tell_of_time(college, on=TODAY + 3 * DAY)
    assert told() == [
        ("Mika", "promise_late"),
        ("Mika", "promise_today"),
        ("Mika", "promise_today"),
    ]


def test_nights_that_were_skipped_are_made_up_for(agree, college, told, mika):
    passing.tell_of_time(college, on=TODAY)
    agree(owner=mika, due=TODAY + DAY)

    passing.tell_of_time(college, on=TODAY + 5 * DAY)

    assert told() == [("Mika", "promise_late")]


def test_a_promise_that_was_moved_or_let_go_needs_nobody(agree, college, mika):
    moved, gone = agree(owner=mika, due=TODAY), agree(owner=mika, due=TODAY)
    passing.tell_of_time(college, on=TODAY)

    encounters.move_promise(moved, due=TODAY + DAY, owner=mika, by=mika, at=NOW)
    encounters.let_go(gone, on=TODAY)
    tailing.follow(college, at=NOW)

    assert not Notice.objects.unread().exists()


def meet(partner, by, times):
    what = encounters.Logged(kind="encounters.met", on=TODAY, partners=[partner])
    encounters.log_many([what] * times, provider=partner.provider, by=by, at=NOW)


def test_a_level_that_changed_is_told_to_the_owner(college, owned, aino, mika, told):
    levels.catch_up(college, on=TODAY - 2 * DAY)
    levels.renew([owned], provider=college, on=TODAY - 2 * DAY, why="deed")
    meet(owned, mika, 6)
    levels.catch_up(college, on=TODAY)

    passing.tell_of_time(college, on=TODAY)

    notice = Notice.objects.get(what=Layer.EVERYDAY)
    assert (notice.person, notice.was) == (aino, 0)
    assert notice.now == owned.verdicts.standing().get(layer=Layer.EVERYDAY).depth > 0


def test_a_first_verdict_is_no_change(college, owned, told, mika):
    meet(owned, mika, 6)
    levels.catch_up(college, on=TODAY)

    passing.tell_of_time(college, on=TODAY)

    assert told() == []


def test_who_judged_a_level_is_not_told_of_it(college, owned, aino, told):
    levels.renew([owned], provider=college, on=TODAY - 2 * DAY, why="deed")
    levels.override(
        owned, layer=Layer.EVERYDAY, depth=3, reason="tunnemme", since=TODAY, until=TODAY, by=aino
    )

    passing.tell_of_time(college, on=TODAY)

    assert told() == []


def pause(partner, aino, until, channel="mail"):
    return partners.pause(
        partner, by=aino, channel=channel, reason="muutto", since=TODAY - 9 * DAY, until=until
    )


def test_a_pause_that_ended_is_told(college, owned, aino, told):
    pause(owned, aino, TODAY - DAY)
    pause(owned, aino, TODAY, channel="phone")

    passing.tell_of_time(college, on=TODAY)

    assert told() == [("Aino", "pause_ended")]


def test_a_pause_that_another_follows_has_not_ended(college, owned, aino, told):
    pause(owned, aino, TODAY - DAY)
    pause(owned, aino, TODAY + DAY)

    passing.tell_of_time(college, on=TODAY)

    assert told() == []


def test_who_ended_a_pause_is_not_told_of_it(college, owned, aino, mika, told):
    owned.deputy = mika
    owned.save()
    row = pause(owned, aino, None)
    partners.end_pause(Pause.objects.get(pk=row.pk), by=aino, on=TODAY)

    passing.tell_of_time(college, on=TODAY)

    assert told() == [("Mika", "pause_ended")]


def test_read_notices_are_forgotten_after_three_months_others_after_a_year(agree, college, mika):
    agree(owner=mika, due=TODAY)
    agree(owner=mika, due=TODAY - DAY)
    passing.tell_of_time(college, on=TODAY)
    Notice.objects.filter(kind="promise_late").update(read_at=NOW)

    passing.forget_old(on=TODAY + 91 * DAY)
    assert [row.kind for row in Notice.objects.all()] == ["promise_today"]

    passing.forget_old(on=TODAY + 366 * DAY)
    assert Notice.objects.count() == 0


def test_a_night_costs_the_same_with_1_and_30_promises(agree, college, mika):
    costs = []
    for day, count in enumerate((1, 1, 30)):
        for _ in range(count):
            agree(owner=mika, due=TODAY + day * DAY)
        with CaptureQueriesContext(connection) as queries:
            passing.tell_of_time(college, on=TODAY + day * DAY)
        costs.append(len(queries))

    assert costs[1] == costs[2]
