"""Behind the link of a student: workplaces that one proposes by oneself, and the answers."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from veturi.cooperation.placements.actions import proposals as actions
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.forms.proposals import PlaceForm
from veturi.cooperation.placements.models import PlaceProposal
from veturi.cooperation.placements.reading.proposals import proposals_of
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.cooperation.placements.views.behind import DoorRequest, behind_door
from veturi.cooperation.placements.views.by_form import act_by_form
from veturi.foundation.web.refusing import refusals_told

FORM = ["GET", "HEAD", "POST"]
OF_STUDENTS = (Purpose.STUDENT, Purpose.PLACE)


@behind_door(*OF_STUDENTS)
@require_safe
def show(request: DoorRequest) -> HttpResponse:
    """What one has proposed, and what the school says."""
    link = request.door.link
    page = {
        "mine": proposals_of(link.learner, on=request.door.day),
        "teacher": link.learner.teacher,
        "has_period": link.purpose == Purpose.STUDENT,
    }
    return render(request, "placements/door/places.html", page)


@behind_door(*OF_STUDENTS)
@require_http_methods(FORM)
def new(request: DoorRequest) -> HttpResponse:
    """Tell of a workplace."""
    student = request.door.link.learner
    return act_by_form(
        request,
        PlaceForm(request.POST or None),
        template="placements/door/place_new.html",
        page={},
        act=partial(_propose, student),
        done=_("Thank you. Your teacher looks at it and answers here."),
        to="placements:door_place",
        refusals=(NotPossible,),
    )


def _propose(student: Any, given: dict[str, Any]) -> PlaceProposal:
    return actions.propose_place(student, fields=given, at=timezone.now())


@behind_door(*OF_STUDENTS)
@require_POST
def taking_back(request: DoorRequest, key: int) -> HttpResponse:
    """One's own, while nobody has answered; another's is not there."""
    rows = PlaceProposal.objects.filter(student=request.door.link.learner)
    row = get_object_or_404(rows, pk=key)
    with refusals_told(request, NotPossible):
        actions.take_back_proposal(row, at=timezone.now())
        messages.success(request, _("You have taken your proposal back."))
    return redirect("placements:door_place")
