"""How many instructors have answered, by what was brought in from Arvo."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import responses as actions
from veturi.cooperation.placements.forms.surveys import ResponsesForm
from veturi.cooperation.placements.models import Response
from veturi.cooperation.placements.rules.national.surveys import rahoituskausi
from veturi.cooperation.placements.rules.responses import Rate, Token, by_workplace, rate
from veturi.cooperation.placements.rules.unread import Unread
from veturi.directory.access import Act, may
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.foundation.sheets.refusals import SheetRefused
from veturi.foundation.web.refusing import refusals_on, require

MOST = 100


@dataclass(frozen=True, slots=True)
class Season:
    """A funding season: how far it has been answered, and what the points are multiplied by."""

    name: str
    rate: Rate
    coefficient: float
    workplaces: list[tuple[str, Rate, bool]]


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """By season and workplace."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    return _page(request, ResponsesForm())


@require_POST
def bringing(request: PersonRequest) -> HttpResponse:
    """The files of Arvo."""
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    form = ResponsesForm(request.POST, request.FILES)
    unread = _brought(request, form) if form.is_valid() else None
    if unread is not None and not unread:
        return redirect("placements:responses")
    return _page(request, form, unread)


def _page(
    request: PersonRequest, form: ResponsesForm, unread: Sequence[Unread] | None = None
) -> HttpResponse:
    page = {
        "unread": unread,
        "seasons": _seasons(request.person),
        "form": form,
        "may_bring": may(request.person, Act.EDIT_PARTNER, on=request.today),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/responses.html", page, status=status)


def _brought(request: PersonRequest, form: ResponsesForm) -> list[Unread] | None:
    """The rows that were not taken; nothing when the whole was refused."""
    with refusals_on(form, actions.NotBrought, SheetRefused):
        n, unread = actions.bring_responses(
            request.provider,
            tokens=form.cleaned_data["tokens"],
            answers=form.cleaned_data["answers"],
            by=request.person,
            at=timezone.now(),
        )
        told = ngettext("%(n)s row was brought in.", "%(n)s rows were brought in.", n)
        messages.success(request, told % {"n": n})
        return unread
    return None


def _seasons(person: Person) -> list[Season]:
    """The latest first."""
    names = ("token", "bundle", "business_id", "workplace", "ended_on", "days", "is_answered")
    groups: dict[str, list[Token]] = {}
    for values in Response.objects.seen_by(person).order_by("pk").values_list(*names):
        row = Token(*values)
        groups.setdefault(rahoituskausi(row.ended_on) or "", []).append(row)
    return [_season(name, groups[name]) for name in sorted(groups, reverse=True)]


def _season(name: str, tokens: list[Token]) -> Season:
    whole = rate(tokens)
    return Season(name, whole, whole.coefficient(name), by_workplace(tokens)[:MOST])
