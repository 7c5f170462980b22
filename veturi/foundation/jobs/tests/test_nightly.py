"""Work of the night runs once, and the worker keeps the schedules as the settings have them."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from django_q.models import Schedule

from veturi.foundation.jobs import nightly
from veturi.foundation.jobs.models import NightlyRun
from veturi.foundation.jobs.schedules import see_to_schedules
from veturi.foundation.jobs.tests.asking import NOON

pytestmark = pytest.mark.django_db
NIGHT = date(2026, 11, 24)
worked = []


def work(*, on):
    worked.append(on)


def stumble(*, on):
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def night(settings):
    worked.clear()
    settings.NIGHTLY = {name: f"{__name__}.{name}" for name in ("work", "stumble")}
    settings.NIGHTLY_AT = {"stumble": time(5)}
    settings.EVERY_MINUTE = {"look around": f"{__name__}.work"}


def test_a_night_is_claimed_once():
    assert nightly.once_a_night("levels", NIGHT)
    assert not nightly.once_a_night("levels", NIGHT)
    assert nightly.once_a_night("levels", NIGHT + timedelta(days=1))
    assert nightly.once_a_night("reminders", NIGHT)


def test_nightly_work_runs_once_a_day():
    nightly.run("work")
    nightly.run("work")

    assert worked == [timezone.localdate()]


def test_the_claim_falls_with_the_work():
    with pytest.raises(ZeroDivisionError):
        nightly.run("stumble")

    assert NightlyRun.objects.count() == 0


def test_the_worker_makes_the_schedules_and_keeps_their_next_run(settings):
    see_to_schedules(at=NOON)
    see_to_schedules(at=NOON + timedelta(days=3))

    kept = {s.name: (s.args, s.next_run) for s in Schedule.objects.all()}
    tonight = NOON.replace(hour=0, minute=30) + timedelta(days=1)
    assert kept == {
        "veturi: look around": (None, NOON),
        "veturi: nightly work": ("('work',)", tonight),
        "veturi: nightly stumble": ("('stumble',)", tonight.replace(hour=3, minute=0)),
    }


def test_a_schedule_goes_when_its_work_is_gone(settings):
    see_to_schedules(at=NOON)
    settings.NIGHTLY = {}

    see_to_schedules(at=NOON)

    assert [s.name for s in Schedule.objects.all()] == ["veturi: look around"]
