"""What is done with a period: accepted, interrupted, guided anew, seen to, called off, ended."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veturi.cooperation.placements.actions import periods as actions
from veturi.cooperation.placements.forms.periods import (
    CallingOffForm,
    EndForm,
    FactsForm,
    InstructorChangeForm,
    InterruptionForm,
    ReadinessForm,
    ResumptionForm,
    TerminationForm,
)
from veturi.cooperation.placements.models import Interruption, Period
from veturi.cooperation.placements.rules.grounds import grounds
from veturi.cooperation.placements.views.by_form import act_by_form
from veturi.cooperation.placements.views.periods import fetch
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import refusals_told, require
from veturi.foundation.web.returning import back_of


def _kept(request: PersonRequest, key: int) -> Period:
    period = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return period


def _by_form(
    request: PersonRequest,
    period: Period,
    form: forms.BaseForm,
    *,
    title: str,
    button: str,
    done: str,
    act: Callable[[dict[str, Any]], Any],
    note: str = "",
) -> HttpResponse:
    """An act that a form asks for: refused on the form, or done and said on the period's page."""
    return act_by_form(
        request,
        form,
        template="placements/act_form.html",
        page={"period": period, "title": title, "button": button, "note": note},
        act=act,
        done=done,
        to=back_of(request) or period,
        refusals=(actions.NotPossible,),
    )


@require_POST
def acceptance(request: PersonRequest, key: int) -> HttpResponse:
    """The workplace takes the student."""
    period = _kept(request, key)
    with refusals_told(request, actions.NotPossible):
        actions.accept(period, by=request.person, at=timezone.now())
        messages.success(request, _("The workplace has accepted."))
    return redirect(period)


def interruption(request: PersonRequest, key: int) -> HttpResponse:
    period = _kept(request, key)
    return _by_form(
        request,
        period,
        InterruptionForm(request.POST or None, initial={"since": request.today}),
        title=_("Interrupt the period"),
        button=_("Interrupt"),
        done=_("The period is interrupted."),
        note=_("Days of an interruption do not count. Leave the last day empty when it is open."),
        act=lambda given: actions.interrupt(period, by=request.person, at=timezone.now(), **given),
    )


def resumption(request: PersonRequest, key: int) -> HttpResponse:
    """The interruption ends."""
    rows = Interruption.objects.filter(provider=request.provider).select_related("period")
    row = get_object_or_404(rows, pk=key)
    period = _kept(request, row.period_id)
    return _by_form(
        request,
        period,
        ResumptionForm(request.POST or None, initial={"until": request.today}),
        title=_("Go on with the period"),
        button=_("Go on"),
        done=_("The period goes on."),
        act=lambda given: actions.resume(row, by=request.person, at=timezone.now(), **given),
    )


def instructor(request: PersonRequest, key: int) -> HttpResponse:
    period = _kept(request, key)
    return _by_form(
        request,
        period,
        InstructorChangeForm(
            request.POST or None, person=request.person, initial={"since": request.today}
        ),
        title=_("Change the instructor"),
        button=_("Change"),
        done=_("The instructor was changed. Change it in eHOKS too before the period ends."),
        act=lambda given: actions.change_instructor(
            period, by=request.person, at=timezone.now(), **given
        ),
    )


def facts(request: PersonRequest, key: int) -> HttpResponse:
    period = _kept(request, key)
    initial = {name: getattr(period, name) for name in FactsForm.base_fields}
    form = FactsForm(request.POST or None, initial=initial)
    return _by_form(
        request,
        period,
        form,
        title=_("What has been seen to"),
        button=_("Save"),
        done=_("Saved."),
        act=lambda given: actions.note_facts(
            period, by=request.person, at=timezone.now(), fields=given
        ),
    )


def readiness(request: PersonRequest, key: int) -> HttpResponse:
    period = _kept(request, key)
    return _by_form(
        request,
        period,
        ReadinessForm(request.POST or None, instance=getattr(period, "readiness", None)),
        title=_("Readiness for working life"),
        button=_("Save"),
        done=_("Saved."),
        note=_("Look at it together with the student before the period."),
        act=lambda given: actions.check_readiness(
            period, by=request.person, at=timezone.now(), fields=given
        ),
    )


def calling_off(request: PersonRequest, key: int) -> HttpResponse:
    period = _kept(request, key)
    return _by_form(
        request,
        period,
        CallingOffForm(request.POST or None),
        title=_("Call off the period"),
        button=_("Call off"),
        done=_("The period was called off."),
        act=lambda given: actions.call_off(period, by=request.person, at=timezone.now(), **given),
    )


def end(request: PersonRequest, key: int) -> HttpResponse:
    """It ends, and the workplace is asked whether it would host again."""
    period = _kept(request, key)
    last = min(period.ends_on or request.today, request.today)
    return _by_form(
        request,
        period,
        EndForm(request.POST or None, initial={"on": last, "host_again": period.host_again}),
        title=_("End the period"),
        button=_("End"),
        done=_("The period has ended."),
        act=lambda given: _end(request, period, **given),
    )


def _end(request: PersonRequest, period: Period, *, on: date, host_again: str, hired: bool) -> None:
    """Of a period that has ended already only what became of it is written."""
    now, by = timezone.now(), request.person
    if period.ended_on is None:
        actions.end(period, on=on, by=by, at=now)
    fields = {"host_again": host_again, "hired_on": (period.hired_on or on) if hired else None}
    actions.note_facts(period, by=by, at=now, fields=fields)


def termination(request: PersonRequest, key: int) -> HttpResponse:
    period = _kept(request, key)
    return _by_form(
        request,
        period,
        TerminationForm(
            request.POST or None,
            person=request.person,
            grounds=grounds(period.form),
            initial={"on": request.today, "see_to_it": period.teacher},
        ),
        title=_("End before its time"),
        button=_("End the agreement"),
        done=_("The agreement was ended."),
        note=_("After this another way to learn must be arranged (75.6 and 76.6 §)."),
        act=lambda given: actions.terminate(
            period, by=request.person, at=timezone.now(), fields=given
        ),
    )


@require_POST
def replacement(request: PersonRequest, key: int) -> HttpResponse:
    """Another way to learn has been arranged."""
    period = _kept(request, key)
    row = getattr(period, "termination", None)
    if row is not None:
        actions.replace_learning(row, by=request.person, on=request.today)
        messages.success(request, _("Arranged."))
    return redirect(period)
