"""Long lists are written in the background."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from conftest import NOW
from veturi.directory import exporting
from veturi.directory.actions import exports as actions
from veturi.directory.models import Export, Partnership
from veturi.directory.tests.factories import PartnershipFactory
from veturi.directory.views.lists import partner_listing
from veturi.foundation.jobs.actions import NotOurStep, run_to_end

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(exporting, "AT_ONCE", 3)
    monkeypatch.setattr(actions, "A_STEP", 2)


@pytest.fixture
def five(college):
    return sorted(PartnershipFactory(provider=college).name for _number in range(5))


def ready(page, query):
    """Ask for the list, let the work be done, fetch the file."""
    page.get("/partners/", query)
    export = Export.objects.latest("pk")
    run_to_end(export.job)
    return page.get(export.job.result_url)


def names(content):
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python()[1:]]


def test_a_short_list_is_written_at_once(aino, workshop, browse):
    answer = browse(aino).get("/partners/", {"export": "csv"})

    assert workshop.name in answer.content.decode("utf-8-sig")
    assert not Export.objects.exists()


def test_a_long_list_is_a_job_and_then_a_file(aino, five, browse):
    page = browse(aino)

    asked = page.get("/partners/", {"export": "xlsx", "sort": "-name"})
    export = Export.objects.get()
    assert asked.url == export.job.get_absolute_url()
    assert page.get(reverse("directory:export", args=[export.pk])).status_code == 404

    run_to_end(export.job)
    answer = page.get(export.job.result_url)

    assert names(answer.content) == five[::-1]
    assert answer["Content-Disposition"].endswith("kumppanit.xlsx")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_file_is_the_same_as_one_written_at_once(aino, five, browse, monkeypatch):
    page, query = browse(aino), {"export": "csv", "columns": ["name", "since", "phase"]}
    background = ready(page, query).content
    monkeypatch.setattr(exporting, "AT_ONCE", 100)

    assert background == page.get("/partners/", query).content


def test_who_goes_meanwhile_is_left_out_and_nobody_is_doubled(aino, five, browse):
    page = browse(aino)
    page.get("/partners/", {"export": "xlsx"})
    job = Export.objects.get().job
    actions.step(job, at=NOW)
    Partnership.objects.filter(name=five[-1]).update(archived_on="2026-01-01", archived_by=aino)

    run_to_end(job)

    assert names(page.get(job.result_url).content) == five[:-1]


def test_columns_are_named_in_the_language_of_who_asked(aino, five, browse):
    aino.language = "sv"
    aino.save()

    told = ready(browse(aino, "en"), {"export": "csv"}).content.decode("utf-8-sig")

    assert told.startswith("Namn;")


def test_another_does_not_get_it(aino, mika, rauha, five, browse):
    page = browse(aino)
    ready(page, {"export": "csv"})
    address = reverse("directory:export", args=[Export.objects.get().pk])

    assert browse(rauha).get(address).status_code == 404
    assert browse(mika).get("/partners/", {"export": "csv"}).status_code == 403


def test_whoever_may_no_longer_export_does_not_get_it(aino, five, browse):
    page = browse(aino)
    ready(page, {"export": "csv"})
    aino.grants.update(role="teacher")

    assert page.get(reverse("directory:export", args=[Export.objects.get().pk])).status_code == 403


def test_only_what_is_ours_makes_lists(aino, five):
    export = actions.ask_export(
        partner_listing, query="", kind="csv", name="x", total=1, by=aino, at=NOW
    )
    Export.objects.update(lister="os.system")

    with pytest.raises(NotOurStep):
        actions.step(export.job, at=NOW)


@pytest.mark.parametrize(
    "value",
    ["ä", 3, 2.5, None, Decimal("2.50"), date(2026, 1, 2), datetime(2026, 1, 2, 3, 4)],  # noqa: DTZ001
)
def test_values_come_back_as_they_were(value):
    stored = json.loads(json.dumps(actions._stored(value)))

    assert actions._restored(stored) == value


def test_a_week_later_the_file_is_gone(aino, five, browse):
    ready(browse(aino), {"export": "csv"})
    old = Export.objects.get()
    folder = actions.folder_of(old)
    Export.objects.update(asked_at=timezone.now() - timedelta(days=9))
    ready(browse(aino), {"export": "csv"})

    actions.forget_exports(on=timezone.localdate())

    assert Export.objects.get() != old and not folder.exists()
    assert str(old) == "kumppanit.csv"
