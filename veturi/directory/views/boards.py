"""Partners as a board, and moving one to another stage."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.actions.partners import move_partner
from veturi.directory.forms.moving import StageForm
from veturi.directory.models import Partnership
from veturi.directory.present import PersonRequest
from veturi.directory.saved import shelf
from veturi.directory.views.lists import partner_listing
from veturi.foundation.web.board import Board
from veturi.foundation.web.refusing import refusals_on, require

OF = "directory:partners"
CARD = ("kind", "municipality", "owner", "phase")


@require_safe
def board(request: PersonRequest) -> HttpResponse:
    """The list's partners by phase, by owner or by a choice of the school's own."""
    listing = partner_listing(request.person, query=request.GET, on=request.today)
    page = {
        "listing": listing,
        "board": Board(listing, by="phase", card=CARD, list_path=reverse(OF)),
        "shelf": shelf(request, of=OF, page="directory:board"),
        "may_move": may(request.person, Act.EDIT_PARTNER, on=request.today),
    }
    return render(request, "directory/board.html", page)


@require_POST
def stage(request: PersonRequest, key: int) -> HttpResponse:
    """Move the partner to another stage; a step back asks why."""
    partnership = get_object_or_404(Partnership.objects.seen_by(request.person), pk=key)
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    form = StageForm(request.POST, person=request.person, partnership=partnership)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            move_partner(
                partnership,
                fields=given["fields"],
                own=given["own"],
                reason=given["reason"],
                by=request.person,
            )
            messages.success(request, _("%(name)s is moved.") % {"name": partnership.name})
            return redirect(_back(given["back"]))
    page = {
        "form": form,
        "partnership": partnership,
        "back": _back(request.POST.get("back", "")),
    }
    return render(request, "directory/stage_form.html", page, status=422)


def _back(asked: str) -> str:
    """The board as it was, never another site."""
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if is_ours else reverse("directory:board")
