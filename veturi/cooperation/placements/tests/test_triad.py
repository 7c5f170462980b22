"""Whose turn it is: the facts of a period, and what each of the three does next."""

import pytest

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import doors, voices
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.models import ContactRequest, Period
from veturi.cooperation.placements.reading.triad import triad_of
from veturi.cooperation.placements.rules.triad import Standing, Who, steps
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    SignatureFactory,
    VersionFactory,
)
from veturi.foundation.mail.models import Letter

BEGUN = {"is_accepted": True, "has_instructor": True}
AGREED = {**BEGUN, "is_agreed": True, "is_told_of_safety": True}


def turns(**facts):
    return [step.who.value for step in steps(Standing(**facts))]


@pytest.mark.parametrize(
    ("facts", "whose"),
    [
        ({}, ["teacher"]),
        ({"is_accepted": True}, ["teacher"]),
        (BEGUN, ["teacher"]),
        ({**BEGUN, "is_sent": True, "waits_for": {"workplace"}}, ["instructor"]),
        (
            {**BEGUN, "is_sent": True, "waits_for": {"workplace", "student", "provider"}},
            ["instructor", "student", "teacher"],
        ),
        ({**BEGUN, "is_sent": True, "waits_for": {"guardian"}}, ["student"]),
        ({**BEGUN, "is_agreed": True}, ["teacher"]),
        (AGREED, []),
        ({**AGREED, "is_unseen": True}, ["student"]),
        ({**AGREED, "is_untold": True}, ["teacher"]),
        ({**AGREED, "asks_to_talk": True}, ["teacher"]),
        ({**AGREED, "proposes_time": True}, ["teacher"]),
        ({**AGREED, "has_ended": True}, ["instructor"]),
        ({**AGREED, "has_ended": True, "is_answered": True}, []),
    ],
)
def test_whose_turn_it_is(facts, whose):
    assert turns(**facts) == whose


@pytest.mark.django_db
def test_the_facts_are_read_from_the_period(running, otto):
    version = VersionFactory(
        agreement=AgreementFactory(period=running),
        sent_at=NOW,
        signed_on=TODAY,
        student_told_at=NOW,
    )
    amended = VersionFactory(agreement=version.agreement, number=2, sent_at=NOW)
    SignatureFactory(version=amended)
    voices.signal_progress(running, tone="well", words="Hyvin", by=otto, at=NOW)

    triad = triad_of(running, at=NOW, on=TODAY)

    assert [step.who for step in triad.steps] == [Who.INSTRUCTOR, Who.STUDENT, Who.TEACHER]
    assert triad.turn == Who.INSTRUCTOR
    assert triad.step_of("student") is not None
    assert [signal.words for signal in triad.signals] == ["Hyvin"]


@pytest.mark.django_db
def test_nobodys_turn_comes_in_a_period_that_was_called_off(running):
    Period.objects.update(called_off_on=TODAY, called_off_by="school")

    triad = triad_of(Period.objects.get(), at=NOW, on=TODAY)

    assert (triad.steps, triad.turn, triad.step_of("teacher")) == ([], None, None)


@pytest.mark.django_db
def test_of_each_link_it_is_known_what_became_of_its_letter(running, otto, mika):
    otto.email = "otto@paja.invalid"
    otto.save()
    running.instructor.refresh_from_db()
    first = doors.invite_instructor(running, by=mika, at=NOW)
    second = doors.invite_instructor(running, by=mika, at=NOW)
    Letter.objects.filter(key=second.key).update(failed_at=NOW, trouble="address")
    Letter.objects.filter(key=first.key).delete()

    found = triad_of(running, at=NOW, on=TODAY).links

    assert [(one.link, one.is_live, bool(one.trouble)) for one in found] == [
        (second, True, True),
        (first, False, False),
    ]


@pytest.mark.django_db
def test_a_link_to_sign_is_not_sent_again_when_it_is_answered(running, mika):
    version = VersionFactory(agreement=AgreementFactory(period=running), sent_at=NOW)
    row = SignatureFactory(version=version)
    doors.ask_to_sign(row, by=mika, at=NOW)
    assert triad_of(running, at=NOW, on=TODAY).links[0].is_wanted

    type(row).objects.update(signed_at=NOW, way="paper")

    assert not triad_of(running, at=NOW, on=TODAY).links[0].is_wanted


@pytest.mark.django_db
def test_what_was_answered_is_not_answered_again(otto, mika):
    row = voices.ask_for_correction(otto, email="o@paja.invalid", phone="", at=NOW)
    voices.decline_correction(row, by=mika, at=NOW)

    for answer in (voices.accept_correction, voices.decline_correction):
        with pytest.raises(NotPossible):
            answer(row, by=mika, at=NOW)

    otto.refresh_from_db()
    assert otto.email != "o@paja.invalid"
    assert ContactRequest.objects.get().accepted_at is None


@pytest.mark.django_db
def test_a_correction_that_says_nothing_new_or_takes_the_address_away_is_refused(otto):
    for email, phone in ((otto.email, otto.phone), ("", "+358 40 123 4567")):
        with pytest.raises(NotPossible):
            voices.ask_for_correction(otto, email=email, phone=phone, at=NOW)
    assert not ContactRequest.objects.exists()
