"""A version in the signing service: how it goes there, sending, asking, cancelling."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.models import Version
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import refusals_told, require
from veturi.surfaces.gateways.visma_sign import actions
from veturi.surfaces.gateways.visma_sign.models import Document
from veturi.surfaces.gateways.visma_sign.refusals import NoAnswer
from veturi.surfaces.gateways.visma_sign.wording import OUTCOMES


def _fetch(request: PersonRequest, key: int, act: Act) -> Version:
    rows = Version.objects.seen_by(request.person).select_related(
        "agreement__period__student", "agreement__period__partnership"
    )
    version: Version = get_object_or_404(rows, pk=key)
    require(may(request.person, act, on=request.today))
    return version


def _open(version: Version) -> Document:
    rows = Document.objects.open().filter(version=version)
    return get_object_or_404(rows.select_related("version__agreement"))


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """Every time that the version was in the service, the latest first."""
    version = _fetch(request, key, Act.SEE_STUDENTS)
    rows = Document.objects.filter(version=version).select_related("sent_by")
    documents = list(rows.prefetch_related("invitations__signature").order_by("-pk"))
    page = {
        "version": version,
        "period": version.agreement.period,
        "documents": [(one, OUTCOMES[one.outcome]) for one in documents],
        "is_there": any(one.closed_at is None for one in documents),
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
    }
    return render(request, "visma_sign/show.html", page)


@require_POST
def sending(request: PersonRequest, key: int) -> HttpResponse:
    """Invite to sign there."""
    version = _fetch(request, key, Act.KEEP_PERIODS)
    with refusals_told(request, actions.NotSendable, NoAnswer):
        actions.send(version, by=request.person, at=timezone.now())
        messages.success(request, _("Sent to the signing service, which invites the signers."))
    return redirect("visma_sign:show", key)


@require_POST
def inquiry(request: PersonRequest, key: int) -> HttpResponse:
    """Ask now how it goes."""
    document = _open(_fetch(request, key, Act.KEEP_PERIODS))
    with refusals_told(request, NoAnswer):
        actions.look(document, at=timezone.now())
        messages.success(request, _("Asked from the signing service just now."))
    return redirect("visma_sign:show", key)


@require_POST
def cancelling(request: PersonRequest, key: int) -> HttpResponse:
    """It is not signed there after all."""
    document = _open(_fetch(request, key, Act.KEEP_PERIODS))
    with refusals_told(request, NoAnswer):
        actions.cancel(document, at=timezone.now())
        messages.success(request, _("Cancelled in the signing service."))
    return redirect("visma_sign:show", key)
