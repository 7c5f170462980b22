"""The work of the night: every provider's partners are compared with YTJ, in short steps.

A step holds its transaction while YTJ is asked, so it takes few companies and ends soon.
"""

from datetime import date, datetime, timedelta
from time import monotonic

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.directory.models import Partnership, Provider
from veturi.foundation.jobs.actions import NotNow, ask
from veturi.foundation.jobs.models import Job
from veturi.surfaces.gateways.ytj.actions import inquire
from veturi.surfaces.gateways.ytj.refusals import Busy, NotReached

STEP = "veturi.surfaces.gateways.ytj.refreshing.step"
A_STEP = 5
SECONDS = 2.0
HALF_A_DAY = timedelta(hours=12)
# 300 questions a minute are said to be allowed, to everybody at the same address together.
A_SPELL, A_PAUSE = 250, timedelta(minutes=1)
TRY_AGAIN, MOST_LOST = timedelta(minutes=10), 3


def refresh_everybody(*, on: date) -> None:
    """Ask for one job a provider; where the last one is still under way there is no other."""
    for provider in Provider.objects.order_by("pk"):
        mark = f"ytj:{provider.pk}:"
        under_way = Job.objects.unfinished().filter(key__startswith=mark).exists()
        if not under_way and (total := to_ask(provider).count()):
            ask(
                STEP,
                key=f"{mark}{on}",
                scope=provider.scope,
                title=_("Comparing partners with YTJ"),
                argument=str(provider.pk),
                total=total,
                by=None,
                at=timezone.now(),
            )


def to_ask(provider: Provider) -> QuerySet[Partnership]:
    """Standing partners with a Y-tunnus."""
    return (
        Partnership.objects.standing()
        .filter(provider=provider)
        .exclude(organisation__business_id="")
    )


def step(job: Job, *, at: datetime) -> bool:
    """The next few; when YTJ asks to wait, what was done so far stands."""
    provider = Provider.objects.get(pk=job.argument)
    rows = to_ask(provider).filter(pk__gt=job.bookmark).select_related("organisation", "provider")
    enough, spell = monotonic() + SECONDS, job.done // A_SPELL
    for partnership in (few := list(rows.order_by("pk")[:A_STEP])):
        if not _compare(job, partnership, at=at):
            return False
        if monotonic() > enough:
            break
    if job.done // A_SPELL > spell:
        raise NotNow(at + A_PAUSE)
    return bool(few)


def _compare(job: Job, partnership: Partnership, *, at: datetime) -> bool:
    """Whether the night goes on; out of reach for the third time it does not."""
    try:
        inquire(partnership, at=at, within=HALF_A_DAY)
    except Busy as busy:
        raise NotNow(at + timedelta(seconds=busy.retry_after)) from busy
    except NotReached as lost:
        job.result = {"lost": job.result.get("lost", 0) + 1}
        if job.result["lost"] < MOST_LOST:
            raise NotNow(at + TRY_AGAIN) from lost
        job.failed_why = str(lost)
        return False
    job.bookmark = partnership.pk
    job.done += 1
    return True
