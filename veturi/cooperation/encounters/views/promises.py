"""Promises: the to-do list, new ones, moving, letting go, and the calendar feed."""

from datetime import timedelta
from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.encounters import actions
from veturi.cooperation.encounters.calendar import calendar_of
from veturi.cooperation.encounters.forms import MoveForm, PromiseForm
from veturi.cooperation.encounters.models import FeedKey
from veturi.directory.access import Act, may
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import Partnership
from veturi.directory.present import PersonRequest
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, refusals_told, require
from veturi.ledger import reading
from veturi.ledger.models import Promise
from veturi.ledger.promised import words_of

SHOWN = 200
WEEK = timedelta(days=7)


class ToDoFilters(forms.Form):
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose"),
        required=False,
        choices=[("", gettext_lazy("mine")), ("team", gettext_lazy("everybody’s"))],
    )


@require_safe
def todo(request: PersonRequest) -> HttpResponse:
    """What is promised: overdue, this week, later; mine or everybody's."""
    filters = ToDoFilters(request.GET)
    promises = reading.promises_seen_by(request.person)
    if not (filters.is_valid() and filters.cleaned_data["whose"] == "team"):
        promises = promises.filter(owner=request.person)
    rows = list(promises[:SHOWN])
    page = {
        "filters": filters,
        "team": filters.cleaned_data.get("whose") == "team",
        "words": words_of(rows, to=request.person),
        "overdue": [row for row in rows if row.due < request.today],
        "soon": [row for row in rows if request.today <= row.due <= request.today + WEEK],
        "later": [row for row in rows if row.due > request.today + WEEK],
        "feed": FeedKey.objects.filter(person=request.person, revoked_at=None).first(),
        "may_promise": may(request.person, Act.PROMISE, on=request.today),
    }
    return render(request, "encounters/todo.html", page)


def promise_new(request: PersonRequest, key: int) -> HttpResponse:
    """Agree on what is next with a partner."""
    partner = get_object_or_404(Partnership.objects.seen_by(request.person), pk=key)
    require(may(request.person, Act.PROMISE, on=request.today))
    start = {"owner": request.person, "due": request.today + WEEK}
    form = PromiseForm(request.POST or None, person=request.person, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.agree_next(partner, **given, by=request.person, at=timezone.now())
        messages.success(request, _("Agreed. It stands on the to-do list."))
        return redirect(partner)
    page = {"form": form, "partnership": partner}
    return render(request, "encounters/promise_form.html", page, status=422 if form.errors else 200)


def _fetch(request: PersonRequest, key: int) -> Promise:
    return get_object_or_404(Promise.objects.seen_by(request.person), pk=key)


def move(request: PersonRequest, key: int) -> HttpResponse:
    """Another day, or another owner."""
    promise = _fetch(request, key)
    require(may(request.person, Act.PROMISE, on=request.today))
    start = {"due": promise.due, "owner": promise.owner}
    form = MoveForm(request.POST or None, person=request.person, initial=start)
    over = edited(form, promise, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked, promise, start)
        with refusals_on(form, actions.NotPromised, ChangedMeanwhile), over.saving(now):
            actions.move_promise(promise, **form.cleaned_data, by=request.person, at=timezone.now())
            messages.success(request, over.sentence if over.kept else _("Moved."))
            return redirect("encounters:todo")
    words = words_of([promise], to=request.person)[promise.pk]
    page = {"form": form, "promise": promise, "words": words, "edited": over}
    return render(request, "encounters/move_form.html", page, status=over.status)


@require_POST
def letting_go(request: PersonRequest, key: int) -> HttpResponse:
    """The promise no longer holds."""
    promise = _fetch(request, key)
    require(may(request.person, Act.PROMISE, on=request.today))
    with refusals_told(request, actions.NotPromised):
        actions.let_go(promise, on=request.today)
        messages.success(request, _("It no longer stands on the list."))
    return redirect("encounters:todo")


@require_POST
def feed_key(request: PersonRequest) -> HttpResponse:
    """A new secret address for one's calendar; shown once."""
    secret = actions.open_feed(request.person, at=timezone.now())
    return render(request, "encounters/feed.html", {"secret": secret})


@require_POST
def feed_end(request: PersonRequest) -> HttpResponse:
    actions.close_feed(request.person, at=timezone.now())
    messages.success(request, _("The calendar address no longer works."))
    return redirect("encounters:todo")


@login_not_required
@require_safe
def feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """The promises of whoever holds the secret, as a calendar (RFC 5545)."""
    key = FeedKey.objects.opening(secret).select_related("person__provider").first()
    if key is None or not key.person.roles_on(timezone.localdate()):
        raise Http404
    with override(key.person.language):
        content = calendar_of(key.person)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
