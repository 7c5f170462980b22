"""A period that runs, and the address of what is done with it."""

from datetime import timedelta
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from conftest import NOW, TODAY
from veturi.cooperation.placements.models import Offer, Period, Student, Suitability, Support
from veturi.cooperation.placements.tests.factories import (
    OfferFactory,
    PartFactory,
    PeriodFactory,
    QualificationFactory,
    StudentFactory,
    SupportFactory,
)
from veturi.directory.actions import merging
from veturi.directory.tests.factories import PartnershipFactory, PersonFactory, staff


@pytest.fixture
def at(period_now):
    return lambda name, *keys: reverse(f"placements:{name}", args=keys or [period_now.pk])


@pytest.fixture
def period_now(running):
    return running
