"""What expires is told to the partner's owner 30 days before and on the day, each once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from conftest import NOW, TODAY
from veturi.directory.actions import attachments, merging
from veturi.directory.actions.attachments import NewAttachment
from veturi.directory.models import AttachmentType
from veturi.foundation.files.checking import CheckedFile
from veturi.surfaces.notices import digest, passing, wording
from veturi.surfaces.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def owned(workshop, mika):
    workshop.owner = mika
    workshop.save()
    return workshop


@pytest.fixture
def expiring(owned, aino, settings, tmp_path):
    """An attachment of the workshop with this last day."""
    settings.MEDIA_ROOT = tmp_path

    def kept(until, *, code="insurance", partner=owned, **more):
        type = AttachmentType.objects.get(provider=owned.provider, code=code)
        fields = {"type": type, "title": "Salainen otsikko", "until": until, **more}
        file = CheckedFile("v.txt", "text/plain", b"x")
        return attachments.attach(NewAttachment(partner, file, fields), by=aino, at=NOW)

    return kept


def night(college, on):
    passing.tell_of_time(college, on=on)


def test_it_is_told_thirty_days_before_and_on_the_day_once_each(expiring, college, told):
    expiring(TODAY + 40 * DAY)
    told_on = {}
    for ahead in range(0, 45):
        night(college, TODAY + ahead * DAY)
        told_on[ahead] = len(told())

    assert [ahead for ahead in told_on if told_on[ahead] > told_on.get(ahead - 1, 0)] == [10, 40]
    assert told() == [("Mika", "expires_soon"), ("Mika", "expires_today")]


def test_nights_that_were_skipped_are_made_up_for(expiring, college, told):
    night(college, TODAY)
    expiring(TODAY + 2 * DAY)
    expiring(TODAY + 33 * DAY)

    night(college, TODAY + 5 * DAY)

    assert told() == [("Mika", "expires_soon"), ("Mika", "expires_today")]


def test_what_is_archived_or_has_no_last_day_is_not_told(expiring, college, aino, told):
    expiring(None)
    attachments.archive(expiring(TODAY), by=aino, on=TODAY)

    night(college, TODAY)

    assert told() == []


@pytest.mark.parametrize("more", [{"is_restricted": True}, {"code": "data_protection"}])
def test_what_is_for_coordinators_is_told_to_no_teacher(more, expiring, college, owned, aino, told):
    expiring(TODAY, **more)
    night(college, TODAY)
    assert told() == []

    owned.deputy = aino
    owned.save()
    night(college, TODAY)

    assert told() == [("Aino", "expires_today")]


def test_of_a_merged_partner_it_is_told_to_the_owner_of_the_one_that_stays(
    expiring, college, bakery, owned, aino, told
):
    expiring(TODAY, partner=bakery)
    merging.merge(owned, bakery, take=[], by=aino, at=NOW)

    night(college, TODAY)

    assert told() == [("Mika", "expires_today")]
    assert Notice.objects.get().partner == owned


def test_the_notice_names_the_type_and_leads_to_the_attachment(expiring, college, mika, browse):
    row = expiring(TODAY)
    night(college, TODAY)

    body = browse(mika, "en").get("/notices/").content.decode()

    assert "Insurance" in body and row.get_absolute_url() in body
    assert "Salainen" not in body


def test_a_type_of_ones_own_is_named_too(expiring, college, aino, antti):
    row = expiring(TODAY)
    attachments.edit_type(row.type, by=antti, fields={"name": "Vastuuvakuutus"})

    night(college, TODAY)

    with override("en"):
        [notice] = Notice.objects.select_related("partner")
        assert wording.plain(notice).startswith("Kattilakosken Konepaja Oy · Vastuuvakuutus · ")


def test_the_letter_tells_it(expiring, college, mika):
    expiring(TODAY)
    night(college, TODAY)

    [one] = digest.digests_of({mika: "daily"}, on=TODAY)

    assert [notice.kind for notice in one.news] == ["expires_today"]
    with override("en"):
        letter = digest.text(one, college)
    assert "Insurance" in letter and "Salainen" not in letter


def test_a_night_costs_the_same_with_1_and_30(expiring, college):
    costs = []
    for day, count in enumerate((1, 1, 30)):
        for _ in range(count):
            expiring(TODAY + day * DAY)
        with CaptureQueriesContext(connection) as queries:
            night(college, TODAY + day * DAY)
        costs.append(len(queries))

    assert costs[1] == costs[2]
