"""A link and its code let one in; what was guessed, used or has ended does not."""

import pytest

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import doors, entering
from veturi.cooperation.placements.actions.entering import Shut, WrongCode
from veturi.cooperation.placements.models import Code, Knock, Pass, Stay
from veturi.cooperation.placements.models.doors import digest_of
from veturi.cooperation.placements.tests.doors import knocking
from veturi.cooperation.placements.tests.doors.knocking import (
    DIGITS,
    HERE,
    MINUTE,
    THERE,
    code_in_letter,
    come_in,
    secret_in_letter,
    traces,
    wrong,
)
from veturi.cooperation.placements.tests.factories import StudentFactory
from veturi.foundation.mail.models import CaughtLetter, Letter
from veturi.foundation.trail.models import Trace, What

pytestmark = pytest.mark.django_db


def test_a_link_and_then_its_code_let_one_in(invited, secret, college):
    key = entering.press(secret, visitor=HERE, at=NOW)
    assert entering.behind_the_door(key, at=NOW) is None

    inside = entering.enter(key, f" {code_in_letter()} ", visitor=HERE, at=NOW)

    assert entering.behind_the_door(inside, at=NOW).link == invited
    assert inside != key and entering.behind_the_door(key, at=NOW) is None
    assert Pass.objects.get().opened_at == NOW
    trace = Trace.objects.get()
    assert (trace.what, trace.scope, trace.by) == (What.LINK_OPENED, college.scope, None)


def test_secrets_are_kept_as_digests_only(invited, secret):
    key = entering.press(secret, visitor=HERE, at=NOW)
    digits = code_in_letter()

    kept = [*Pass.objects.values(), *Stay.objects.values(), *Code.objects.values()]
    kept += Knock.objects.values()

    assert all(word not in str(kept) for word in (secret, key, f"'{digits}'", HERE.address))
    assert Pass.objects.get().digest == digest_of(secret)


def test_the_letter_of_the_link_holds_no_code_and_the_other_no_link(invited, secret, running):
    entering.press(secret, visitor=HERE, at=NOW)
    link, code = Letter.objects.order_by("pk")

    assert DIGITS.search(link.text.replace(secret, "")) is None
    assert "/link/" not in code.text and DIGITS.search(code.subject) is None
    assert (link.to, code.to) == ("otto@paja.invalid", "otto@paja.invalid")
    assert (link.is_urgent, code.is_urgent) == (False, True)
    assert str(running.student) not in link.text + link.subject + code.text


def test_a_known_phone_gets_the_code_as_a_text_message(invited, secret, settings):
    settings.SMS_BACKEND = "veturi.foundation.mail.sms.catch"

    entering.press(secret, visitor=HERE, at=NOW)

    message = CaughtLetter.objects.get()
    assert (message.sender, message.recipients) == ("SMS", "+358 40 123 4567")
    assert Code.objects.get().sent_to == "+358 40 123 4567"
    assert Letter.objects.count() == 1


def test_a_text_message_that_is_not_taken_goes_by_mail_instead(invited, secret, settings):
    settings.SMS_BACKEND = f"{knocking.__name__}.refuse"

    entering.press(secret, visitor=HERE, at=NOW)

    code = Code.objects.get()
    assert (code.way, entering.is_by_mail_instead(code)) == ("mail", True)
    Pass.objects.update(phone="")
    assert not entering.is_by_mail_instead(Code.objects.get())


def test_without_a_phone_the_code_goes_by_mail(invited, secret, settings):
    settings.SMS_BACKEND = "veturi.foundation.mail.sms.catch"
    Pass.objects.update(phone="")

    entering.press(secret, visitor=HERE, at=NOW)

    assert Code.objects.get().sent_to == "otto@paja.invalid"


def test_what_was_guessed_has_ended_or_was_revoked_is_refused_in_the_same_words(
    invited, secret, mika
):
    def refusal(secret, at=NOW):
        with pytest.raises(Shut) as refused:
            entering.press(secret, visitor=HERE, at=at)
        return str(refused.value)

    guessed = refusal("x" * 43)
    ended = refusal(secret, at=invited.expires_at)
    doors.revoke(invited, by=mika, at=NOW)
    revoked = refusal(secret)

    assert guessed == ended == revoked
    assert traces() == [What.LINK_REFUSED] * 3
    assert not Code.objects.exists()


