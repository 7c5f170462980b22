"""Links are given, mended, ended and forgotten."""

import pytest
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import doors, entering, periods
from veturi.cooperation.placements.actions.entering import Shut
from veturi.cooperation.placements.models import Code, Knock, Pass, Signature, Stay
from veturi.cooperation.placements.rules.doors import link_ends, masked, prefix
from veturi.cooperation.placements.tests.doors.knocking import DAY, HERE, MINUTE, come_in
from veturi.cooperation.placements.tests.factories import (
    InstructorFactory,
)
from veturi.foundation.history.models import Change
from veturi.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db


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
