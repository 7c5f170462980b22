"""What the tests of visits ask and read."""

import base64
import json
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.conftest import DOT
from veturi.cooperation.placements.actions import visits
from veturi.cooperation.placements.models import Period, PlannedVisit, Visit
from veturi.cooperation.placements.tests.factories import StudentFactory
from veturi.directory.tests.factories import staff


DAY = timedelta(days=1)


DEVICE = {"accept": "application/json"}


ONE = "00000000-0000-4000-8000-000000000001"


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def written(day):
    return f"{day.day}.{day.month}.{day.year}"


def link(name, *args, **query):
    return reverse(f"placements:{name}", args=args, query=query or None)


def correcting(visit, **given):
    names = ("purpose", "findings", "needs", "capacity", "issues", "others_present", "signed_name")
    values = {name: getattr(visit, name) for name in names}
    return {**values, "on": written(visit.on), "hours": str(visit.hours), **given}
