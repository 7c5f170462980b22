"""What the tests of the survey of workplaces ask."""

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


JANUARY = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)


ENDED = date(2026, 12, 18)


LINK = "https://kysely.invalid/1"


def ended_at(partner, **given):
    fields = {"starts_on": date(2026, 10, 5), "ends_on": ENDED, **given}
    return PeriodFactory(partnership=partner, **fields)


def only(run):
    return run.workplaces.get()


def states(run, on=JANUARY.date()):
    return [one.status for one in standings(run, on=on)]


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)
