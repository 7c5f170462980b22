"""Links and codes: what opens, what is refused, what is counted and forgotten."""

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

pytestmark = pytest.mark.django_db
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


def come_in(secret, at=NOW, visitor=HERE):
    key = entering.press(secret, visitor=visitor, at=at)
    return entering.enter(key, code_in_letter(), visitor=visitor, at=at)


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


def refuse(to, text):
    raise sms.NotSent


def test_a_text_message_that_is_not_taken_goes_by_mail_instead(invited, secret, settings):
    settings.SMS_BACKEND = f"{__name__}.refuse"

    entering.press(secret, visitor=HERE, at=NOW)

    assert Code.objects.get().way == "mail"


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


def test_of_a_second_link_for_the_same_the_first_ends(invited, secret, running, mika):
    inside = come_in(secret)

    doors.send_again(invited, by=mika, at=NOW + MINUTE)

    assert entering.behind_the_door(inside, at=NOW + MINUTE) is None
    with pytest.raises(Shut):
        entering.press(secret, visitor=HERE, at=NOW + MINUTE)
    assert Pass.objects.live(NOW + MINUTE).count() == 1


def test_a_former_instructor_gets_no_new_link_and_keeps_the_address(invited, running, otto, mika):
    other = InstructorFactory(provider=running.provider).person
    periods.change_instructor(running, instructor=other, since=TODAY, by=mika, at=NOW)

    for act in (
        lambda: doors.send_again(Pass.objects.get(), by=mika, at=NOW),
        lambda: doors.mend_address(
            Pass.objects.get(), email="uusi@paja.invalid", phone="", by=mika, at=NOW
        ),
    ):
        with pytest.raises(periods.NotPossible):
            act()

    otto.refresh_from_db()
    assert otto.email == "otto@paja.invalid"
    assert Pass.objects.get() == invited


def test_giving_and_ending_a_link_is_in_history_once(invited, running, mika):
    doors.revoke(invited, by=mika, at=NOW)
    doors.revoke(Pass.objects.get(), by=mika, at=NOW)

    rows = Change.objects.of(running.key).filter(field="passes").order_by("pk")
    assert list(rows.values_list("old", "new")) == [("", "Otto Ohjaaja"), ("Otto Ohjaaja", "")]


def test_who_has_no_address_gets_no_link_and_nothing_stays(running, signature, mika):
    signature.email = ""
    for give in (
        lambda: doors.invite_instructor(running, by=mika, at=NOW),
        lambda: doors.invite_student(running, by=mika, at=NOW),
        lambda: doors.ask_to_sign(signature, by=mika, at=NOW),
    ):
        with pytest.raises(doors.NoAddress):
            give()
    assert (Pass.objects.count(), Letter.objects.count()) == (0, 0)


def test_what_cannot_be_asked_is_refused(propose, running, signature, mika):
    nobody = propose()
    with pytest.raises(periods.NotPossible):
        doors.invite_instructor(nobody, by=mika, at=NOW)
    nobody.called_off_on = TODAY
    nobody.student.email = "eetu@opisto.invalid"
    with pytest.raises(periods.NotPossible):
        doors.invite_student(nobody, by=mika, at=NOW)
    signature.signed_at = NOW
    with pytest.raises(periods.NotPossible):
        doors.ask_to_sign(signature, by=mika, at=NOW)
    assert not Pass.objects.exists()


@pytest.mark.parametrize(("party", "purpose"), [("workplace", "sign"), ("guardian", "guardian")])
def test_a_party_is_asked_to_sign(signature, mika, party, purpose):
    Signature.objects.update(party=party, language="sv")

    doors.ask_to_sign(Signature.objects.get(), by=mika, at=NOW)

    row = Pass.objects.get()
    assert (row.purpose, row.signature, row.language) == (purpose, signature, "sv")
    assert row.expires_at == NOW + 14 * DAY
    assert Letter.objects.get().to == "otto@paja.invalid"


def test_an_address_is_mended_where_the_recipient_is_kept(
    invited, running, signature, otto, eetu, mika
):
    where = {"email": "uusi@paja.invalid", "phone": "+358 40 765 4321"}
    eetu.email = "eetu@opisto.invalid"
    eetu.save()
    running.student.refresh_from_db()
    student = doors.invite_student(running, by=mika, at=NOW)
    doors.ask_to_sign(signature, by=mika, at=NOW)

    for row in (invited, student, Pass.objects.get(purpose="sign")):
        doors.mend_address(row, by=mika, at=NOW + MINUTE, **where)

    otto.refresh_from_db()
    eetu.refresh_from_db()
    signature.refresh_from_db()
    assert {otto.email, eetu.email, signature.email} == {"uusi@paja.invalid"}
    live = Pass.objects.live(NOW + MINUTE)
    assert {(row.email, row.phone) for row in live} == {tuple(where.values())}
    assert live.count() == 3


def test_the_address_of_what_was_signed_stays(signature, mika):
    doors.ask_to_sign(signature, by=mika, at=NOW)
    Signature.objects.update(signed_at=NOW, way="link")

    with pytest.raises(periods.NotPossible):
        doors.mend_address(Pass.objects.get(), email="uusi@paja.invalid", phone="", by=mika, at=NOW)

    assert Signature.objects.get().email == "otto@paja.invalid"


def test_by_night_what_has_ended_is_forgotten(invited, secret, running, mika):
    come_in(secret)
    today = timezone.localdate(NOW)

    doors.forget_ended(on=today + DAY)
    assert (Knock.objects.count(), Code.objects.count(), Stay.objects.count()) == (2, 1, 1)

    doors.forget_ended(on=today + 3 * DAY)
    assert (Knock.objects.count(), Code.objects.count(), Stay.objects.count()) == (0, 0, 1)

    doors.forget_ended(on=today + 32 * DAY)
    assert (Stay.objects.count(), Pass.objects.count()) == (0, 1)
    doors.revoke(invited, by=mika, at=NOW)
    doors.forget_ended(on=today + 29 * DAY)
    assert Pass.objects.count() == 1
    doors.forget_ended(on=today + 32 * DAY)
    assert Pass.objects.count() == 0


def test_how_long_a_link_holds():
    assert link_ends("sign", None, at=NOW) == NOW + 14 * DAY
    assert link_ends("student", None, at=NOW) == NOW + 180 * DAY
    assert link_ends("student", TODAY + 10 * DAY, at=NOW) == NOW + 40 * DAY
    assert link_ends("student", TODAY - 10 * DAY, at=NOW) == NOW + 30 * DAY
    assert link_ends("student", TODAY + 900 * DAY, at=NOW) == NOW + 400 * DAY


def test_of_an_address_only_a_part_is_kept_or_shown():
    assert prefix("192.0.2.77") == "192.0.2.0/24"
    assert prefix("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert prefix("nowhere") == ""
    assert masked("otto@paja.invalid") == "ot…@paja.invalid"
    assert masked("+358 40 123 4567") == "…567"


def test_the_rows_speak_for_themselves(invited, secret):
    come_in(secret)

    for row in (Pass, Stay, Code, Knock):
        assert str(row.objects.first())
