"""What time brings to periods, night by night."""

from datetime import date, datetime, timedelta, timezone

import pytest

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import passing, periods
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.rules.words import State
from veturi.cooperation.placements.tests.conftest import ENDS
from veturi.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def night(day):
    return datetime(day.year, day.month, day.day, 4, 0, tzinfo=timezone(timedelta(hours=2)))


def pass_night(day):
    at = night(day)
    passing.ask_everybody(on=day)
    job = Job.objects.order_by("-pk").first()
    while passing.step(job, at=at):
        pass
    return job


def test_a_period_begins_by_itself_on_its_first_day(propose, mika, ledger):
    starts = TODAY + 3 * DAY
    periods.agree(propose(starts_on=starts, ends_on=ENDS), on=TODAY, by=mika, at=NOW)

    job = pass_night(starts)

    assert (job.total, job.done) == (1, 1)
    assert Period.objects.get().started_on == starts
    assert ledger() == [("period_started", starts, None)]
    assert not passing.moving(mika.provider, on=starts).exists()


def test_it_ends_the_day_after_its_last_one_with_what_was_open(running, mika, ledger):
    periods.interrupt(
        running, since=date(2026, 12, 14), until=None, reason="", by=mika, at=night(ENDS)
    )

    pass_night(ENDS + DAY)

    period = Period.objects.get()
    assert period.state_on(ENDS + DAY) == State.ENDED
    assert period.guidances.get().until == ENDS
    assert period.interruptions.get().until == ENDS
    assert [row[0] for row in ledger()] == [
        "period_started",
        *["period_month_held"] * 3,
        "period_ended",
    ]
    assert not passing.moving(mika.provider, on=ENDS + 2 * DAY).exists()


def test_what_is_not_agreed_neither_begins_nor_ends(propose, ledger):
    propose()

    assert pass_night(ENDS + DAY).total == 0
    assert ledger() == []
