"""Many at one door at once, on PostgreSQL: a code lets one in, and limits hold."""

import re

import pytest
from django.db import connection
from django.utils import timezone

from tests.journeys.test_at_once import together
from veturi.cooperation.placements.actions import doors, entering
from veturi.cooperation.placements.actions.entering import Shut, TooMany, Visitor, WrongCode
from veturi.cooperation.placements.models import Code, Pass
from veturi.cooperation.placements.rules.doors import MOST, MOST_TRIES, Knocking
from veturi.cooperation.placements.tests.factories import PeriodFactory
from veturi.foundation.mail.models import Letter

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="several at once"),
]


@pytest.fixture
def secret(workshop, otto):
    otto.email = "otto@paja.invalid"
    otto.save()
    period = PeriodFactory(partnership=workshop, instructor=otto)
    row = doors.invite_instructor(period, by=None, at=timezone.now())
    return re.search(r"/link/([\w-]+)/", Letter.objects.get(key=row.key).text)[1]


def knocking(act, *, times):
    """Each from an address of its own; who got in, and how often one was refused."""
    came, refused = [], []

    def knock(n):
        try:
            came.append(act(Visitor(f"192.0.2.{n}")))
        except (Shut, TooMany, WrongCode) as refusal:
            refused.append(type(refusal))

    assert together(*(lambda n=n: knock(n) for n in range(times))) == []
    return came, refused


def test_of_many_presses_at_once_only_as_many_codes_are_sent_as_may_be(secret):
    most = MOST[Knocking.PRESSED]["link"]

    came, refused = knocking(
        lambda visitor: entering.press(secret, visitor=visitor, at=timezone.now()), times=9
    )

    assert (len(came), refused) == (most, [TooMany] * (9 - most))
    assert Code.objects.count() == most


def test_the_right_code_given_many_times_at_once_lets_one_in(secret):
    key = entering.press(secret, visitor=Visitor("192.0.2.1"), at=timezone.now())
    letter = Letter.objects.get(key=Code.objects.get().key)
    digits = re.search(r"\b(\d{6})\b", letter.text)[1]

    came, refused = knocking(
        lambda visitor: entering.enter(key, digits, visitor=visitor, at=timezone.now()), times=8
    )

    assert len(came) == 1
    assert len(refused) == 7
    assert entering.behind_the_door(came[0], at=timezone.now()).link == Pass.objects.get()


def test_wrong_codes_given_at_once_are_all_counted(secret):
    key = entering.press(secret, visitor=Visitor("192.0.2.1"), at=timezone.now())

    came, refused = knocking(
        lambda visitor: entering.enter(key, "no", visitor=visitor, at=timezone.now()), times=8
    )

    assert (came, len(refused)) == ([], 8)
    assert Code.objects.get().tries == MOST_TRIES
