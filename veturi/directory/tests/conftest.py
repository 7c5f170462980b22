"""What the tests of the directory keep of a partner."""

import pytest

from conftest import NOW
from veturi.directory.actions import attachments
from veturi.directory.actions.attachments import NewAttachment
from veturi.directory.models import AttachmentType
from veturi.foundation.files.checking import check
from veturi.foundation.files.tests import making


@pytest.fixture
def type_of(college):
    """A type of the college by its code."""

    def found(code, provider=college):
        return AttachmentType.objects.get(provider=provider, code=code)

    return found


@pytest.fixture
def keep(workshop, aino, type_of, settings, tmp_path):
    """Attach something to a partner."""
    settings.MEDIA_ROOT = tmp_path

    def kept(partner=workshop, *, file=None, code="agreement", by=aino, at=NOW, **fields):
        file = file or check(making.upload("sopimus.txt", b"Sovittu."))
        fields = {"type": type_of(code, partner.provider), "title": "Sopimus", **fields}
        return attachments.attach(NewAttachment(partner, file, fields), by=by, at=at)

    return kept
