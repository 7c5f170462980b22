"""Cards and passes of a student: one is shown, one is taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veturi.cooperation.placements.actions import students as actions
from veturi.cooperation.placements.forms.cards import CardForm
from veturi.cooperation.placements.models import Card, Student
from veturi.cooperation.placements.views.by_form import act_by_form
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import require


def new(request: PersonRequest, key: int) -> HttpResponse:
    """A card was shown; the student's page tells of it, and the checks of periods know."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    rows = Student.objects.seen_by(request.person).filter(erased_on=None)
    student = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return act_by_form(
        request,
        CardForm(request.POST or None, on=request.today, initial={"shown_on": request.today}),
        template="placements/card_form.html",
        page={"student": student},
        act=lambda given: actions.show_card(
            student, fields=given, by=request.person, at=timezone.now()
        ),
        done=_("Written down."),
        to=student,
    )


@require_POST
def take_back(request: PersonRequest, key: int) -> HttpResponse:
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    rows = Card.objects.seen_by(request.person).standing().select_related("student")
    card = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    actions.take_card_back(card, by=request.person, on=request.today)
    messages.success(request, _("Taken back."))
    return redirect(card.student)
