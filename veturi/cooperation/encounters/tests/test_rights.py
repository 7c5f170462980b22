"""Who may correct what happened, and what happens where a file or a promise is refused."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, TODAY
from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.access import may_correct
from veturi.cooperation.encounters.models import Attachment, Encounter, Follow
from veturi.ledger import journal
from veturi.ledger.models import Deed

pytestmark = pytest.mark.django_db


def met(*partners, **more):
    return actions.Logged(kind="encounters.met", on=TODAY, partners=list(partners), **more)


@pytest.fixture
def mikas(workshop, mika):
    return actions.log(met(workshop, line="Sovittiin"), by=mika, at=NOW)


def test_one_corrects_ones_own_and_who_coordinates_corrects_anybodys(
    mikas, mika, aino, antti, rauha, rea
):
    allowed = [who for who in (mika, aino, antti, rauha, rea) if may_correct(who, mikas, on=TODAY)]

    assert allowed == [mika, aino, antti]


def test_who_only_reads_any_more_does_not_correct_what_was_ones_own(mikas, mika):
    mika.grants.update(until=TODAY - timedelta(days=1))

    assert not may_correct(mika, mikas, on=TODAY)


def test_what_was_taken_back_is_corrected_by_nobody(browse, mikas, aino):
    actions.take_back(mikas, by=aino, at=NOW)
    page = browse(aino)

    for name in ("correction", "taking_back", "attachments"):
        assert page.post(reverse(f"encounters:{name}", args=[mikas.pk])).status_code == 403, name
    assert Deed.objects.count() == 2


def test_a_correction_that_is_refused_keeps_what_was_typed(browse, aino, mikas):
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = {"kind": "encounters.met", "on": f"{tomorrow:%d.%m.%Y}", "line": "Toinen rivi"}

    answer = browse(aino).post(
        reverse("encounters:correction", args=[mikas.pk]), {**given, "sight": "internal"}
    )

    assert answer.status_code == 422 and "Toinen rivi" in answer.content.decode()
    assert Encounter.objects.get().line == "Sovittiin"


def test_a_correction_to_a_kind_that_does_not_keep_the_promise_opens_it_again(workshop, aino):
    promise = journal.promise(
        "encounters.meeting_planned",
        provider=workshop.provider,
        partners=[workshop.pk],
        due=TODAY,
        owner=aino,
        source=workshop.key,
        by=aino,
        at=NOW,
    )
    row = actions.log(met(workshop), by=aino, at=NOW, keeps=promise)

    call = actions.Logged(kind="encounters.called", on=TODAY, partners=[workshop])
    actions.correct(row, what=call, by=aino, at=NOW)

    promise.refresh_from_db()
    assert promise.kept_by is None


def test_following_a_partner_and_no_longer(browse, rea, workshop):
    address = reverse("encounters:following", args=[workshop.pk])
    page = browse(rea)

    page.post(address)
    assert [(row.person, row.partnership) for row in Follow.objects.all()] == [(rea, workshop)]

    page.post(address)
    assert not Follow.objects.exists()


def test_a_file_over_ten_megabytes_is_refused_with_a_sentence(browse, aino, mikas, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    large = SimpleUploadedFile("kuva.png", b"x" * 10_000_001)

    answer = browse(aino, "en").post(
        reverse("encounters:attachments", args=[mikas.pk]), {"file": large}, follow=True
    )

    assert "The file is larger than 10 MB." in answer.content.decode()
    assert not Attachment.objects.exists()


def test_who_logged_nothing_of_it_neither_corrects_nor_takes_back(browse, mika, workshop, aino):
    ainos = actions.log(met(workshop), by=aino, at=NOW)

    answer = browse(mika).post(reverse("encounters:taking_back", args=[ainos.pk]))

    assert answer.status_code == 403
    assert Encounter.objects.get().taken_back_at is None


def test_a_promise_that_was_kept_is_neither_moved_nor_let_go(workshop, aino):
    promise = actions.agree_next(workshop, text="Soita", due=TODAY, owner=aino, by=aino, at=NOW)
    actions.log(met(workshop), by=aino, at=NOW, keeps=promise)

    with pytest.raises(actions.NotPromised):
        actions.let_go(promise, on=TODAY)
    with pytest.raises(actions.NotPromised):
        actions.move_promise(promise, due=TODAY + timedelta(days=7), owner=aino, by=aino, at=NOW)

    promise.refresh_from_db()
    assert (promise.due, promise.withdrawn_on) == (TODAY, None)
