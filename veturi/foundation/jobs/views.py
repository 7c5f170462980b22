"""How a job is coming along, and stopping it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from veturi.foundation.jobs import actions
from veturi.foundation.jobs.models import Job


class ScopedRequest(HttpRequest):
    """Whose things are seen; the middleware of who is here says so."""

    scope: str


@require_safe
def show(request: ScopedRequest, key: int) -> HttpResponse:
    return render(request, "jobs/show.html", {"job": _seen(request, key)})


@require_POST
def cancellation(request: ScopedRequest, key: int) -> HttpResponse:
    job = _seen(request, key)
    actions.cancel(job, at=timezone.now())
    return redirect(job)


def _seen(request: ScopedRequest, key: int) -> Job:
    job: Job = get_object_or_404(Job.objects.seen_by(request.scope), pk=key)
    return job
