"""Signers who have not answered are reminded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from veturi.cooperation.placements.actions import agreements, doors
from veturi.cooperation.placements.actions.reminding import remind_signers
from veturi.cooperation.placements.models import Pass, Period
from veturi.cooperation.placements.tests.behind.conftest import sent
from veturi.foundation.mail.models import Letter

__all__ = ["sent"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def asked(sent, mika):
    """Otto was asked six days ago."""
    row = sent.signatures.get(party="workplace")
    doors.ask_to_sign(row, by=mika, at=timezone.now() - 6 * DAY)
    return row


def remind():
    remind_signers(on=timezone.localdate())
    return Pass.objects.count()


def test_who_has_not_signed_gets_a_new_link_twice(asked):
    former = Pass.objects.get()
    assert [remind(), remind()] == [2, 2]
    latest = Pass.objects.latest("pk")
    assert Pass.objects.live(timezone.now()).get() == latest != former
    assert Letter.objects.get(key=latest.key).subject.startswith(("Muistutus", "Reminder"))

    for _time in range(2):
        Pass.objects.update(made_at=timezone.now() - 6 * DAY)
        remind()
    assert Pass.objects.count() == 3


def test_who_was_asked_lately_is_left_in_peace(asked):
    Pass.objects.update(made_at=timezone.now() - 3 * DAY)

    assert remind() == 1


def test_a_wrong_address_is_mended_first(asked):
    Letter.objects.filter(key=Pass.objects.get().key).update(failed_at=timezone.now())

    assert remind() == 1


def test_after_a_refusal_nobody_is_reminded(asked, sent):
    other = sent.signatures.get(party="provider")
    agreements.decline(other, why="Väärä päivä", by=None, at=timezone.now())

    assert remind() == 1


@pytest.mark.parametrize("what", ["off", "withdrawn", "never asked"])
def test_what_is_over_or_was_not_asked_by_link_is_not_reminded(asked, sent, mika, what):
    if what == "off":
        Period.objects.update(called_off_on=timezone.localdate(), called_off_by="school")
    if what == "withdrawn":
        agreements.withdraw(sent, by=mika, at=timezone.now())
    if what == "never asked":
        Pass.objects.all().delete()

    assert remind() == Pass.objects.count() and Pass.objects.count() < 2
