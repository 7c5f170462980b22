"""The survey of workplaces, which the school sends itself: its rounds, and what is done in one."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import workplace_surveys as actions
from veturi.cooperation.placements.forms.surveys import CountForm, LinksForm, StatusForm
from veturi.cooperation.placements.models import SurveyRun, WorkplaceSurvey
from veturi.cooperation.placements.reading.workplace_surveys import counted, standings
from veturi.cooperation.placements.rules.workplace_surveys import Status, season
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.sheets.refusals import SheetRefused
from veturi.foundation.web.refusing import refusals_on, refusals_told, require


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The rounds so far, and the season that is next."""
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    runs = SurveyRun.objects.seen_by(request.person).order_by("-since")
    coming = season(request.today)
    page = {"runs": runs, "coming": coming, "is_new": all(r.since != coming.since for r in runs)}
    return render(request, "placements/surveys.html", page)


@require_POST
def opening(request: PersonRequest) -> HttpResponse:
    """The round of the season begins: its workplaces are gathered."""
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    return redirect(actions.open_run(request.provider, by=request.person, at=timezone.now()))


def _fetch(request: PersonRequest, key: int) -> SurveyRun:
    run = get_object_or_404(SurveyRun.objects.seen_by(request.person), pk=key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    return run


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """Where each workplace stands, what is sent next, and what its letter says."""
    run = _fetch(request, key)
    rows = standings(run, on=request.today)
    filters = StatusForm(request.GET)
    asked = filters.cleaned_data["status"] if filters.is_valid() else ""
    ready = actions.to_write_to(run, Status.READY, on=request.today)
    waiting = actions.to_write_to(run, Status.SENT, on=request.today)
    page = {
        "run": run,
        "rows": [one for one in rows if asked in ("", one.status)],
        "total": len(rows),
        "counts": [(state, n, asked == state) for state, n in counted(rows).items()],
        "asked": asked,
        "ready": len(ready),
        "waiting": len(waiting),
        "letter": actions.letter_text(ready[0]) if ready else None,
        "is_open": run.is_open_on(request.today),
    }
    return render(request, "placements/survey.html", page)


@require_POST
def gathering(request: PersonRequest, key: int) -> HttpResponse:
    """Workplaces and recipients that have come since."""
    run = _fetch(request, key)
    n = actions.gather(run, on=request.today)
    messages.success(
        request,
        ngettext("%(n)s new workplace.", "%(n)s new workplaces.", n) % {"n": n}
        if n
        else _("No new workplaces. The recipients are up to date."),
    )
    return redirect(run)


def links(request: PersonRequest, key: int) -> HttpResponse:
    """The links of Arvo, from a file."""
    run = _fetch(request, key)
    form = LinksForm(request.POST or None, request.FILES or None)
    matched = None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, actions.NotSent, SheetRefused):
            content = form.cleaned_data["file"]
            matched = actions.bring_links(run, content=content, by=request.person)
            told = ngettext(
                "%(n)s link was brought in.", "%(n)s links were brought in.", matched.new
            )
            messages.success(request, told % {"n": matched.new})
            if not (matched.unknown or matched.unread):
                return redirect(run)
    page = {"run": run, "form": form, "matched": matched}
    return render(request, "placements/survey_links.html", page, status=422 if form.errors else 200)


@require_POST
def sending(request: PersonRequest, key: int) -> HttpResponse:
    return _posted(request, key, actions.send)


@require_POST
def reminding(request: PersonRequest, key: int) -> HttpResponse:
    return _posted(request, key, actions.remind)


def _posted(request: PersonRequest, key: int, act: Callable[..., int]) -> HttpResponse:
    """Sent only when it is as many as were seen on the page."""
    run, form = _fetch(request, key), CountForm(request.POST)
    seen = form.cleaned_data["count"] if form.is_valid() else 0
    with refusals_told(request, actions.NotSent):
        at: datetime = timezone.now()
        n = act(run, expected=seen, by=request.person, at=at)
        told = ngettext("%(n)s letter is in the outbox.", "%(n)s letters are in the outbox.", n)
        messages.success(request, told % {"n": n})
    return redirect(run)


@require_POST
def answering(request: PersonRequest, key: int) -> HttpResponse:
    """The workplace has answered."""
    rows = WorkplaceSurvey.objects.seen_by(request.person).select_related("run")
    row = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    with refusals_told(request, actions.NotSent):
        actions.note_answer(row, by=request.person, on=request.today)
        messages.success(request, _("Noted as answered."))
    return redirect(row.run)
