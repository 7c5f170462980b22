"""New uses of agreements: what was tried, how it went, and noting it."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import newuses as actions
from veturi.cooperation.placements.forms.newuses import NewUseFilters, NewUseForm
from veturi.cooperation.placements.models import NewUse, Period
from veturi.cooperation.placements.views.periods import fetch as fetch_period
from veturi.directory.access import Act, may
from veturi.directory.exporting import export
from veturi.directory.models import Partnership, Person
from veturi.directory.present import PersonRequest
from veturi.foundation.web.columns import Column
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.refusing import refusals_on, refusals_told, require

COLUMNS = [
    Column(
        "variant",
        gettext_lazy("What is new"),
        lambda row: row.get_variant_display().capitalize(),
        order="variant",
        group="variant",
    ),
    Column(
        "workplace",
        gettext_lazy("Workplace"),
        lambda row: row.partnership.shown.name,
        order="partnership__name_sort",
    ),
    Column("on", gettext_lazy("Tried on"), lambda row: row.tried_on, "tried_on", kind="date"),
    Column("what", gettext_lazy("What was tried"), lambda row: row.what),
    Column("outcome", gettext_lazy("How it went"), lambda row: row.outcome),
    Column(
        "again", gettext_lazy("Would do again"), lambda row: row.get_again_display(), order="again"
    ),
]


def new_use_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    rows = NewUse.objects.seen_by(person).standing()
    return Listing(
        query,
        rows.select_related("partnership__absorbed_into"),
        path=reverse("placements:new_uses"),
        columns=COLUMNS,
        filters=NewUseFilters(query),
        default_order="-tried_on",
        may_export=may(person, Act.EXPORT, on=on),
    )


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The library: what was tried, where, and how it went."""
    require(may(request.person, Act.SEE, on=request.today))
    listing = new_use_listing(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, new_use_listing, name="kokeilut")
    return render(request, "placements/new_uses.html", {"listing": listing})


def _fetch(request: PersonRequest, key: int) -> NewUse:
    rows = NewUse.objects.seen_by(request.person).select_related(
        "partnership__absorbed_into", "period", "made_by"
    )
    return get_object_or_404(rows, pk=key)


def _may_correct(request: PersonRequest, row: NewUse) -> bool:
    """Whoever noted it, and who corrects what others wrote; nobody what was taken back."""
    is_own = row.made_by_id == request.person.pk
    may_any = may(request.person, Act.CORRECT_ANY, on=request.today)
    return is_own or may_any


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    row = _fetch(request, key)
    require(may(request.person, Act.SEE, on=request.today))
    page = {
        "row": row,
        "may_correct": row.withdrawn_on is None and _may_correct(request, row),
        "sees_students": may(request.person, Act.SEE_STUDENTS, on=request.today),
    }
    return render(request, "placements/new_use.html", page)


def new_of_period(request: PersonRequest, key: int) -> HttpResponse:
    period = fetch_period(request, key)
    return _new(request, period.partnership.shown, period)


def new_of_partner(request: PersonRequest, key: int) -> HttpResponse:
    partners = Partnership.objects.seen_by(request.person)
    return _new(request, get_object_or_404(partners, pk=key), None)


def _new(request: PersonRequest, partner: Partnership, period: Period | None) -> HttpResponse:
    require(may(request.person, Act.LOG, on=request.today))
    form = NewUseForm(request.POST or None, initial={"tried_on": request.today})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, actions.NotTried):
            row = actions.note_new_use(
                partner,
                period=period,
                by=request.person,
                at=timezone.now(),
                fields=form.cleaned_data,
            )
            messages.success(request, _("Saved. It stands in the library of new uses."))
            return redirect(row)
    back = period.get_absolute_url() if period else reverse("desk:partner", args=[partner.pk])
    page = {"form": form, "partner": partner, "back": back, "title": _("Note a new use")}
    status = 422 if form.errors else 200
    return render(request, "placements/new_use_form.html", page, status=status)


def edit(request: PersonRequest, key: int) -> HttpResponse:
    row = _fetch(request, key)
    require(_may_correct(request, row))
    form = NewUseForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, actions.NotTried):
            actions.correct_new_use(
                NewUse.objects.get(pk=key),
                by=request.person,
                at=timezone.now(),
                fields=form.cleaned_data,
            )
            messages.success(request, _("Saved."))
            return redirect(row)
    page = {
        "form": form,
        "partner": row.partnership.shown,
        "back": row.get_absolute_url(),
        "title": _("Edit a new use"),
    }
    status = 422 if form.errors else 200
    return render(request, "placements/new_use_form.html", page, status=status)


@require_POST
def taking_back(request: PersonRequest, key: int) -> HttpResponse:
    row = _fetch(request, key)
    require(_may_correct(request, row))
    with refusals_told(request, actions.NotTried):
        actions.take_back_new_use(row, by=request.person, at=timezone.now())
        messages.success(request, _("Taken back."))
    return redirect("placements:new_uses")
