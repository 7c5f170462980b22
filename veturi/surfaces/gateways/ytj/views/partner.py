"""A partner beside the register: its facts, what it warns of, what it proposes."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.models import Partnership
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import require
from veturi.surfaces.gateways.ytj import actions
from veturi.surfaces.gateways.ytj.models import Inquiry, Proposal
from veturi.surfaces.gateways.ytj.refusals import NoAnswer
from veturi.surfaces.gateways.ytj.rules.warning import warnings
from veturi.surfaces.gateways.ytj.views.deciding import decide, worded
from veturi.surfaces.gateways.ytj.wording import dated, side_by_side

# Who asks by hand wants to know what the register says now.
JUST_NOW = timedelta(minutes=5)
DECIDED = 20


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """What the register said when it was asked last; nothing is asked by looking."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    inquiry = Inquiry.objects.filter(partnership=partnership).first()
    rows = Proposal.objects.filter(partnership=partnership)
    decided = rows.decided().select_related("decided_by").order_by("-decided_at", "-pk")
    page = {
        "partnership": partnership,
        "inquiry": inquiry,
        "proposals": worded(rows.open().order_by("pk")),
        "decided": worded(decided[:DECIDED]),
        **_facts(request, partnership, inquiry),
    }
    return render(request, "ytj/show.html", page)


def _facts(
    request: PersonRequest, partnership: Partnership, inquiry: Inquiry | None
) -> dict[str, Any]:
    company = inquiry.company if inquiry else None
    if company is None:
        return {"company": None, "warned": []}
    return {
        "company": company,
        "warned": warnings(company, on=request.today),
        "pairs": list(side_by_side(actions.ours_of(partnership), company)),
        "earlier": [dated(one) for one in company.earlier_names],
        "parallel": [one.name for one in company.parallel_names],
    }


@require_POST
def inquiry(request: PersonRequest, key: int) -> HttpResponse:
    """Ask YTJ now."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    if partnership.organisation.business_id:
        try:
            actions.inquire(partnership, at=timezone.now(), within=JUST_NOW)
        except NoAnswer as refusal:
            messages.warning(request, str(refusal))
    return redirect("ytj:show", partnership.pk)


@require_POST
def acceptance(request: PersonRequest, key: int) -> HttpResponse:
    """The register is right in these."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    decide(request, actions.accept, Proposal.objects.filter(partnership=partnership))
    return redirect("ytj:show", partnership.pk)


@require_POST
def refusal(request: PersonRequest, key: int) -> HttpResponse:
    """We know better in these."""
    partnership = _fetch(request, key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    decide(request, actions.decline, Proposal.objects.filter(partnership=partnership))
    return redirect("ytj:show", partnership.pk)


def _fetch(request: PersonRequest, key: int) -> Partnership:
    rows = Partnership.objects.seen_by(request.person).with_names()
    return get_object_or_404(rows, pk=key)
