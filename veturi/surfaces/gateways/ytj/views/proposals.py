"""All changes that wait for a decision."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.web.columns import Page
from veturi.foundation.web.refusing import require
from veturi.surfaces.gateways.ytj import actions
from veturi.surfaces.gateways.ytj.models import Proposal, ProposalQuerySet
from veturi.surfaces.gateways.ytj.reading import open_proposals
from veturi.surfaces.gateways.ytj.views.deciding import decide, worded

A_PAGE = 50
ALL, FILLS, DIFFERS = "", "fills", "differs"


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """What the register would change, partner by partner."""
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    rows = open_proposals(request.person)
    kinds = {ALL: rows, FILLS: rows.filling(), DIFFERS: rows.exclude(ours="")}
    asked = request.GET.get("show", ALL)
    show = asked if asked in kinds else ALL
    page = Paginator(kinds[show], A_PAGE).get_page(request.GET.get("page"))
    back = f"?show={show}&page={page.previous_page_number()}" if page.has_previous() else None
    on = f"?show={show}&page={page.next_page_number()}" if page.has_next() else None
    answer = {
        "tabs": _tabs(kinds, show),
        "proposals": worded(page.object_list),
        "page": Page(page.number, page.paginator.num_pages, back, on),
    }
    return render(request, "ytj/proposals.html", answer)


def _tabs(kinds: dict[str, ProposalQuerySet], show: str) -> list[tuple[str, str, bool, int]]:
    words = {
        ALL: _("All"),
        FILLS: _("We have nothing yet"),
        DIFFERS: _("We have something else"),
    }
    return [
        (words[kind], f"?show={kind}", kind == show, rows.count()) for kind, rows in kinds.items()
    ]


@require_POST
def acceptance(request: PersonRequest) -> HttpResponse:
    """The register is right in the chosen ones."""
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    decide(request, actions.accept, Proposal.objects.all())
    return redirect("ytj:proposals")


@require_POST
def refusal(request: PersonRequest) -> HttpResponse:
    """We know better in the chosen ones."""
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    decide(request, actions.decline, Proposal.objects.all())
    return redirect("ytj:proposals")
