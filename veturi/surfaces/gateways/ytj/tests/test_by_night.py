"""By night every partner with a Y-tunnus is compared: proposals only, in short steps."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import TODAY
from veturi.directory.actions import partners
from veturi.directory.tests.factories import OrganisationFactory, PartnershipFactory
from veturi.foundation.history.models import Change
from veturi.foundation.jobs import nightly
from veturi.foundation.jobs.actions import run_to_end
from veturi.foundation.jobs.models import Job
from veturi.surfaces.gateways.ytj import refreshing
from veturi.surfaces.gateways.ytj.models import Inquiry, Proposal

pytestmark = pytest.mark.django_db


def job_of(provider):
    return Job.objects.get(key__startswith=f"ytj:{provider.pk}:")


def test_each_provider_has_a_job_of_its_own(machine_shop, oven, sten, college):
    PartnershipFactory(provider=sten.provider)

    nightly.run("ytj")

    jobs = set(Job.objects.values_list("scope", "total", "argument"))
    assert jobs == {
        (sten.provider.scope, 1, str(sten.provider.pk)),
        (college.scope, 2, str(college.pk)),
    }


def test_partners_are_compared_and_nothing_is_changed(machine_shop, oven, workshop, college):
    refreshing.refresh_everybody(on=TODAY)

    job = run_to_end(job_of(college))

    assert (job.is_over, job.done, job.total, job.failed_why) == (True, 3, 3, "")
    assert set(Inquiry.objects.values_list("partnership", flat=True)) == {
        machine_shop.pk,
        oven.pk,
        workshop.pk,
    }
    assert set(Proposal.objects.values_list("partnership", "decided_at")) == {
        (machine_shop.pk, None),
        (oven.pk, None),
    }
    assert Change.objects.count() == 0


def test_who_is_archived_or_without_a_number_is_left_out(machine_shop, oven, aino, college):
    nameless = OrganisationFactory(private_to=college, business_id="")
    PartnershipFactory(provider=college, organisation=nameless)
    partners.archive(oven, by=aino, on=TODAY)

    assert list(refreshing.to_ask(college)) == [machine_shop]


def test_a_provider_without_such_partners_has_no_job(college):
    refreshing.refresh_everybody(on=TODAY)

    assert Job.objects.count() == 0


def test_a_step_takes_few_and_keeps_its_place(college):
    rows = [PartnershipFactory(provider=college) for _ in range(7)]
    refreshing.refresh_everybody(on=TODAY)
    job = job_of(college)

    assert refreshing.step(job, at=timezone.now())
    assert (job.done, job.bookmark) == (5, rows[4].pk)
    assert refreshing.step(job, at=timezone.now())
    assert (job.done, job.bookmark) == (7, rows[6].pk)
    assert not refreshing.step(job, at=timezone.now())


def test_a_slow_register_makes_shorter_steps(college, monkeypatch):
    monkeypatch.setattr(refreshing, "SECONDS", -1)
    for _ in range(2):
        PartnershipFactory(provider=college)
    refreshing.refresh_everybody(on=TODAY)
    job = job_of(college)

    refreshing.step(job, at=timezone.now())

    assert job.done == 1


def test_after_a_spell_there_is_a_pause(college, monkeypatch):
    monkeypatch.setattr(refreshing, "A_SPELL", 2)
    for _ in range(3):
        PartnershipFactory(provider=college)
    refreshing.refresh_everybody(on=TODAY)

    job = run_to_end(job_of(college))
    assert (job.done, job.is_over) == (3, False)

    assert run_to_end(job).is_over


def test_when_the_register_wants_us_to_wait_the_job_waits(machine_shop, oven, college, settings):
    refreshing.refresh_everybody(on=TODAY)
    settings.YTJ_TWIN = "busy"
    job = run_to_end(job_of(college))
    assert (job.is_over, job.done, job.tries) == (False, 0, 0)

    settings.YTJ_TWIN = "answers"
    assert run_to_end(job).done == 0

    from django.core.cache import cache

    cache.clear()
    assert run_to_end(job).done == 2


def test_while_a_job_waits_the_next_night_asks_for_no_other(machine_shop, college):
    refreshing.refresh_everybody(on=TODAY)
    refreshing.refresh_everybody(on=TODAY + timedelta(days=1))

    assert Job.objects.count() == 1


def test_out_of_reach_for_the_third_time_the_night_is_over(machine_shop, college, settings):
    settings.YTJ_TWIN = "offline"
    refreshing.refresh_everybody(on=TODAY)
    job = job_of(college)

    ends = [run_to_end(job).is_over for _ in range(refreshing.MOST_LOST)]

    job.refresh_from_db()
    assert ends == [False, False, True]
    assert job.failed_why != ""
    assert Inquiry.objects.count() == 0
