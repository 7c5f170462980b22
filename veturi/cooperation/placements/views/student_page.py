"""Behind the link of a student: one's own period."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import agreements, voices
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.models import Version
from veturi.cooperation.placements.printing import pdf_of
from veturi.cooperation.placements.reading.behind import agreements_of
from veturi.cooperation.placements.reading.travel import way_to
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.cooperation.placements.views.behind import DoorRequest, behind_door
from veturi.foundation.web.downloads import download
from veturi.foundation.web.refusing import refusals_told


@behind_door(Purpose.STUDENT)
@require_safe
def show(request: DoorRequest) -> HttpResponse:
    period = request.door.period
    page = {
        "period": period,
        "state": period.state_on(request.door.day),
        "way": way_to(period.student, period.partnership.shown, period.site),
        "versions": agreements_of(period),
        "readiness": getattr(period, "readiness", None),
    }
    return render(request, "placements/door/student.html", page)


def _version(request: DoorRequest, key: int) -> Version:
    """One of this period's own."""
    for version in agreements_of(request.door.period):
        if version.pk == key:
            return version
    raise Http404


@behind_door(Purpose.STUDENT)
@require_safe
def paper(request: DoorRequest, key: int) -> HttpResponse:
    version = _version(request, key)
    return download(pdf_of(version), name="sopimus.pdf", content_type="application/pdf")


@behind_door(Purpose.STUDENT)
@require_POST
def seen(request: DoorRequest, key: int) -> HttpResponse:
    """The student has seen the agreement."""
    agreements.student_saw(_version(request, key), at=timezone.now())
    messages.success(request, _("Thank you. Your teacher sees this."))
    return redirect("placements:door_student")


@behind_door(Purpose.STUDENT)
@require_POST
def ready(request: DoorRequest) -> HttpResponse:
    """The student, too, says that they are ready."""
    with refusals_told(request, NotPossible):
        voices.student_agrees(request.door.period, at=timezone.now())
        messages.success(request, _("Thank you. Your teacher sees this."))
    return redirect("placements:door_student")
