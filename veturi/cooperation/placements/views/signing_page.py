"""Behind the link of a signature: what is signed, in words and as a paper; signing, declining."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from veturi.cooperation.placements.actions import agreements
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.forms.doors import RefusalForm
from veturi.cooperation.placements.models import Signature
from veturi.cooperation.placements.printing import pdf_of
from veturi.cooperation.placements.reading.behind import code_of, to_sign
from veturi.cooperation.placements.rules.doors import SIGNING, prefix
from veturi.cooperation.placements.views.behind import DoorRequest, behind_door, visitor
from veturi.foundation.web.downloads import download
from veturi.foundation.web.refusing import refusals_on, refusals_told
from veturi.foundation.web.templates import day

LONGEST_BROWSER = 200


@behind_door(*SIGNING)
@require_safe
def show(request: DoorRequest) -> HttpResponse:
    paper = to_sign(request.door.link)
    first, last = (paper.content.get(name) for name in ("starts_on", "ends_on"))
    page = {
        "paper": paper,
        "purpose": request.door.link.purpose,
        "first_day": day(date.fromisoformat(first)) if first else "",
        "last_day": day(date.fromisoformat(last)) if last else "",
    }
    return render(request, "placements/door/signing.html", page)


@behind_door(*SIGNING)
@require_safe
def paper(request: DoorRequest) -> HttpResponse:
    """The same as a file to keep."""
    version = to_sign(request.door.link).version
    return download(pdf_of(version), name="sopimus.pdf", content_type="application/pdf")


@behind_door(*SIGNING)
@require_POST
def sign(request: DoorRequest) -> HttpResponse:
    row = to_sign(request.door.link).signature
    with refusals_told(request, NotPossible):
        agreements.sign(
            row,
            way=Signature.Way.LINK,
            evidence=evidence(request),
            by=None,
            at=timezone.now(),
        )
        messages.success(request, _("Thank you. You have signed."))
    return redirect("placements:door_signing")


def evidence(request: DoorRequest) -> dict[str, str]:
    """What proves who signed; of the network only the part that many share."""
    code = code_of(request.door.stay)
    return {
        "link": str(request.door.link.pk),
        "code_way": code.way if code else "",
        "code_sent_to": code.sent_to if code else "",
        "code_sent_at": code.sent_at.isoformat() if code else "",
        "came_in_at": code.used_at.isoformat() if code and code.used_at else "",
        "network": prefix(visitor(request).address),
        "browser": request.headers.get("User-Agent", "")[:LONGEST_BROWSER],
    }


@behind_door(*SIGNING)
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: DoorRequest) -> HttpResponse:
    """Not signed, and why; the school sees it."""
    row = to_sign(request.door.link).signature
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, NotPossible):
            agreements.decline(row, why=form.cleaned_data["why"], by=None, at=timezone.now())
            messages.success(request, _("Thank you. The school sees why you did not sign."))
            return redirect("placements:door_signing")
    page = {
        "form": form,
        "title": _("I do not sign"),
        "note": _("Tell the school what should be changed. You then get a new paper."),
        "button": _("Send"),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/door/form.html", page, status=status)
