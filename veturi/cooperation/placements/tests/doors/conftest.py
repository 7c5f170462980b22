"""Otto is invited to the period of Eetu; a party of its agreement is asked."""

import pytest

from conftest import NOW
from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.tests.doors.knocking import secret_in_letter
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    SignatureFactory,
    VersionFactory,
)


@pytest.fixture
def invited(running, otto, mika):
    otto.email, otto.phone = "otto@paja.invalid", "+358 40 123 4567"
    otto.save()
    running.instructor.refresh_from_db()
    return doors.invite_instructor(running, by=mika, at=NOW)


@pytest.fixture
def signature(running):
    return SignatureFactory(
        version=VersionFactory(agreement=AgreementFactory(period=running), sent_at=NOW)
    )


@pytest.fixture
def secret(invited):
    return secret_in_letter(invited)
