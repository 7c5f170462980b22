"""Whoever has a link: Otto at the workshop, Eetu who learns there, a party that signs."""

import pytest
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import agreements, doors
from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.models import (
    Pass,
    Period,
    Version,
)
from veturi.cooperation.placements.reading.contents import content_of
from veturi.cooperation.placements.rules.words import Paper
from veturi.cooperation.placements.tests.behind.doorway import DAY, TERMS, reached
from veturi.cooperation.placements.tests.factories import (
    PeriodUnitFactory,
    StudentFactory,
    ready,
)


@pytest.fixture
def now_running(running):
    """Its days are of the real clock, which the pages go by."""
    today = timezone.localdate()
    Period.objects.filter(pk=running.pk).update(
        starts_on=today - 9 * DAY, ends_on=today + 60 * DAY, key_tasks="Sorvaus", goals="Mitata"
    )
    return Period.objects.get(pk=running.pk)


@pytest.fixture
def instructor_pass(now_running, otto, mika):
    reached(otto, "otto")
    return doors.invite_instructor(now_running, by=mika, at=timezone.now())


@pytest.fixture
def student_pass(now_running, eetu, mika):
    reached(eetu, "eetu")
    return doors.invite_student(Period.objects.get(pk=now_running.pk), by=mika, at=timezone.now())


@pytest.fixture
def place_pass(eetu, mika):
    """Eetu has no period yet and looks for a place."""
    reached(eetu, "eetu")
    return doors.invite_to_find(eetu, by=mika, at=timezone.now())


@pytest.fixture
def sent(workshop, mika, otto, assessed):
    """A training agreement that waits for both; its student is Senja Kivi."""
    student = StudentFactory(provider=workshop.provider, given_name="Senja", family_name="Kivi")
    period = PeriodUnitFactory(
        period=ready(workshop, instructor=otto, student=student, teacher=mika)
    ).period
    content = content_of(period, Paper.TRAINING, language="fi", on=TODAY, terms=TERMS)
    version = agreements.draw_up(
        period, Paper.TRAINING, content=content, language="fi", by=mika, at=NOW
    )
    signers = (
        Signer("workplace", "Otto Ohjaaja", "otto@paja.invalid"),
        Signer("provider", "Rauha Lehto", "rauha@opisto.invalid"),
    )
    agreements.send(version, signers=signers, by=mika, at=NOW)
    return Version.objects.get(pk=version.pk)


@pytest.fixture
def sign_pass(sent, mika):
    row = sent.signatures.get(party="workplace")
    doors.ask_to_sign(row, by=mika, at=timezone.now())
    return Pass.objects.get(signature=row)
