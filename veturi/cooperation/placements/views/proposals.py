"""Places that students propose, as we see them: the list, one of them, taking it further or not."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import proposals as actions
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.actions.proposals import Taken
from veturi.cooperation.placements.forms.proposals import (
    LEAD,
    DecliningForm,
    PlaceFilters,
    TakingForm,
)
from veturi.cooperation.placements.models import PlaceProposal
from veturi.cooperation.placements.reading.proposals import partners_like
from veturi.cooperation.placements.reading.travel import home_of, in_town
from veturi.cooperation.placements.rules.travel import way_between
from veturi.cooperation.placements.views.by_form import act_by_form
from veturi.directory.access import Act, may
from veturi.directory.exporting import export
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.foundation.web.columns import Column
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.refusing import refusals_on, require

COLUMNS = [
    Column("workplace", gettext_lazy("Workplace"), str, order="name_folded"),
    Column("town", gettext_lazy("Municipality"), lambda row: row.town, order="municipality"),
    Column("student", gettext_lazy("Student"), lambda row: str(row.student), order="student_sort"),
    Column("group", gettext_lazy("Student group"), lambda row: row.student.group, "student__group"),
    Column("made", gettext_lazy("Proposed on"), lambda row: row.made_at, "made_at", kind="date"),
    Column("asked", gettext_lazy("Asked"), lambda row: row.asked_name),
    Column("state", gettext_lazy("State"), lambda row: row.standing_name.capitalize()),
    Column("teacher", gettext_lazy("Teacher"), lambda row: str(row.student.teacher or "")),
]


def proposal_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    rows = PlaceProposal.objects.seen_by(person).alias(student_sort=F("student__name_sort"))
    return Listing(
        query,
        rows.select_related("student__teacher"),
        path=reverse("placements:place_proposals"),
        columns=COLUMNS,
        filters=PlaceFilters(query, person=person),
        default_order="made_at",
        may_export=may(person, Act.EXPORT, on=on),
    )


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    listing = proposal_listing(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, proposal_listing, name="ehdotetut-paikat")
    page = {
        "listing": listing,
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
    }
    return render(request, "placements/place_proposals.html", page)


def _fetch(request: PersonRequest, key: int) -> PlaceProposal:
    rows = PlaceProposal.objects.seen_by(request.person).select_related(
        "student__teacher", "student__qualification", "partnership__absorbed_into", "period"
    )
    row = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    return row


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    row = _fetch(request, key)
    return _answer(request, row, _form(request, row))


def _form(request: PersonRequest, row: PlaceProposal) -> TakingForm:
    found = partners_like(row, seen_by=request.person)
    sure = next((one for one in found if one.is_same), None)
    initial = {
        "partner": sure.shown.pk if sure else "" if found else LEAD,
        "name": row.name,
        "keeps_contact": True,
        "proposes": row.starts_on is not None,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }
    given = request.POST or None
    return TakingForm(given, row=row, person=request.person, alike=found, initial=initial)


def _answer(request: PersonRequest, row: PlaceProposal, form: TakingForm) -> HttpResponse:
    page = {
        "row": row,
        "form": form,
        "way": way_between(home_of(row.student), in_town(row.municipality)),
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/place_proposal.html", page, status=status)


@require_POST
def acceptance(request: PersonRequest, key: int) -> HttpResponse:
    """A partner of ours takes it on, or it becomes a lead."""
    row = _fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    form = _form(request, row)
    if form.is_valid():
        with refusals_on(form, NotPossible):
            done = actions.take_further(
                row, what=_taken(form), by=request.person, at=timezone.now()
            )
            messages.success(request, _("Saved. The student sees that you take it further."))
            return redirect(done.period or done)
    return _answer(request, row, form)


def _taken(form: TakingForm) -> Taken:
    given = form.cleaned_data
    return Taken(
        partnership=form.partnership,
        name=given["name"],
        period=form.period,
        keeps_contact=given.get("keeps_contact", False),
        answer=given["answer"],
    )


def declining(request: PersonRequest, key: int) -> HttpResponse:
    """Not this one; the student reads why in kind words."""
    row = _fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return act_by_form(
        request,
        DecliningForm(request.POST or None),
        template="placements/place_declining.html",
        page={"row": row},
        act=partial(_decline, row, by=request.person),
        done=_("Declined. The student reads the reason on their own page."),
        to="placements:place_proposals",
        refusals=(NotPossible,),
    )


def _decline(row: PlaceProposal, given: dict[str, Any], *, by: Person) -> PlaceProposal:
    return actions.decline_proposal(row, by=by, at=timezone.now(), **given)
