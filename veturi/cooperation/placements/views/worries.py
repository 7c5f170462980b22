"""Worries: to whom they are open a page, to all others not there; every look leaves a trace."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veturi.cooperation.placements.actions import worries as actions
from veturi.cooperation.placements.forms.worries import FollowUpForm, WorryClosingForm, WorryForm
from veturi.cooperation.placements.models import Period, Student, Worry
from veturi.cooperation.placements.views.by_form import act_by_form
from veturi.cooperation.placements.views.periods import fetch as fetch_period
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.trail.actions import leave
from veturi.foundation.trail.models import What
from veturi.foundation.web.refusing import require

AT_MOST = 200


def open_to(request: PersonRequest) -> QuerySet[Worry]:
    """The worries that are open to who asks."""
    sees_support = may(request.person, Act.SEE_SUPPORT, on=request.today)
    rows = Worry.objects.seen_by(request.person, sees_support=sees_support)
    return rows.select_related("student", "period", "made_by", "owner", "named", "closed_by")


def _fetch(request: PersonRequest, key: int) -> Worry:
    """To whom it is not open, it is not there; who logs nothing is told so before."""
    require(may(request.person, Act.LOG, on=request.today))
    return get_object_or_404(open_to(request), pk=key)


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Those open to me: of whom, how grave, who follows up; what they say is on their page."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    rows = list(open_to(request).order_by("closed_on", "due", "-made_at").defer("text", "outcome"))
    page = {
        "waiting": [row for row in rows if row.closed_on is None],
        "closed": [row for row in rows if row.closed_on is not None][:AT_MOST],
        "today": request.today,
    }
    return render(request, "placements/worries.html", page)


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """What it says; that it was looked at is written each time."""
    worry = _fetch(request, key)
    leave(What.VIEWED, scope=request.scope, by=request.person.user, subject=worry.key)
    return render(request, "placements/worry.html", {"worry": worry, "today": request.today})


def new_of_period(request: PersonRequest, key: int) -> HttpResponse:
    period = fetch_period(request, key)
    return _new(request, period.student, period)


def new_of_student(request: PersonRequest, key: int) -> HttpResponse:
    student = get_object_or_404(Student.objects.seen_by(request.person), pk=key)
    return _new(request, student, None)


def _new(request: PersonRequest, student: Student, period: Period | None) -> HttpResponse:
    require(may(request.person, Act.LOG, on=request.today))
    return _by_form(
        request,
        WorryForm(request.POST or None, person=request.person, on=request.today),
        title=_("Write a worry"),
        button=_("Save"),
        back=(period or student).get_absolute_url(),
        note=_(
            "Seen by you, the teachers of the student, student support and whom you name. "
            "Nobody else comes to know of it."
        ),
        act=lambda given: actions.write_worry(
            student, period=period, by=request.person, at=timezone.now(), fields=given
        ),
    )


def follow_up(request: PersonRequest, key: int) -> HttpResponse:
    worry = _fetch(request, key)
    return _by_form(
        request,
        FollowUpForm(request.POST or None, instance=worry, person=request.person, on=request.today),
        title=_("Follow up a worry"),
        button=_("Save"),
        back=worry.get_absolute_url(),
        act=lambda given: actions.follow_up(
            Worry.objects.get(pk=key), by=request.person, at=timezone.now(), fields=given
        ),
    )


def closing(request: PersonRequest, key: int) -> HttpResponse:
    worry = _fetch(request, key)
    return _by_form(
        request,
        WorryClosingForm(request.POST or None),
        title=_("Close a worry"),
        button=_("Close"),
        back=worry.get_absolute_url(),
        act=lambda given: actions.close_worry(worry, by=request.person, at=timezone.now(), **given),
    )


def _by_form(
    request: PersonRequest,
    form: forms.BaseForm,
    *,
    title: str,
    button: str,
    back: str,
    act: Callable[[dict[str, Any]], Worry],
    note: str = "",
) -> HttpResponse:
    """An act that a form asks for: refused on the form, or done and shown."""
    return act_by_form(
        request,
        form,
        template="placements/worry_form.html",
        page={"title": title, "button": button, "back": back, "note": note},
        act=act,
        done=_("Saved."),
        refusals=(actions.NotForThis,),
    )
