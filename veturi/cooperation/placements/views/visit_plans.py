"""Planned visits: made, moved, let go."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veturi.cooperation.placements.access import may_replan
from veturi.cooperation.placements.actions import visits as actions
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.actions.visit_times import accept, plan_and_ask
from veturi.cooperation.placements.forms.visits import (
    MovedPlanForm,
    PlanForm,
    Target,
    target_of,
)
from veturi.cooperation.placements.models import PlannedVisit, VisitTime
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import refusals_on, refusals_told, require


def new(request: PersonRequest) -> HttpResponse:
    """Plan a visit to a period or a partner; for others by whoever keeps periods."""
    require(may(request.person, Act.LOG, on=request.today))
    target = target_of(request.GET.get("of", ""), person=request.person)
    if target is None:
        messages.info(request, _("Open a period or a partner, and plan the visit there."))
        return redirect("placements:periods")
    form = PlanForm(
        request.POST or None,
        person=request.person,
        others=_plans_for_others(request),
        may_ask=_may_ask(request, target),
        initial={"teacher": _goes(request, target)},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, actions.NotPlanned, NotPossible):
            _plan(request, form, target)
            messages.success(request, _("Planned. It stands among the promises of who goes."))
            return redirect(_back(target))
    page = {"form": form, "title": _("Plan a visit"), "target": target, "back": _back(target)}
    return render(request, "placements/visit_plan.html", page, status=422 if form.errors else 200)


def _plans_for_others(request: PersonRequest) -> bool:
    return may(request.person, Act.KEEP_PERIODS, on=request.today)


def _goes(request: PersonRequest, target: Target) -> int:
    teacher = target.period.teacher_id if target.period else None
    return teacher if teacher and _plans_for_others(request) else request.person.pk


def _plan(request: PersonRequest, form: PlanForm, target: Target) -> None:
    fields: dict[str, Any] = {
        "period": target.period,
        "partnership": target.partnership,
        "purpose": form.cleaned_data["purpose"],
    }
    given = form.given()
    fields |= {name: given.pop(name) for name in ("whole_quarter", "clock")}
    act = plan_and_ask if form.cleaned_data.get("ask") else actions.plan
    act(fields=fields, **given, by=request.person, at=timezone.now())


def _may_ask(request: PersonRequest, target: Target) -> bool:
    """Of a period whose instructor has an address, by whoever sends links."""
    instructor = target.period.instructor if target.period else None
    is_reached = instructor is not None and bool(instructor.shown.email)
    return is_reached and _plans_for_others(request)


def _back(target: Target) -> str:
    if target.period is not None:
        return target.period.get_absolute_url()
    return reverse("placements:of_partner", args=[target.partnership.pk])


def _fetch(request: PersonRequest, key: int) -> PlannedVisit:
    row: PlannedVisit = get_object_or_404(
        PlannedVisit.objects.seen_by(request.person).shown(), pk=key
    )
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    require(may_replan(request.person, row, on=request.today))
    return row


def move(request: PersonRequest, key: int) -> HttpResponse:
    """Another day, another who."""
    row = _fetch(request, key)
    due = {"quarter": str(row.quarter)} if row.whole_quarter else {"due": row.promise.due}
    form = MovedPlanForm(
        request.POST or None,
        person=request.person,
        others=_plans_for_others(request),
        initial={"teacher": row.promise.owner_id, "clock": row.clock, **due},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, actions.NotPlanned):
            actions.move(row, **form.given(), by=request.person, at=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("placements:visits")
    target = Target(row, row.period, row.partnership)
    page = {"form": form, "title": _("Move the visit"), "target": target, "plan": row}
    page["time"] = row.time
    page["back"] = reverse("placements:visits")
    return render(request, "placements/visit_plan.html", page, status=422 if form.errors else 200)


@require_POST
def time_acceptance(request: PersonRequest, key: int) -> HttpResponse:
    """The time that the workplace proposes suits us."""
    row = get_object_or_404(VisitTime.objects.seen_by(request.person), pk=key)
    visit = _fetch(request, row.plan_id)
    with refusals_told(request, actions.NotPlanned):
        accept(row, by=request.person, at=timezone.now())
        messages.success(request, _("Agreed. The workplace is told."))
    return redirect(visit)


@require_POST
def letting_go(request: PersonRequest, key: int) -> HttpResponse:
    """Nobody will go."""
    row = _fetch(request, key)
    with refusals_told(request, actions.NotPlanned):
        actions.let_go(row, by=request.person, at=timezone.now())
        messages.success(request, _("Let go."))
    return redirect("placements:visits")
