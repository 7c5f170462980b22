"""Traces are kept for five years; the chain outlives them."""

from datetime import date, timedelta

import pytest

from conftest import NOW
from veturi.foundation.history.models import Change
from veturi.foundation.jobs.actions import run_to_end
from veturi.foundation.jobs.models import Job
from veturi.foundation.trail import rules, sealing
from veturi.foundation.trail.checking import check
from veturi.foundation.trail.actions import leave
from veturi.foundation.trail.forgetting import forget_old
from veturi.foundation.trail.models import Seal, Trace, What
from veturi.foundation.trail.tests.conftest import sql

pytestmark = pytest.mark.django_db
FIVE_YEARS_ON = date(2031, 12, 1)


def night(on):
    forget_old(on=on)
    for job in Job.objects.unfinished():
        run_to_end(job)


def test_old_traces_go_and_history_stays(sealed, strict):
    changes, old = Change.objects.count(), Trace.objects.count()
    night(FIVE_YEARS_ON)

    report = check()
    assert (Trace.objects.count(), Change.objects.count()) == (0, changes)
    assert (report.broken, report.forgotten, report.rows) == ("", old, changes)


def test_what_is_younger_stays(sealed, strict):
    before = Trace.objects.count()
    night(date(2031, 11, 30))

    assert Trace.objects.count() == before
    assert not Job.objects.exists()


def test_only_whole_blocks_go_from_the_oldest(walked, strict, college, monkeypatch):
    for module in (rules, sealing):
        monkeypatch.setattr(module, "BLOCK", 2)
    leave(What.SIGNED_IN, scope=college.scope, by=None, at=NOW + timedelta(days=60))
    sealing.seal_everything(at=NOW)
    night(FIVE_YEARS_ON)

    assert list(Trace.objects.values_list("what", flat=True)) == ["viewed", "signed_in"]
    assert check().broken == ""


def test_a_night_without_traces_asks_for_nothing(db):
    night(FIVE_YEARS_ON)

    assert not Job.objects.exists()


def test_a_block_that_lost_its_entries_but_not_its_rows_is_named(sealed, unguarded):
    seal = Seal.objects.filter(table="trail").get()
    sql("UPDATE trail_seal SET entries = %s, emptied_at = at WHERE id = %s", b"", seal.pk)

    assert check().broken == f"trail row {Trace.objects.order_by('pk').first().pk}"
