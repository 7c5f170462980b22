"""Visits: the plan of a quarter, one visit, writing it down, correcting, taking back."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.access import may_correct
from veturi.cooperation.placements.actions import visits as actions
from veturi.cooperation.placements.forms.visits import (
    NewVisitForm,
    Target,
    VisitForm,
    quarter_in,
    target_of,
)
from veturi.cooperation.placements.models import Visit, VisitPhoto
from veturi.cooperation.placements.reading.visits import (
    SHOWN,
    by_teacher,
    made_in,
    plans_in,
    unvisited,
)
from veturi.cooperation.placements.views.device import by_device, refused
from veturi.directory.access import Act, may
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.directory.telling import told
from veturi.foundation.files.serving import answer_file, answer_preview
from veturi.foundation.history.models import Change
from veturi.foundation.web.fields import keys_in
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, refusals_told, require


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """A quarter: planned against made by teacher, the plans, who has had no visit."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    quarter, me = quarter_in(request.GET), request.person
    asked = keys_in(request.GET.getlist("teacher"))[:1]
    of = asked[0] if asked else None
    lists = {
        "plans": plans_in(me, quarter, of=of),
        "made": made_in(me, quarter, of=of),
        "unvisited": unvisited(me, on=request.today, of=of),
    }
    page = {
        "quarter": quarter,
        "teacher": Person.objects.seen_by(me).filter(pk__in=asked).first(),
        "teachers": by_teacher(me, quarter),
        **{name: list(rows[:SHOWN]) for name, rows in lists.items()},
        "counts": {name: rows.count() for name, rows in lists.items()},
        "may_log": may(request.person, Act.LOG, on=request.today),
    }
    return render(request, "placements/visits.html", page)


def _rows(request: PersonRequest) -> QuerySet[Visit]:
    rows: QuerySet[Visit] = Visit.objects.seen_by(request.person).shown()
    return rows


def _fetch(request: PersonRequest, key: int) -> Visit:
    visit = get_object_or_404(_rows(request), pk=key)
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    return visit


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """What was found, who was there, what follows, the trace of corrections."""
    visit = _fetch(request, key)
    page = {
        "visit": visit,
        "photos": visit.photos.order_by("pk"),
        "may_correct": visit.taken_back_at is None
        and may_correct(request.person, visit, on=request.today),
        "settled": request.GET.get("settled", "")[:36],
        "changes": told(
            Change.objects.of(visit.key).filter(scope=request.scope).select_related("by"),
            of=Visit,
            provider=request.provider,
        ),
    }
    return render(request, "placements/visit.html", page)


def new(request: PersonRequest) -> HttpResponse:
    """Write a visit down, here or by what a device kept while there was no network."""
    require(may(request.person, Act.LOG, on=request.today))
    target = _target(request)
    if request.method != "POST" and target is None:
        return redirect("placements:field")
    form = NewVisitForm(
        request.POST or None,
        request.FILES or None,
        person=request.person,
        initial=first_values(request, target),
    )
    if request.method == "POST" and form.is_valid() and (done := _record(request, form)):
        return done
    if by_device(request):
        return refused(form)
    page = {"form": form, "target": target}
    return render(request, "placements/visit_new.html", page, status=422 if form.errors else 200)


def _target(request: PersonRequest) -> Target | None:
    asked = request.POST.get("target") or request.GET.get("of", "")
    return target_of(asked, person=request.person)


def first_values(request: PersonRequest, target: Target | None = None) -> dict[str, Any]:
    """What is known before anything is written."""
    purpose = target.plan.purpose if target and target.plan else None
    return {
        "uuid": uuid4(),
        "owner": request.person.pk,
        "target": request.GET.get("of", ""),
        "purpose": purpose,
        "on": request.today,
        "hours": "1",
    }


def _record(request: PersonRequest, form: NewVisitForm) -> HttpResponse | None:
    try:
        with refusals_on(form, actions.NotVisited):
            visit = actions.record(form.visit(), by=request.person, at=timezone.now())
            return _stored(request, visit)
    except actions.Differs as other:
        return _differs(request, other.visit)
    return None


def _stored(request: PersonRequest, visit: Visit) -> HttpResponse:
    if by_device(request):
        return JsonResponse({"state": "stored", "url": visit.get_absolute_url()})
    messages.success(request, _("The visit is written down."))
    return redirect(visit)


def _differs(request: PersonRequest, visit: Visit) -> HttpResponse:
    """The same number with other content: what stays is chosen field by field."""
    address = reverse("placements:visit_correction", args=[visit.pk])
    if by_device(request):
        return JsonResponse({"state": "differs", "url": address}, status=409)
    messages.error(request, _("This visit is stored already, with other content."))
    return redirect(visit)


def correction(request: PersonRequest, key: int) -> HttpResponse:
    """Mend what was written; where somebody else wrote the same, it is chosen."""
    visit = _fetch(request, key)
    require(may_correct(request.person, visit, on=request.today))
    initial = {name: getattr(visit, name) for name in actions.CORRECTABLE}
    form = VisitForm(request.POST or None, initial=initial)
    over = edited(form, visit, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(locked, visit, actions.CORRECTABLE)
        with refusals_on(form, actions.NotVisited, ChangedMeanwhile), over.saving(now):
            fields = form.cleaned_data
            actions.correct(visit, fields=fields, by=request.person, at=timezone.now())
            return _corrected(request, visit, over.sentence)
    if by_device(request):
        return _differs(request, visit) if over.clashes else refused(form)
    page = {"form": form, "visit": visit, "edited": over, "outbox": _outbox(request)}
    return render(request, "placements/visit_correction.html", page, status=over.status)


def _outbox(request: PersonRequest) -> str:
    """The entry of a device's outbox that is being settled here."""
    return request.POST.get("outbox", "")[:36]


def _corrected(request: PersonRequest, visit: Visit, sentence: str) -> HttpResponse:
    if by_device(request):
        return JsonResponse({"state": "stored", "url": visit.get_absolute_url()})
    messages.success(request, sentence)
    query = {"settled": _outbox(request)} if _outbox(request) else None
    return redirect(reverse("placements:visit", args=[visit.pk], query=query))


@require_POST
def taking_back(request: PersonRequest, key: int) -> HttpResponse:
    """It did not happen."""
    visit = _fetch(request, key)
    require(may_correct(request.person, visit, on=request.today))
    with refusals_told(request, actions.NotVisited):
        actions.take_back(visit, by=request.person, at=timezone.now())
        messages.success(request, _("Taken back. It no longer counts."))
    return redirect(visit)


def _photo(request: PersonRequest, key: int) -> VisitPhoto:
    rows = VisitPhoto.objects.filter(provider=request.provider)
    photo = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    return photo


@require_safe
def photo(request: PersonRequest, key: int) -> HttpResponse:
    """The file itself, always as an attachment in a sandbox."""
    return answer_file(_photo(request, key))


@require_safe
def photo_preview(request: PersonRequest, key: int) -> HttpResponse:
    """A picture that we drew of it."""
    return answer_preview(_photo(request, key))