@pytest.mark.parametrize("gone", ["called_off", "archived", "erased"])
def test_a_link_of_what_is_gone_opens_nothing(invited, secret, running, otto, gone):
    inside = come_in(secret)
    if gone == "called_off":
        type(running).objects.update(called_off_on=TODAY, called_off_by="school")
    else:
        type(otto).objects.filter(pk=otto.pk).update(**{f"{gone}_on": TODAY})

    assert entering.behind_the_door(inside, at=NOW) is None
    with pytest.raises(Shut):
        entering.press(secret, visitor=HERE, at=NOW)


def test_a_code_works_once(invited, secret):
    key = entering.press(secret, visitor=HERE, at=NOW)
    digits = code_in_letter()
    entering.enter(key, digits, visitor=HERE, at=NOW)

    with pytest.raises(Shut):
        entering.enter(key, digits, visitor=HERE, at=NOW)
    other = entering.press(secret, visitor=THERE, at=NOW)
    with pytest.raises(WrongCode):
        entering.enter(other, digits, visitor=THERE, at=NOW)


def test_a_code_ends_after_a_quarter_of_an_hour(invited, secret):
    key = entering.press(secret, visitor=HERE, at=NOW)

    with pytest.raises(WrongCode):
        entering.enter(key, code_in_letter(), visitor=HERE, at=NOW + 15 * MINUTE)


def test_after_five_wrong_tries_the_right_code_is_wrong_too(invited, secret):
    key = entering.press(secret, visitor=HERE, at=NOW)
    digits = code_in_letter()
    for _try in range(5):
        with pytest.raises(WrongCode):
            entering.enter(key, wrong(digits), visitor=HERE, at=NOW)

    with pytest.raises(WrongCode):
        entering.enter(key, digits, visitor=HERE, at=NOW)

    assert Code.objects.get().tries == 5
    assert traces() == [What.LINK_REFUSED] * 6


def test_a_new_code_ends_the_former_one(invited, secret):
    key = entering.press(secret, visitor=HERE, at=NOW)
    former = code_in_letter()

    entering.send_another(key, visitor=HERE, at=NOW + MINUTE)

    if former != code_in_letter():
        with pytest.raises(WrongCode):
            entering.enter(key, former, visitor=HERE, at=NOW + MINUTE)
    assert entering.enter(key, code_in_letter(), visitor=HERE, at=NOW + MINUTE)


def test_another_browsers_code_does_not_let_one_in(invited, secret):
    mine = entering.press(secret, visitor=HERE, at=NOW)
    entering.press(secret, visitor=THERE, at=NOW)
    theirs = code_in_letter()

    if Code.objects.first().digest != Code.objects.last().digest:
        with pytest.raises(WrongCode):
            entering.enter(mine, theirs, visitor=HERE, at=NOW)


def test_a_code_of_another_link_does_not_let_one_in(invited, secret, propose, otto, mika):
    mine = entering.press(secret, visitor=HERE, at=NOW)
    own = code_in_letter()
    other = doors.invite_instructor(
        propose(instructor=otto, student=StudentFactory(provider=mika.provider)), by=mika, at=NOW
    )
    entering.press(secret_in_letter(other), visitor=HERE, at=NOW)

    if own != code_in_letter():
        with pytest.raises(WrongCode):
            entering.enter(mine, code_in_letter(), visitor=HERE, at=NOW)
    assert entering.behind_the_door(mine, at=NOW) is None


@pytest.mark.parametrize("why", ["revoked", "ended", "another sent"])
def test_a_right_code_is_refused_when_its_link_has_ended_meanwhile(
    invited, secret, running, mika, why
):
    last = invited.expires_at - MINUTE
    key = entering.press(secret, visitor=HERE, at=last)
    digits = code_in_letter()
    if why == "revoked":
        doors.revoke(invited, by=mika, at=last)
    if why == "another sent":
        doors.invite_instructor(running, by=mika, at=last)

    with pytest.raises(Shut):
        entering.enter(key, digits, visitor=HERE, at=invited.expires_at if why == "ended" else last)
    assert traces() == [What.LINK_REFUSED]
