"""Otto is invited to the period of Eetu; a party of its agreement is asked."""

import re
from datetime import timedelta
import pytest
from django.utils import timezone
from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import doors, entering, periods
from veturi.cooperation.placements.actions.entering import Shut, TooMany, Visitor, WrongCode
from veturi.cooperation.placements.models import Code, Knock, Pass, Signature, Stay
from veturi.cooperation.placements.models.doors import digest_of
from veturi.cooperation.placements.rules.doors import MOST, Knocking, link_ends, masked, prefix
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    InstructorFactory,
    SignatureFactory,
    StudentFactory,
    VersionFactory,
)
from veturi.foundation.history.models import Change
from veturi.foundation.mail import sms
from veturi.foundation.mail.models import CaughtLetter, Letter
from veturi.foundation.trail.models import Trace, What
from veturi.cooperation.placements.tests.doors.knocking import secret_in_letter


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
