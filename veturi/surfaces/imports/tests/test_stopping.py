"""An import that was stopped, or broke off on a fault, goes on where it was."""

import pytest
from django.utils import timezone

from conftest import NOW
from veturi.directory.models import Partnership
from veturi.foundation.jobs import actions as jobs
from veturi.surfaces.imports import running
from veturi.surfaces.imports.reading import each_line
from veturi.surfaces.imports.tests import miniature as mini

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners(bring, miniature):
    return bring(miniature, "Kumppanit")


@pytest.fixture
def stopped(partners, aino, monkeypatch):
    """An import of which five rows had come in when somebody stopped it."""
    monkeypatch.setattr(running, "A_STEP", 5)
    job = running.run(partners, by=aino, at=NOW)
    running.step(job, at=timezone.now())
    job.save()
    jobs.cancel(job, at=NOW)
    jobs.run_to_end(job)
    partners.refresh_from_db()
    return partners


def test_a_stopped_import_says_how_far_it_came(stopped):
    counts = running.counts(stopped)
    lines = list(each_line(stopped))

    assert counts["not_reached"] == len(mini.PARTNER_ROWS) - 5
    assert sum(counts.values()) == len(lines)
    assert {line.outcome for line in lines if line.row} != {""}
    assert all(line.reason for line in lines if line.row is None or not line.row.outcome)


def test_a_stopped_import_goes_on_from_there(stopped, aino):
    job = running.run(stopped, by=aino, at=timezone.now())
    assert job != stopped.job
    assert running.run(stopped, by=aino, at=timezone.now()) == job
    jobs.run_to_end(job)

    job.refresh_from_db()
    assert job.done == job.total
    assert running.counts(stopped)["not_reached"] == 0
    assert Partnership.objects.count() == 14


def test_after_a_fault_all_rows_above_the_one_it_lies_in_come_in(partners, aino, caplog):
    above, at_fault = mini.PARTNER_ROWS[:6], mini.PARTNER_ROWS[6]
    partners.rows.filter(number=at_fault).update(cells=[7] * 20)
    job = running.run(partners, by=aino, at=NOW)

    with pytest.raises(AttributeError):
        jobs.run_to_end(job)
    assert running.counts(partners)["not_reached"] == len(mini.PARTNER_ROWS)
    with pytest.raises(AttributeError):
        jobs.run_to_end(job)

    reached = partners.rows.exclude(outcome="").values_list("number", flat=True)
    assert sorted(reached) == sorted(above)
    assert caplog.messages[-1].endswith(f"in its rows {at_fault} to {at_fault}")


def test_what_is_mended_after_a_fault_comes_in_with_the_rest(partners, aino):
    at_fault = partners.rows.get(number=mini.PARTNER_ROWS[6])
    cells = at_fault.cells
    partners.rows.filter(pk=at_fault.pk).update(cells=[7] * 20)
    job = running.run(partners, by=aino, at=NOW)
    for _try in range(2):
        with pytest.raises(AttributeError):
            jobs.run_to_end(job)
    partners.rows.filter(pk=at_fault.pk).update(cells=cells)

    jobs.run_to_end(job)

    assert running.counts(partners)["not_reached"] == 0
    assert Partnership.objects.count() == 14


def test_what_was_taken_back_is_not_run_on(stopped, aino, revert):
    revert(stopped)

    with pytest.raises(running.NotReady):
        running.run(stopped, by=aino, at=timezone.now())
