"""What the tests of pages read and write."""

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


DAY = timedelta(days=1)


# It looks like a henkilötunnus only once it is put together.
LOOKS_PERSONAL = "".join(("010203", "A", "123B"))


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def written(day):
    return f"{day.day}.{day.month}.{day.year}"
