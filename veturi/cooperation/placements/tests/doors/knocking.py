"""How somebody knocks, in the tests."""

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


DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


HERE, THERE = Visitor("192.0.2.7"), Visitor("198.51.100.9")


SECRET = re.compile(r"/link/([\w-]+)/")


DIGITS = re.compile(r"\b(\d{6})\b")


def secret_in_letter(row):
    return SECRET.search(Letter.objects.get(key=row.key).text)[1]


def code_in_letter():
    return DIGITS.search(Letter.objects.filter(key__startswith="placements.code").last().text)[1]


def wrong(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def traces():
    return list(Trace.objects.order_by("pk").values_list("what", flat=True))


def come_in(secret, at=NOW, visitor=HERE):
    key = entering.press(secret, visitor=visitor, at=at)
    return entering.enter(key, code_in_letter(), visitor=visitor, at=at)


def refuse(to, text):
    raise sms.NotSent
