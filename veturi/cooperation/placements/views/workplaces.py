"""Learning at one workplace: preconditions, instructors, offers, who is there; all offers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import workplaces as actions
from veturi.cooperation.placements.codes.requirements import written
from veturi.cooperation.placements.forms.workplaces import (
    InstructorForm,
    OfferFilters,
    OfferForm,
    SuitabilityForm,
)
from veturi.cooperation.placements.models import Instructor, NewUse, Offer, Period, Suitability
from veturi.cooperation.placements.reading.visits import panel_of
from veturi.cooperation.placements.views.by_form import act_by_form
from veturi.directory.access import Act, may
from veturi.directory.codes.roles import PersonRole
from veturi.directory.exporting import export
from veturi.directory.models import Partnership, Person
from veturi.directory.present import PersonRequest
from veturi.foundation.web.columns import Column
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.refusing import refusals_on, require
from veturi.foundation.web.returning import back_of
from veturi.ledger.months import add_months

VALID_MONTHS = 24
INSTRUCTING = (PersonRole.INSTRUCTOR, PersonRole.RESPONSIBLE_INSTRUCTOR)


def _partner(request: PersonRequest, key: int) -> Partnership:
    rows = Partnership.objects.seen_by(request.person).with_names()
    partnership = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    return partnership


@require_safe
def of_partner(request: PersonRequest, key: int) -> HttpResponse:
    """All about learning at one workplace, and at what was merged into it."""
    partnership = _partner(request, key)
    if partnership.absorbed_into_id:
        return redirect("placements:of_partner", partnership.absorbed_into_id)
    family = partnership.family()
    periods = Period.objects.filter(partnership__in=family).standing().shown()
    page = {
        "partnership": partnership,
        "suitabilities": Suitability.objects.filter(partnership__in=family, withdrawn_on=None)
        .select_related("site", "qualification", "assessed_by")
        .order_by("-valid_until"),
        "offers": with_taken(Offer.objects.filter(partnership__in=family).standing())
        .filter(ends_on__gte=request.today)
        .order_by("starts_on"),
        "instructors": instructors(partnership, on=request.today),
        "periods": [
            (row, row.state_on(request.today))
            for row in periods.prefetch_related("interruptions").order_by("-starts_on")[:50]
        ],
        "written": written,
        "visits": panel_of(partnership, by=request.person, on=request.today),
        "new_uses": NewUse.objects.filter(partnership__in=family).standing().order_by("-tried_on"),
        "may_log": may(request.person, Act.LOG, on=request.today),
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
    }
    return render(request, "placements/of_partner.html", page)


def with_taken(offers: Any) -> Any:
    """Offers with how many of their places are taken by periods that were not called off."""
    return offers.select_related("site", "qualification", "unit", "instructor").annotate(
        taken=Count("periods", filter=Q(periods__called_off_on=None))
    )


def instructors(
    partnership: Partnership, *, on: date
) -> list[tuple[Person, Instructor | None, int]]:
    """Who instructs at the workplace, what they are as instructors, how many they guide now."""
    family = partnership.family()
    people = (
        Person.objects.filter(positions__partnership__in=family, positions__role__in=INSTRUCTING)
        .standing()
        .select_related("instructor")
        .distinct()
        .order_by("name_sort")
    )
    running = Period.objects.in_force().on(on).filter(instructor__in=people)
    load = dict(running.values_list("instructor").annotate(n=Count("pk")))
    return [(one, getattr(one, "instructor", None), load.get(one.pk, 0)) for one in people]


def _by_form(
    request: PersonRequest,
    partnership: Partnership,
    form: forms.BaseForm,
    *,
    title: str,
    act: Callable[[dict[str, Any]], Any],
    note: str = "",
) -> HttpResponse:
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return act_by_form(
        request,
        form,
        template="placements/workplace_form.html",
        page={"partnership": partnership, "title": title, "note": note},
        act=act,
        done=_("Saved."),
        to=back_of(request) or reverse("placements:of_partner", args=[partnership.shown.pk]),
    )


def suitability(request: PersonRequest, key: int) -> HttpResponse:
    """Assess the preconditions of 72 §."""
    partnership = _partner(request, key)
    until = add_months(request.today, VALID_MONTHS)
    form = SuitabilityForm(
        request.POST or None,
        partnership=partnership,
        on=request.today,
        initial={"assessed_on": request.today, "valid_until": until},
    )
    return _by_form(
        request,
        partnership,
        form,
        title=_("Assess the preconditions"),
        note=_("Enough to do, the tools, competent staff: the law asks for all three (72 §)."),
        act=lambda given: actions.assess(
            partnership, by=request.person, at=timezone.now(), fields=given
        ),
    )


@require_POST
def suitability_end(request: PersonRequest, key: int) -> HttpResponse:
    row = get_object_or_404(Suitability.objects.seen_by(request.person), pk=key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    actions.withdraw_assessment(row, by=request.person, on=request.today)
    messages.success(request, _("It no longer holds."))
    return redirect("placements:of_partner", row.partnership_id)


def instructor(request: PersonRequest, key: int) -> HttpResponse:
    """What a person of a partner is as an instructor."""
    person = get_object_or_404(Person.objects.seen_by(request.person).of_partners(), pk=key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    row = Instructor.objects.filter(person=person.shown).first()
    form = InstructorForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.describe_instructor(person, by=request.person, fields=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(back_of(request) or person.shown)
    page = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "placements/instructor_form.html", page, status=status)


def offer_new(request: PersonRequest, key: int) -> HttpResponse:
    """A workplace offers places."""
    partnership = _partner(request, key)
    form = OfferForm(
        request.POST or None, partnership=partnership, person=request.person, on=request.today
    )
    return _by_form(
        request,
        partnership,
        form,
        title=_("Places offered"),
        act=lambda given: actions.offer(
            partnership, by=request.person, at=timezone.now(), fields=given
        ),
    )


def offer(request: PersonRequest, key: int) -> HttpResponse:
    """An offer as it is, to be mended."""
    rows = Offer.objects.seen_by(request.person).standing().select_related("partnership")
    row = get_object_or_404(rows, pk=key)
    form = OfferForm(
        request.POST or None,
        instance=row,
        partnership=row.partnership.shown,
        person=request.person,
        on=request.today,
    )
    return _by_form(
        request,
        row.partnership,
        form,
        title=_("Places offered"),
        act=lambda given: actions.edit_offer(
            Offer.objects.get(pk=key), by=request.person, at=timezone.now(), fields=given
        ),
    )


@require_POST
def offer_end(request: PersonRequest, key: int) -> HttpResponse:
    row = get_object_or_404(Offer.objects.seen_by(request.person).standing(), pk=key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    actions.withdraw_offer(row, by=request.person, at=timezone.now())
    messages.success(request, _("The offer was withdrawn."))
    return redirect("placements:of_partner", row.partnership_id)


OFFER_COLUMNS = [
    Column(
        "workplace",
        gettext_lazy("Workplace"),
        lambda row: row.partnership.shown.name,
        order="partnership__name_sort",
    ),
    Column(
        "starts", gettext_lazy("First day"), lambda row: row.starts_on, "starts_on", kind="date"
    ),
    Column("ends", gettext_lazy("Last day"), lambda row: row.ends_on, "ends_on", kind="date"),
    Column("places", gettext_lazy("Places"), lambda row: row.places, "places", kind="number"),
    Column("taken", gettext_lazy("Taken"), lambda row: row.taken, "taken", kind="number"),
    Column(
        "qualification",
        gettext_lazy("Qualification"),
        lambda row: row.qualification.name if row.qualification else "",
    ),
    Column("tasks", gettext_lazy("What is done there"), lambda row: row.tasks, shown=False),
    Column(
        "partner",
        gettext_lazy("Partner"),
        lambda row: row.partnership.shown.name,
        html=lambda row: format_html(
            '<a href="{}">{}</a>',
            reverse("placements:of_partner", args=[row.partnership.shown.pk]),
            row.partnership.shown.name,
        ),
        shown=False,
    ),
]


def offer_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """Places that are offered from the day on, as the query asks."""
    rows = Offer.objects.seen_by(person).standing().filter(ends_on__gte=on)
    return Listing(
        query,
        with_taken(rows).select_related("partnership__absorbed_into", "qualification"),
        path=reverse("placements:offers"),
        columns=OFFER_COLUMNS,
        filters=OfferFilters(query, person=person, on=on),
        default_order="starts_on",
        may_export=may(person, Act.EXPORT, on=on),
    )


@require_safe
def offers(request: PersonRequest) -> HttpResponse:
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    listing = offer_listing(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, offer_listing, name="paikat")
    return render(request, "placements/offers.html", {"listing": listing})
