"""Periods beside eHOKS, asking and sending; and the page where sending is switched on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.models import Period, Student
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import refusals_on, refusals_told, require
from veturi.surfaces.gateways.ehoks.actions import asking, switching
from veturi.surfaces.gateways.ehoks.actions.sending import send
from veturi.surfaces.gateways.ehoks.forms import SwitchOnForm
from veturi.surfaces.gateways.ehoks.models import Sending, Writing
from veturi.surfaces.gateways.ehoks.reading import Beside, beside
from veturi.surfaces.gateways.ehoks.refusals import NoAnswer, NotSent, SwitchedAlready
from veturi.surfaces.gateways.ehoks.service import is_in_use
from veturi.surfaces.gateways.ehoks.wording import Line, lines

SENT_SHOWN = 20


def _period(request: PersonRequest, key: int, act: Act) -> Beside:
    """What stands in no register has no such page."""
    get_object_or_404(Period.objects.seen_by(request.person), pk=key)
    require(may(request.person, act, on=request.today))
    found = beside(Period.objects.filter(pk=key), on=request.today)
    if not found or not is_in_use(request.provider):
        raise Http404
    return found[0]


def _student(request: PersonRequest, key: int, act: Act) -> Student:
    rows = Student.objects.seen_by(request.person).filter(erased_on=None)
    student = get_object_or_404(rows.select_related("provider"), pk=key)
    require(may(request.person, act, on=request.today))
    if not is_in_use(request.provider):
        raise Http404
    return student


@require_safe
def period(request: PersonRequest, key: int) -> HttpResponse:
    """What eHOKS had of the period when it was asked last; nothing is asked by looking."""
    one = _period(request, key, Act.SEE_STUDENTS)
    sent = Sending.objects.filter(period=key).select_related("by")
    page = {
        "one": one,
        "period": one.period,
        "lines": lines(one.rows),
        "sendings": sent[:SENT_SHOWN],
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
        "is_writing": Writing.is_on(request.provider),
    }
    return render(request, "ehoks/period.html", page)


@require_POST
def inquiry(request: PersonRequest, key: int) -> HttpResponse:
    """Ask eHOKS now."""
    one = _period(request, key, Act.KEEP_PERIODS)
    _ask(request, one.period.student)
    return redirect("ehoks:period", key)


@require_POST
def sending(request: PersonRequest, key: int) -> HttpResponse:
    """Send the period to eHOKS as it stands here."""
    one = _period(request, key, Act.KEEP_PERIODS)
    with refusals_told(request, NotSent, NoAnswer):
        send(one.period, by=request.person, at=timezone.now())
        messages.success(request, _("Sent: eHOKS has the period as it is here."))
    return redirect("ehoks:period", key)


@require_safe
def student(request: PersonRequest, key: int) -> HttpResponse:
    """The same of all periods of a student."""
    row = _student(request, key, Act.SEE_STUDENTS)
    rows = beside(Period.objects.filter(student=row).standing(), on=request.today)
    page = {
        "student": row,
        "periods": [(one, _lines(one)) for one in rows],
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
    }
    return render(request, "ehoks/student.html", page)


def _lines(one: Beside) -> list[Line]:
    return lines(one.rows)


@require_POST
def student_inquiry(request: PersonRequest, key: int) -> HttpResponse:
    """Ask eHOKS now about all of them."""
    _ask(request, _student(request, key, Act.KEEP_PERIODS))
    return redirect("ehoks:student", key)


def _ask(request: PersonRequest, student: Student) -> None:
    with refusals_told(request, NoAnswer):
        asking.ask(student, by=request.person, at=timezone.now())
        messages.success(request, _("Asked from eHOKS just now."))


def settings(request: PersonRequest) -> HttpResponse:
    """Whether periods may be sent there; who switched it, when. A form switches it on."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    form = SwitchOnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, SwitchedAlready, NoAnswer):
            switching.switch_on(request.provider, by=request.person, at=timezone.now())
            messages.success(request, _("Periods can now be sent to eHOKS."))
            return redirect("ehoks:settings")
    rows = Writing.objects.filter(provider=request.provider).select_related("on_by", "off_by")
    page = {
        "form": form,
        "writings": rows.order_by("-on_at"),
        "is_writing": Writing.is_on(request.provider),
        "is_in_use": is_in_use(request.provider),
    }
    return render(request, "ehoks/settings.html", page, status=422 if form.errors else 200)


@require_POST
def switching_off(request: PersonRequest) -> HttpResponse:
    """From now on eHOKS is only read."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    with refusals_told(request, SwitchedAlready):
        switching.switch_off(request.provider, by=request.person, at=timezone.now())
        messages.success(request, _("eHOKS is only read from now on."))
    return redirect("ehoks:settings")
