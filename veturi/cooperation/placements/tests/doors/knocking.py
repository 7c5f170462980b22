"""How somebody knocks, in the tests."""

import re
from datetime import timedelta

from conftest import NOW
from veturi.cooperation.placements.actions import entering
from veturi.cooperation.placements.actions.entering import Visitor
from veturi.foundation.mail import sms
from veturi.foundation.mail.models import Letter
from veturi.foundation.trail.models import Trace

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
