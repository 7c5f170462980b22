"""The night judges each provider by a job of its own; one that fails holds up nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.directory.tests.factories import PartnershipFactory
from veturi.foundation.jobs import actions as jobs
from veturi.foundation.jobs import nightly
from veturi.foundation.jobs.models import Job
from veturi.foundation.written import Unreadable
from veturi.insight.levels import night
from veturi.insight.levels.models import Bookmark, LevelRules, Verdict
from veturi.insight.levels.ruleset import PROPOSAL

pytestmark = pytest.mark.django_db
BROKEN = {**PROPOSAL, "layers": {**PROPOSAL["layers"], "everyday": {"1": [["foo", 1]]}}}


@pytest.fixture
def theirs(sten):
    return PartnershipFactory(provider=sten.provider)


def job_of(provider):
    return Job.objects.get(scope=provider.scope)


def test_each_provider_is_judged_by_a_job_of_its_own(college, workshop, bakery, sten, theirs):
    nightly.run("levels")
    nightly.run("levels")
    for provider in (college, sten.provider):
        jobs.run_to_end(job_of(provider))

    judged = Verdict.objects.standing().values_list("partner", flat=True)
    assert set(judged) == {workshop.pk, bakery.pk, theirs.pk}
    assert job_of(college).done == job_of(college).total == 2
    marks = set(Bookmark.objects.values_list("judged_on", flat=True))
    assert marks == {timezone.localdate()}


def test_steps_are_short_and_go_on_from_where_they_were(college, monkeypatch):
    monkeypatch.setattr("veturi.insight.levels.actions.renewing.A_STEP", 2)
    partners = [PartnershipFactory(provider=college) for _ in range(5)]
    night.ask_everybody(on=timezone.localdate())
    job, reached = job_of(college), []
    while night.step(job, at=timezone.now()):
        reached.append(Verdict.objects.values("partner").distinct().count())

    assert reached == [2, 4, 5]
    assert job.bookmark == max(partner.pk for partner in partners)


def test_one_that_fails_is_shown_and_holds_up_nobody(college, workshop, sten, theirs, aino, browse):
    day = timezone.localdate() - timedelta(days=1)
    LevelRules.objects.create(
        provider=college, version="rikki", valid_from=day, source="", data=BROKEN
    )
    night.ask_everybody(on=timezone.localdate())

    for _ in range(jobs.MOST_TRIES):
        with pytest.raises(Unreadable):
            jobs.take_step(job_of(college).pk, job_of(college).turn)
    jobs.take_step(job_of(college).pk, job_of(college).turn)
    jobs.run_to_end(job_of(sten.provider))

    assert Verdict.objects.standing().filter(partner=theirs).count() == 4
    assert not Verdict.objects.filter(partner=workshop).exists()
    assert job_of(college).failed_why
    page = browse(aino).get(reverse("levels:index")).content.decode()
    assert job_of(college).get_absolute_url() in page
    assert "notice error" not in browse(sten).get(reverse("levels:index")).content.decode()


def test_nights_of_long_ago_are_put_away(college):
    night.ask_everybody(on=timezone.localdate() - timedelta(days=40))
    long_ago = timezone.now() - timedelta(days=39)
    Job.objects.update(finished_at=long_ago)

    night.ask_everybody(on=timezone.localdate())

    assert [job.key for job in Job.objects.all()] == [
        f"levels:{college.pk}:{timezone.localdate().isoformat()}"
    ]
