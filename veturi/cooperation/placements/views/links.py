"""Our side of the links: sending, sending again, mending an address, ending; evidence; requests."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import doors, voices
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.forms.doors import AddressForm
from veturi.cooperation.placements.models import ContactRequest, Pass, Period, Signature
from veturi.cooperation.placements.rules.doors import Purpose
from veturi.cooperation.placements.views.periods import fetch
from veturi.directory.access import Act, may, may_edit
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import refusals_on, refusals_told, require

GIVERS = {"instructor": doors.invite_instructor, "student": doors.invite_student}


def _kept(request: PersonRequest, key: int) -> Period:
    period = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return period


def _link(request: PersonRequest, key: int) -> Pass:
    rows = Pass.objects.seen_by(request.person).select_related("provider", "person", "student")
    row = get_object_or_404(rows, pk=key)
    if row.period_id is None:
        require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    else:
        row.period = _kept(request, row.period_id)
    return row


def _give(request: PersonRequest, key: int, whose: str) -> HttpResponse:
    period = _kept(request, key)
    with refusals_told(request, NotPossible):
        row = GIVERS[whose](period, by=request.person, at=timezone.now())
        messages.success(request, _("A link is on its way to %(email)s.") % {"email": row.email})
    return redirect(period)


@require_POST
def to_instructor(request: PersonRequest, key: int) -> HttpResponse:
    return _give(request, key, "instructor")


@require_POST
def to_student(request: PersonRequest, key: int) -> HttpResponse:
    return _give(request, key, "student")


@require_POST
def again(request: PersonRequest, key: int) -> HttpResponse:
    """A new link in the place of this one."""
    row = _link(request, key)
    with refusals_told(request, NotPossible):
        doors.send_again(row, by=request.person, at=timezone.now())
        messages.success(request, _("A new link is on its way. The former one has ended."))
    return redirect(row.about)


@require_POST
def revocation(request: PersonRequest, key: int) -> HttpResponse:
    row = _link(request, key)
    doors.revoke(row, by=request.person, at=timezone.now())
    messages.success(request, _("The link opens nothing any more."))
    return redirect(row.about)


def address(request: PersonRequest, key: int) -> HttpResponse:
    """Another address for the recipient, and the link sent there."""
    row = _link(request, key)
    if row.purpose == Purpose.INSTRUCTOR and row.person is not None:
        require(may_edit(request.person, row.person, on=request.today))
    form = AddressForm.of(request.POST or None, row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, NotPossible):
            doors.mend_address(row, by=request.person, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved, and a new link is on its way."))
            return redirect(row.about)
    page = {
        "form": form,
        "period": row.about,
        "title": _("Another address"),
        "button": _("Save and send"),
        "note": _("For %(name)s. The former link ends.") % {"name": row.name},
    }
    template = "placements/student_act_form.html" if row.student else "placements/act_form.html"
    status = 422 if form.errors else 200
    return render(request, template, page, status=status)


@require_safe
def evidence(request: PersonRequest, key: int) -> HttpResponse:
    """What proves that a party signed."""
    rows = Signature.objects.filter(provider=request.provider).select_related("version__agreement")
    row = get_object_or_404(rows, pk=key)
    period = fetch(request, row.version.agreement.period_id)
    page = {"signature": row, "version": row.version, "period": period}
    return render(request, "placements/evidence.html", page)


@require_safe
def requests(request: PersonRequest) -> HttpResponse:
    """Contact data that instructors ask us to correct."""
    require(may(request.person, Act.EDIT_PERSON, on=request.today))
    rows = ContactRequest.objects.seen_by(request.person).waiting().select_related("person")
    return render(request, "placements/contact_requests.html", {"rows": rows})


def _request(request: PersonRequest, key: int) -> ContactRequest:
    rows = ContactRequest.objects.seen_by(request.person).select_related("person")
    row = get_object_or_404(rows, pk=key)
    require(may_edit(request.person, row.person, on=request.today))
    return row


@require_POST
def request_acceptance(request: PersonRequest, key: int) -> HttpResponse:
    row = _request(request, key)
    with refusals_told(request, NotPossible):
        voices.accept_correction(row, by=request.person, at=timezone.now())
        messages.success(request, _("Saved: %(name)s.") % {"name": row.person})
    return redirect("placements:contact_requests")


@require_POST
def request_declining(request: PersonRequest, key: int) -> HttpResponse:
    row = _request(request, key)
    with refusals_told(request, NotPossible):
        voices.decline_correction(row, by=request.person, at=timezone.now())
        messages.success(request, _("Left as it was."))
    return redirect("placements:contact_requests")
