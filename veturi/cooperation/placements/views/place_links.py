"""Links for finding a place: to one student, or to a whole group."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veturi.cooperation.placements.actions import doors
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.forms.proposals import GroupForm
from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.views.students import fetch
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import refusals_on, refusals_told, require


@require_POST
def to_one(request: PersonRequest, key: int) -> HttpResponse:
    student = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    with refusals_told(request, NotPossible):
        row = doors.invite_to_find(student, by=request.person, at=timezone.now())
        messages.success(request, _("A link is on its way to %(email)s.") % {"email": row.email})
    return redirect(student)


def to_group(request: PersonRequest) -> HttpResponse:
    """A link to each student of a group who has an address."""
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    form = GroupForm(request.POST or None, person=request.person, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        students = list(form.students(on=request.today))
        with refusals_on(form, NotPossible):
            sent = doors.invite_group_to_find(students, by=request.person, at=timezone.now())
            messages.success(request, _told(students, len(sent)))
            return redirect("placements:place_proposals")
    page = {"form": form, "most": doors.MOST_AT_ONCE}
    status = 422 if form.errors else 200
    return render(request, "placements/place_links.html", page, status=status)


def _told(students: list[Student], sent: int) -> str:
    """How many, and who has no address."""
    said = ngettext(
        "A link is on its way to %(n)s student.",
        "A link is on its way to %(n)s students.",
        sent,
    ) % {"n": sent}
    unreached = [str(one) for one in students if not one.email]
    if not unreached:
        return said
    without = _("Without an e-mail address: %(names)s.") % {"names": ", ".join(unreached)}
    return f"{said} {without}"
