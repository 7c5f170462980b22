"""Paula answers for the workshop; a round is under way."""

from datetime import UTC, date, datetime, timedelta
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from veturi.cooperation.placements.actions import workplace_surveys as actions
from veturi.cooperation.placements.models import SurveyRun, WorkplaceSurvey
from veturi.cooperation.placements.reading.workplace_surveys import standings, workplaces_of
from veturi.cooperation.placements.rules.workplace_surveys import (
    Linked,
    NotLinks,
    Season,
    Status,
    read_links,
    season,
    status,
)
from veturi.cooperation.placements.tests.factories import PeriodFactory, StudentFactory
from veturi.directory.actions import partners, people
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory, PositionFactory
from veturi.foundation.history.models import Change
from veturi.foundation.mail.models import Letter
from veturi.cooperation.placements.tests.surveys.asked import JANUARY, LINK, ended_at


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
