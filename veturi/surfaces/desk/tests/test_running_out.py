"""What runs out stands on the desk of the partner's owner, and on the partner's page."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from conftest import NOW, TODAY
from veturi.directory.actions import attachments
from veturi.directory.actions.attachments import NewAttachment
from veturi.directory.models import AttachmentType
from veturi.foundation.files.checking import CheckedFile
from veturi.surfaces.desk.attention import attention

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def keep(workshop, mika, aino, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    workshop.owner = mika
    workshop.save()

    def kept(title, days, **more):
        type = AttachmentType.objects.get(provider=workshop.provider, code="insurance")
        fields = {"type": type, "title": title, "until": TODAY + days * DAY, **more}
        file = CheckedFile("v.txt", "text/plain", b"x")
        return attachments.attach(NewAttachment(workshop, file, fields), by=aino, at=NOW)

    return kept


def on_desk_of(person):
    with override("en"):
        return [(row.signal, row.word, row.title) for row in attention(person, [], {}, on=TODAY)]


def test_the_owner_sees_what_ran_out_lately_and_what_will_soon(keep, mika, aino):
    for title, days in (("Vanha", -31), ("Eilen", -1), ("Tänään", 0), ("Pian", 30), ("Ei", 31)):
        keep(title, days)

    assert on_desk_of(mika) == [
        ("stop", "expired", "Eilen"),
        ("wait", "expires soon", "Tänään"),
        ("wait", "expires soon", "Pian"),
    ]
    assert on_desk_of(aino) == []


def test_what_is_for_coordinators_is_on_no_teachers_desk(keep, mika):
    keep("Pian", 3, is_restricted=True)

    assert on_desk_of(mika) == []


def test_the_partners_page_says_what_runs_out(keep, browse, rea, workshop):
    keep("Vakuutus 2025", -400)
    keep("Perehdytys", 200)

    body = browse(rea, "en").get(workshop.get_absolute_url()).content.decode()

    assert "Vakuutus 2025" in body and "expired" in body
    assert "Perehdytys" not in body
