"""A sheet of the student system, and what it names."""

import json
from datetime import date
from io import StringIO
import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from conftest import NOW
from veturi.cooperation.placements.actions import students
from veturi.cooperation.placements.models import Student, Support
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    QualificationFactory,
    StudentFactory,
)
from veturi.directory.actions import people
from veturi.directory.models import Role
from veturi.foundation.history.models import Change
from veturi.foundation.jobs.actions import run_to_end
from veturi.surfaces.imports.actions import bringing, mending
from veturi.surfaces.imports.actions.mending import Mended
from veturi.surfaces.imports.models import Import, SavedMapping
from veturi.surfaces.imports.tests.walking import address, upload
from veturi.surfaces.imports.touched import changed_since
from veturi.surfaces.imports.tests.students.brought import HEADER


@pytest.fixture
def qualification(db):
    return QualificationFactory(
        code="361902", record_number="OPH-1-2025", name_fi="Esimerkkialan perustutkinto"
    )


@pytest.fixture
def sheet(listed, mika, qualification):
    def bring(*lines, header=HEADER):
        return listed(header, *lines)

    return bring
