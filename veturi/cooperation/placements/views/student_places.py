"""Free places for one student, by the way there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from veturi.cooperation.placements.forms.travel import WayForm
from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.reading.travel import MOST, home_of, places_for
from veturi.cooperation.placements.views.students import fetch
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    student = fetch(request, key)
    form = WayForm(request.GET or _initial(student))
    given = form.cleaned_data if form.is_valid() else {"longest": None, "fitting": False}
    page = {
        "student": student,
        "form": form,
        "home": home_of(student),
        "places": places_for(student, on=request.today, **given),
        "most": MOST,
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/student_places.html", page, status=status)


def _initial(student: Student) -> dict[str, Any]:
    """What is known of the student: how far they can travel, and what they study."""
    return {"longest": student.longest_way, "fitting": student.qualification_id is not None}
