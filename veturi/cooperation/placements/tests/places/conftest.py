"""Eetu looks for a place: what he tells of it, and his link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.tests.behind.doorway import come_in, reached
from veturi.cooperation.placements.tests.factories import PlaceProposalFactory
from veturi.cooperation.placements.tests.reading_pages import written
from veturi.directory.models import Partnership


@pytest.fixture
def searching(eetu, mika):
    """The link for finding a place."""
    reached(eetu, "eetu")
    return doors.invite_to_find(eetu, by=mika, at=timezone.now())


@pytest.fixture
def browser(searching):
    return come_in(searching)


@pytest.fixture
def told():
    """As it is typed on the phone."""
    return {
        "name": "Laukaan Pyöräpaja",
        "municipality": "Laukaa",
        "work": "Korjaan pyöriä",
        "asked": "yes",
        "contact_name": "Leena Maria Pyörä",
        "contact_phone": "040 123 4567",
        "contact_email": "leena@pyora.invalid",
        "starts_on": written(timezone.localdate() + timedelta(days=30)),
        "ends_on": written(timezone.localdate() + timedelta(days=80)),
    }


@pytest.fixture
def proposed(eetu):
    return PlaceProposalFactory(
        student=eetu,
        name="Laukaan Pyöräpaja",
        municipality="410",
        asked="yes",
        contact_name="Leena Maria Pyörä",
        contact_phone="+358 40 1234567",
        contact_email="leena@pyora.invalid",
    )


@pytest.fixture
def partners():
    """Their names, the latest last."""
    return lambda: list(Partnership.objects.order_by("pk").values_list("name", flat=True))


@pytest.fixture
def student_pass(running, eetu, mika):
    """The link of a period that Eetu has already."""
    reached(eetu, "eetu")
    return doors.invite_student(running, by=mika, at=timezone.now())
