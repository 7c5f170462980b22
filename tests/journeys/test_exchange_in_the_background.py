"""The list of exchanges as a file in the background: worked out anew, so written in one step."""

import pytest
from django.utils import timezone

from conftest import NOW
from veturi.cooperation.encounters import actions as encounters
from veturi.directory.actions import exports as actions
from veturi.foundation.jobs.actions import run_to_end
from veturi.insight.reciprocity.views import exchange_listing

pytestmark = pytest.mark.django_db


def test_it_is_the_same_as_one_written_at_once(
    aino, workshop, bakery, browse, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(actions, "A_STEP", 1)
    today = timezone.localdate()
    for partner in (workshop, bakery):
        met = encounters.Logged(kind="encounters.met", on=today, partners=[partner])
        encounters.log(met, by=aino, at=timezone.now())
    asked = actions.ask_export(
        exchange_listing, query="", kind="csv", name="x", total=2, by=aino, at=NOW
    )

    run_to_end(asked.job)

    page = browse(aino)
    written = page.get(asked.job.result_url).content
    assert workshop.name in written.decode("utf-8-sig")
    assert written == page.get("/reciprocity/", {"export": "csv"}).content
