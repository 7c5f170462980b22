"""Behind the link of an instructor: the students of this one, and what the instructor says."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from veturi.cooperation.placements.actions import voices
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.forms.doors import AddressForm, HostAgainForm, SignalForm
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.behind import (
    guided_by,
    instructor_of,
    is_asked_again,
    visits_of,
)
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.cooperation.placements.views.behind import DoorRequest, behind_door
from veturi.foundation.web.refusing import refusals_on

FORM = ["GET", "HEAD", "POST"]


def _period(request: DoorRequest, key: int) -> Period:
    """One of this instructor's; another's is not there."""
    return get_object_or_404(guided_by(request.door.link, on=request.today), pk=key)


@behind_door(Purpose.INSTRUCTOR)
@require_safe
def show(request: DoorRequest) -> HttpResponse:
    day = request.door.day
    periods = list(guided_by(request.door.link, on=day))
    visits = visits_of(periods)
    rows = [
        (one, one.state_on(day), is_asked_again(one, on=day), visits.get(one.pk, []))
        for one in periods
    ]
    person = instructor_of(request.door.link)
    page = {
        "rows": rows,
        "person": person,
        "day": day,
        "may_write": any(period.starts_on <= day for period in periods),
        "asked": person.contact_requests.waiting().first(),
    }
    return render(request, "placements/door/instructor.html", page)


@behind_door(Purpose.INSTRUCTOR)
@require_http_methods(FORM)
def signal(request: DoorRequest, key: int) -> HttpResponse:
    """How it goes."""
    period = _period(request, key)
    form = SignalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        voices.signal_progress(
            period, by=instructor_of(request.door.link), at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Thank you. The teacher sees this."))
        return redirect("placements:door_instructor")
    return _form(request, form, _("How is it going?"), str(period.student), _("Send"))


@behind_door(Purpose.INSTRUCTOR)
@require_http_methods(FORM)
def again(request: DoorRequest, key: int) -> HttpResponse:
    """Whether the workplace would host again."""
    period = _period(request, key)
    form = HostAgainForm(request.POST or None, initial={"answer": period.host_again})
    if request.method == "POST" and form.is_valid():
        voices.would_host_again(period, at=timezone.now(), answer=form.cleaned_data["answer"])
        messages.success(request, _("Thank you for your answer."))
        return redirect("placements:door_instructor")
    return _form(request, form, _("A student again?"), str(period.student), _("Send"))


@behind_door(Purpose.INSTRUCTOR)
@require_http_methods(FORM)
def contact(request: DoorRequest) -> HttpResponse:
    """Other contact data: a request, which the school accepts."""
    person = instructor_of(request.door.link)
    form = AddressForm(request.POST or None, initial={"email": person.email, "phone": person.phone})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, NotPossible):
            voices.ask_for_correction(person, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Thank you. The school looks at it and saves it."))
            return redirect("placements:door_instructor")
    note = _("The school saves your new contact data when somebody has looked at them.")
    return _form(request, form, _("Correct your contact data"), note, _("Send"))


def _form(request: DoorRequest, form: Any, title: str, note: str, button: str) -> HttpResponse:
    page = {"form": form, "title": title, "note": note, "button": button}
    status = 422 if form.errors else 200
    return render(request, "placements/door/form.html", page, status=status)
