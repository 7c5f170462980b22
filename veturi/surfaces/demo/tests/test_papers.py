"""What the demo keeps in writing is real files: checked as anybody's, drawn as anybody's."""

import pytest

from veturi.directory.models import PartnerAttachment
from veturi.foundation.files.checking import check
from veturi.foundation.files.tests.making import upload
from veturi.surfaces.demo.papers import page, photograph
from veturi.surfaces.demo.tests.conftest import TODAY


def test_its_files_go_through_the_gate():
    assert check(upload("sopimus.pdf", page("Sopimus (1)", "Äiti & Pojat Oy"))).size
    assert check(upload("kuva.png", photograph())).size


@pytest.fixture
def papers(town, db):
    return PartnerAttachment.objects.filter(provider=town.provider)


def test_something_has_expired_something_soon_will_and_some_is_for_coordinators(papers):
    days = [row.until for row in papers if row.until]

    assert min(days) < TODAY < max(days)
    assert papers.open_to_all().count() < papers.count() == 36
    assert {row.name.rpartition(".")[2] for row in papers} == {"pdf", "png"}
