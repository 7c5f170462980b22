"""Behind the link of an instructor: when visits suit, and the workplace's own part of them."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from veturi.cooperation.placements.actions import visit_times, visit_words
from veturi.cooperation.placements.actions.visits import NotPlanned, NotVisited
from veturi.cooperation.placements.forms.doors import VisitTimeForm, VisitWordsForm
from veturi.cooperation.placements.models import PlannedVisit, VisitWords
from veturi.cooperation.placements.reading.behind import guided_by, instructor_of, words_of
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.cooperation.placements.views.behind import DoorRequest, behind_door
from veturi.cooperation.placements.views.device import by_device, refused
from veturi.foundation.web.refusing import refusals_on, refusals_told

FORM = ["GET", "HEAD", "POST"]


def _planned(request: DoorRequest, key: int) -> PlannedVisit:
    """A visit to one of this instructor's; another's is not there."""
    periods = guided_by(request.door.link, on=request.door.day)
    row: PlannedVisit = get_object_or_404(
        PlannedVisit.objects.standing().shown().filter(period__in=periods), pk=key
    )
    return row


@behind_door(Purpose.INSTRUCTOR)
@require_POST
def suits(request: DoorRequest, key: int) -> HttpResponse:
    """The time that the school planned suits."""
    visit = _planned(request, key)
    with refusals_told(request, NotPlanned):
        visit_times.suits(visit, by=instructor_of(request.door.link), at=timezone.now())
        messages.success(request, _("Thank you. The visit is agreed."))
    return redirect("placements:door_instructor")


@behind_door(Purpose.INSTRUCTOR)
@require_http_methods(FORM)
def time(request: DoorRequest, key: int) -> HttpResponse:
    """Another time would suit better."""
    visit = _planned(request, key)
    form = VisitTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, NotPlanned):
            by = instructor_of(request.door.link)
            visit_times.propose(visit, by=by, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Thank you. The teacher sees this and answers."))
            return redirect("placements:door_instructor")
    page = {
        "form": form,
        "title": _("Propose another time"),
        "note": _("Planned by the school: %(time)s.") % {"time": visit.when},
        "button": _("Send"),
    }
    return render(request, "placements/door/form.html", page, status=422 if form.errors else 200)


@behind_door(Purpose.INSTRUCTOR)
@require_safe
def field(request: DoorRequest) -> HttpResponse:
    """Writing of a visit; the page works without a network too."""
    return _field(request, _form(request))


@behind_door(Purpose.INSTRUCTOR)
@require_POST
def words(request: DoorRequest) -> HttpResponse:
    """What the workplace wrote, from the page or from what a device kept."""
    form = _form(request)
    if form.is_valid():
        with refusals_on(form, NotVisited):
            by = instructor_of(request.door.link)
            visit_words.write(form.given(), by=by, at=timezone.now())
            return _stored(request)
    return refused(form) if by_device(request) else _field(request, form)


def _form(request: DoorRequest) -> VisitWordsForm:
    link, day = request.door.link, request.door.day
    return VisitWordsForm(
        request.POST or None,
        periods=guided_by(link, on=day).filter(starts_on__lte=day),
        writer=_owner(request),
        initial={"uuid": uuid4(), "on": day, "owner": _owner(request)},
    )


def _owner(request: DoorRequest) -> str:
    """By whom the device keeps what is not sent: no key of our own people looks like this."""
    return f"door-{instructor_of(request.door.link).pk}"


def _field(request: DoorRequest, form: VisitWordsForm) -> HttpResponse:
    written: list[VisitWords] = list(words_of(instructor_of(request.door.link)))
    page = {"form": form, "owner": _owner(request), "written": written}
    return render(request, "placements/door/field.html", page, status=422 if form.errors else 200)


def _stored(request: DoorRequest) -> HttpResponse:
    if by_device(request):
        return JsonResponse({"state": "stored"})
    messages.success(request, _("Thank you. The teacher sees this."))
    return redirect("placements:door_instructor")


@behind_door(Purpose.INSTRUCTOR)
@require_safe
def token(request: DoorRequest) -> HttpResponse:
    """Who is behind the door, and with which token the outbox may send."""
    return JsonResponse({"person": _owner(request), "token": get_token(request)})
