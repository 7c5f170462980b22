"""Logging, correcting and taking back: each leaves its trace in the ledger."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.models import Encounter
from veturi.cooperation.encounters.reading import deeds_expected
from veturi.foundation.files.checking import check
from veturi.foundation.history.models import Change
from veturi.ledger import reading
from veturi.ledger.auditing import differences
from veturi.ledger.models import Deed, Promise

pytestmark = pytest.mark.django_db


def met(workshop, **more):
    return actions.Logged(kind="encounters.met", on=TODAY, partners=[workshop], **more)


@pytest.fixture
def meeting(workshop, aino, otto):
    return actions.log(met(workshop, line="Sovittiin", present=[otto]), by=aino, at=NOW)


def audit(provider):
    return list(differences(provider, [("encounters", deeds_expected)]))


def test_logging_is_told_to_the_ledger_with_who_was_there(meeting, workshop, aino, otto):
    [deed] = reading.deeds_of(workshop, seen_by=aino)

    assert (deed.kind, deed.done_on, deed.source, deed.recorded_by) == (
        "encounters.met",
        TODAY,
        meeting.key,
        aino,
    )
    assert list(deed.parties.exclude(person=None).values_list("person", flat=True)) == [otto.pk]
    assert audit(aino.provider) == []


def test_a_stranger_sees_none_of_it(meeting, workshop, sten):
    assert not reading.deeds_of(workshop, seen_by=sten).exists()
    assert not Encounter.objects.seen_by(sten).exists()


def test_what_is_still_to_come_is_refused_and_leaves_no_trace(workshop, aino):
    tomorrow = actions.Logged(
        kind="encounters.met", on=TODAY + timedelta(days=1), partners=[workshop]
    )
    with pytest.raises(actions.NotLogged):
        actions.log(tomorrow, by=aino, at=NOW)

    assert not Encounter.objects.exists() and not Deed.objects.exists()


def test_without_a_partner_it_is_refused(aino):
    with pytest.raises(actions.NotLogged):
        actions.log(actions.Logged(kind="encounters.met", on=TODAY, partners=[]), by=aino, at=NOW)


def test_a_correction_retracts_the_old_deed_and_records_the_right_one(meeting, workshop, aino):
    right = met(workshop, line="Sovittiin", hours=Decimal(3))

    actions.correct(meeting, what=right, by=aino, at=NOW)

    numbers = Deed.objects.order_by("number").values_list("number", "hours", "retracts__number")
    assert list(numbers) == [(1, Decimal(1), None), (2, None, 1), (3, Decimal(3), None)]
    assert [deed.hours for deed in reading.deeds_of(workshop, seen_by=aino)] == [Decimal(3)]
    assert set(Change.objects.values_list("field", flat=True)) >= {"hours", "present"}
    assert audit(aino.provider) == []


def test_a_corrected_line_alone_leaves_the_ledger_as_it_was(meeting, workshop, aino, otto):
    actions.correct(meeting, what=met(workshop, line="Sovimme", present=[otto]), by=aino, at=NOW)

    assert Deed.objects.count() == 1


def test_a_correction_may_move_it_to_another_partner(meeting, workshop, bakery, aino):
    actions.correct(meeting, what=met(bakery), by=aino, at=NOW)

    assert not reading.deeds_of(workshop, seen_by=aino).exists()
    assert reading.deeds_of(bakery, seen_by=aino).count() == 1
    assert audit(aino.provider) == []


def test_what_is_taken_back_stays_as_a_row_and_counts_nowhere(meeting, workshop, aino):
    actions.take_back(meeting, by=aino, at=NOW)

    meeting.refresh_from_db()
    assert (meeting.taken_back_by, meeting.taken_back_at) == (aino, NOW)
    assert not reading.deeds_of(workshop, seen_by=aino).exists()
    assert audit(aino.provider) == []
    with pytest.raises(actions.NotLogged):
        actions.take_back(meeting, by=aino, at=NOW)


def test_what_is_agreed_next_is_a_promise_with_owner_and_day(meeting, workshop, aino, mika):
    promise = actions.agree_next(
        workshop, text="Lähetä ajat", due=TODAY, owner=mika, by=aino, at=NOW, encounter=meeting
    )

    assert (promise.kind, promise.due, promise.owner) == ("encounters.action_due", TODAY, mika)
    assert promise.step.text == "Lähetä ajat"
    assert list(reading.promises_of(workshop, seen_by=aino)) == [promise]


def test_logging_keeps_the_promise_that_is_named(workshop, aino):
    promise = actions.agree_next(workshop, text="Soita", due=TODAY, owner=aino, by=aino, at=NOW)

    actions.log(met(workshop), by=aino, at=NOW, keeps=promise)

    promise.refresh_from_db()
    assert promise.kept_by.kind == "encounters.met"


def test_a_correction_of_the_deed_that_kept_a_promise_keeps_it_still(workshop, aino):
    promise = actions.agree_next(workshop, text="Soita", due=TODAY, owner=aino, by=aino, at=NOW)
    row = actions.log(met(workshop), by=aino, at=NOW, keeps=promise)

    actions.correct(row, what=met(workshop, hours=Decimal(2)), by=aino, at=NOW)

    promise.refresh_from_db()
    assert promise.kept_by.hours == Decimal(2)


def test_a_promise_of_another_partner_is_not_kept_and_nothing_is_logged(workshop, bakery, aino):
    promise = actions.agree_next(bakery, text="Soita", due=TODAY, owner=aino, by=aino, at=NOW)

    with pytest.raises(actions.NotLogged):
        actions.log(met(workshop), by=aino, at=NOW, keeps=promise)

    assert not Encounter.objects.exists()


def test_new_rows_go_to_the_partner_that_stays_after_a_merge(workshop, bakery, aino):
    bakery.absorbed_into = workshop
    bakery.save()

    actions.log(met(bakery), by=aino, at=NOW)

    assert reading.deeds_of(workshop, seen_by=aino).get().parties.get().partner == workshop


def test_a_whole_batch_is_taken_back_at_once(workshop, bakery, aino, college):
    whats = [met(workshop, batch="import:1"), met(bakery, batch="import:1")]
    actions.log_many(whats, provider=college, by=aino, at=NOW)
    actions.log(met(workshop), by=aino, at=NOW)

    assert actions.take_back_batch("import:1", provider=college, by=aino, at=NOW) == 2
    assert Encounter.objects.standing().count() == 1
    assert audit(college) == []


def test_a_file_that_was_checked_is_kept_with_its_digest(meeting, aino, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    memo = check(SimpleUploadedFile("muistio.txt", b"Sovittiin."))

    row = actions.attach(meeting, file=memo, by=aino, at=NOW)

    assert (row.name, row.size, row.content_type) == ("muistio.txt", 10, "text/plain")
    assert row.digest == sha256(b"Sovittiin.").hexdigest()
    assert "muistio" not in row.file.name


def test_the_feed_shows_ones_promises_until_its_address_is_ended(workshop, aino, browse):
    promise = actions.agree_next(
        workshop, text="Soita", due=date(2026, 12, 1), owner=aino, by=aino, at=NOW
    )
    secret = actions.open_feed(aino, at=NOW)
    address = f"/feeds/{secret}.ics"

    body = browse().get(address).content.decode()
    assert f"UID:promise-{promise.pk}@veturi" in body and "Soita · Kattilakosken" in body

    actions.close_feed(aino, at=NOW)
    assert browse().get(address).status_code == 404


def test_moving_and_letting_go(workshop, aino, mika):
    promise = actions.agree_next(workshop, text="Soita", due=TODAY, owner=aino, by=aino, at=NOW)

    moved = actions.move_promise(promise, due=date(2026, 12, 1), owner=mika, by=aino, at=NOW)
    assert (moved.due, moved.owner) == (date(2026, 12, 1), mika)

    actions.let_go(promise, on=TODAY)
    assert not Promise.objects.unkept().exists()
