"""Paula answers for the workshop; a round is under way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from veturi.cooperation.placements.actions import workplace_surveys as actions
from veturi.cooperation.placements.models import SurveyRun, WorkplaceSurvey
from veturi.cooperation.placements.tests.surveys.asked import JANUARY, LINK, ended_at
from veturi.directory.tests.factories import PersonFactory, PositionFactory


@pytest.fixture
def paula(workshop):
    """The main contact of the workshop."""
    person = PersonFactory(
        provider=workshop.provider,
        given_name="Paula",
        family_name="Paja",
        email="paula@paja.invalid",
    )
    PositionFactory(
        provider=workshop.provider,
        person=person,
        partnership=workshop,
        role="director",
        is_main=True,
    )
    return person


@pytest.fixture
def run(college, workshop, paula, aino):
    ended_at(workshop)
    return actions.open_run(college, by=aino, at=JANUARY)


@pytest.fixture
def linked(run):
    run.workplaces.update(link=LINK)
    return run


@pytest.fixture
def now(college, workshop, paula, aino):
    """The round of today's season, with days that make it open."""
    today = timezone.localdate()
    run = SurveyRun.objects.create(
        provider=college,
        since=today - timedelta(days=200),
        until=today - timedelta(days=20),
        opens_on=today - timedelta(days=9),
        closes_on=today + timedelta(days=9),
        made_on=today,
    )
    WorkplaceSurvey.objects.create(
        provider=college, run=run, partnership=workshop, recipient=paula, link=LINK
    )
    return run
