"""Mika visits Eetu, whose period is of the real clock."""

from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import timezone

from veturi.cooperation.placements.actions import visits
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.tests.reading_pages import written
from veturi.cooperation.placements.tests.visiting.visited import DAY, ONE


@pytest.fixture
def now():
    return timezone.localdate()


@pytest.fixture
def running(running, now):
    """It runs today, whenever the tests do."""
    Period.objects.filter(pk=running.pk).update(
        starts_on=now - 30 * DAY, started_on=now - 30 * DAY, ends_on=now + 30 * DAY
    )
    return Period.objects.get(pk=running.pk)


@pytest.fixture
def form(running, now, mika):
    return {
        "uuid": ONE,
        "owner": mika.pk,
        "target": f"period-{running.pk}",
        "purpose": "mid",
        "on": written(now),
        "hours": "1,5",
    }


@pytest.fixture
def planned(running, now, mika):
    fields = {"period": running, "partnership": running.partnership, "purpose": "mid"}
    return visits.plan(fields=fields, due=now, teacher=mika, by=mika, at=timezone.now())


@pytest.fixture
def visit(running, now, mika):
    fields = {
        "period": running,
        "partnership": running.partnership,
        "on": now,
        "hours": Decimal(1),
        "purpose": "mid",
        "findings": "Alku",
    }
    new = visits.NewVisit(UUID(ONE), fields)
    return visits.record(new, by=mika, at=timezone.now())
