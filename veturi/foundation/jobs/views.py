"""How a job is coming along, and stopping it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from veturi.foundation.jobs import actions
from veturi.foundation.jobs.models import Job
from veturi.foundation.web.refusing import require


class ScopedRequest(HttpRequest):
    """Whose things are seen; the middleware of who is here says so."""

    scope: str


@require_safe
def show(request: ScopedRequest, key: int) -> HttpResponse:
    job = _seen(request, key)
    return render(request, "jobs/show.html", {"job": job, "may_stop": _may_stop(request, job)})


@require_POST
def cancellation(request: ScopedRequest, key: int) -> HttpResponse:
    job = _seen(request, key)
    require(_may_stop(request, job))
    actions.cancel(job, at=timezone.now())
    return redirect(job)


def _seen(request: ScopedRequest, key: int) -> Job:
    job: Job = get_object_or_404(Job.objects.seen_by(request.scope), pk=key)
    return job


def _may_stop(request: ScopedRequest, job: Job) -> bool:
    """Whoever asked for the work may have it stopped."""
    return job.asked_by_id == request.user.pk
