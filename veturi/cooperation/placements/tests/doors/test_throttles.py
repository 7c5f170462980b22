"""Whoever knocks too often waits."""

import pytest

from conftest import NOW
from veturi.cooperation.placements.actions import doors, entering
from veturi.cooperation.placements.actions.entering import Shut, TooMany, Visitor, WrongCode
from veturi.cooperation.placements.models import Code, Knock
from veturi.cooperation.placements.rules.doors import MOST, Knocking
from veturi.cooperation.placements.tests.doors.knocking import (
    HERE,
    HOUR,
    MINUTE,
    THERE,
    code_in_letter,
    come_in,
    secret_in_letter,
    traces,
)
from veturi.cooperation.placements.tests.factories import (
    StudentFactory,
)
from veturi.foundation.trail.models import What

pytestmark = pytest.mark.django_db


def test_codes_of_a_link_are_sent_five_times_an_hour(invited, secret):
    most = MOST[Knocking.PRESSED]["link"]
    for _press in range(most):
        entering.press(secret, visitor=HERE, at=NOW)

    for visitor in (HERE, THERE):
        with pytest.raises(TooMany):
            entering.press(secret, visitor=visitor, at=NOW + MINUTE)

    assert Code.objects.count() == most
    assert traces() == [What.LINK_REFUSED]
    assert entering.press(secret, visitor=HERE, at=NOW + HOUR)


def test_a_recipient_of_many_links_is_not_flooded(invited, secret, propose, otto, mika):
    for _link in range(2):
        period = propose(instructor=otto, student=StudentFactory(provider=mika.provider))
        row = doors.invite_instructor(period, by=mika, at=NOW)
        for _press in range(5):
            entering.press(secret_in_letter(row), visitor=HERE, at=NOW)

    with pytest.raises(TooMany):
        entering.press(secret, visitor=THERE, at=NOW)


def test_guessing_from_one_address_is_stopped_and_said_once_in_the_log(db):
    most = MOST[Knocking.TRIED]["address"]
    for n in range(most):
        with pytest.raises(Shut):
            entering.press(f"guess-{n}", visitor=HERE, at=NOW)

    for n in range(3):
        with pytest.raises(TooMany):
            entering.press(f"more-{n}", visitor=HERE, at=NOW)
    with pytest.raises(Shut):
        entering.press("elsewhere", visitor=THERE, at=NOW)

    assert Knock.objects.count() == most + 1
    # `leave_once` finds the traces of the refused guesses: the flood adds none.
    assert len(traces()) == most + 1


def test_wrong_codes_of_one_link_are_stopped_wherever_they_come_from(invited, secret):
    most = MOST[Knocking.TRIED]["link"]
    key = entering.press(secret, visitor=HERE, at=NOW)
    for n in range(most):
        with pytest.raises(WrongCode):
            entering.enter(key, "no", visitor=Visitor(f"203.0.113.{n}"), at=NOW)

    with pytest.raises(TooMany):
        entering.enter(key, code_in_letter(), visitor=THERE, at=NOW)


def test_guessing_codes_of_many_links_from_one_address_is_stopped(invited, propose, otto, mika):
    """Each link by itself is guessed less often than is allowed; together it is too often."""
    most, keys = MOST[Knocking.TRIED]["address"], []
    for _link in range(6):
        student = StudentFactory(provider=mika.provider)
        otto.email = f"otto{student.pk}@paja.invalid"
        otto.save()
        row = doors.invite_instructor(propose(instructor=otto, student=student), by=mika, at=NOW)
        keys.append(entering.press(secret_in_letter(row), visitor=HERE, at=NOW))
    digits = code_in_letter()

    for n in range(most):
        with pytest.raises(WrongCode):
            entering.enter(keys[n % 5], "no", visitor=HERE, at=NOW)
    with pytest.raises(TooMany):
        entering.enter(keys[5], digits, visitor=HERE, at=NOW)

    assert set(traces()) == {What.LINK_REFUSED}
    assert entering.enter(keys[5], digits, visitor=THERE, at=NOW)


def test_at_the_door_nothing_is_asked_of_one_who_has_not_pressed(db):
    with pytest.raises(Shut):
        entering.enter("", "123456", visitor=HERE, at=NOW)
    with pytest.raises(Shut):
        entering.send_another("", visitor=HERE, at=NOW)


def test_a_stay_ends_after_twelve_hours_by_leaving_and_with_its_link(invited, secret, mika):
    inside = come_in(secret)
    stay = entering.behind_the_door(inside, at=NOW + 12 * HOUR - MINUTE)
    assert entering.behind_the_door(inside, at=NOW + 12 * HOUR) is None

    entering.leave(stay, at=NOW)
    assert entering.behind_the_door(inside, at=NOW) is None
    assert traces() == [What.LINK_OPENED, What.LINK_LEFT]

    another = come_in(secret)
    doors.revoke(invited, by=mika, at=NOW)
    assert entering.behind_the_door(another, at=NOW) is None
