"""Periods: the list, a period's page, proposing and changing."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from veturi.cooperation.placements.actions import periods as actions
from veturi.cooperation.placements.codes.requirements import Requirement
from veturi.cooperation.placements.forms.periods import NewPeriodForm, PeriodFilters, PeriodForm
from veturi.cooperation.placements.mending import ways_to_mend
from veturi.cooperation.placements.models import (
    ContactRequest,
    Offer,
    Period,
    Student,
    Suitability,
)
from veturi.cooperation.placements.reading.beside import beside, noted
from veturi.cooperation.placements.reading.cases import findings_of
from veturi.cooperation.placements.reading.papers import asked_of, papers_of
from veturi.cooperation.placements.reading.travel import way_to
from veturi.cooperation.placements.reading.triad import triad_of
from veturi.cooperation.placements.reading.visits import panel_of
from veturi.cooperation.placements.rules.law import open_to
from veturi.cooperation.placements.rules.words import Paper
from veturi.directory.access import Act, may
from veturi.directory.exporting import export
from veturi.directory.meanwhile import edited, locked
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.directory.telling import Told, told
from veturi.foundation.history.models import Change
from veturi.foundation.web.columns import Column
from veturi.foundation.web.fields import keys_in
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.meanwhile import ChangedMeanwhile
from veturi.foundation.web.refusing import refusals_on, require
from veturi.foundation.web.returning import back_of


def _workplace(row: Period) -> str:
    partner = row.partnership.shown
    return format_html('<a href="{}">{}</a>', partner.get_absolute_url(), partner.name)


def columns(on: date) -> list[Column]:
    """What a list of periods shows; the state is that of the day."""
    return [
        Column(
            "student", gettext_lazy("Student"), lambda row: str(row.student), order="student_sort"
        ),
        Column(
            "workplace",
            gettext_lazy("Workplace"),
            lambda row: row.partnership.shown.name,
            order="partner_sort",
            html=_workplace,
        ),
        Column(
            "starts", gettext_lazy("First day"), lambda row: row.starts_on, "starts_on", kind="date"
        ),
        Column("ends", gettext_lazy("Last day"), lambda row: row.last_day, "ends_on", kind="date"),
        Column(
            "state", gettext_lazy("State"), lambda row: str(row.state_on(on).label).capitalize()
        ),
        Column(
            "form",
            gettext_lazy("Form"),
            lambda row: row.get_form_display(),
            order="form",
            group="form",
        ),
        Column(
            "group", gettext_lazy("Student group"), lambda row: row.student.group, "student__group"
        ),
        Column(
            "instructor",
            gettext_lazy("Workplace instructor"),
            lambda row: str(row.instructor or ""),
            shown=False,
        ),
        Column(
            "teacher",
            gettext_lazy("Teacher"),
            lambda row: str(row.teacher or ""),
            order="teacher__name_sort",
        ),
    ]


def period_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """The provider's periods, as the query asks."""
    return Listing(
        query,
        sortable(Period.objects.seen_by(person)),
        path=reverse("placements:periods"),
        columns=columns(on),
        filters=PeriodFilters(query, person=person, on=on),
        default_order="starts_on",
        may_export=may(person, Act.EXPORT, on=on),
    )


def sortable(rows: QuerySet[Period]) -> QuerySet[Any]:
    shown = rows.shown().prefetch_related("interruptions")  # type: ignore[attr-defined]
    return shown.alias(  # type: ignore[no-any-return]
        student_sort=F("student__name_sort"), partner_sort=F("partnership__name_sort")
    )


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    listing = period_listing(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, period_listing, name="jaksot")
    page = {
        "listing": listing,
        "may_keep": may(request.person, Act.KEEP_PERIODS, on=request.today),
        "corrections": _corrections(request),
        "may_sign": may(request.person, Act.SIGN, on=request.today),
        "asked": asked_of(request.person),
    }
    return render(request, "placements/periods.html", page)


def _corrections(request: PersonRequest) -> int:
    """How many instructors wait for one who may correct their contact data."""
    if not may(request.person, Act.EDIT_PERSON, on=request.today):
        return 0
    return ContactRequest.objects.seen_by(request.person).waiting().count()


def fetch(request: PersonRequest, key: int) -> Period:
    """The period for whoever sees students; to others it is refused, to strangers not there."""
    rows = Period.objects.seen_by(request.person).shown().prefetch_related("interruptions")
    period = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    return period


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """One period: who, where, when; what was seen to; what became of it."""
    period = fetch(request, key)
    may_keep = may(request.person, Act.KEEP_PERIODS, on=request.today)
    sees_support = may(request.person, Act.SEE_SUPPORT, on=request.today)
    found = findings_of(period, on=request.today) if period.ended_on is None else []
    page = {
        "period": period,
        "findings": open_to(found, sees_support=sees_support),
        "mend": ways_to_mend(period) if may_keep else {},
        "state": period.state_on(request.today),
        "units": period.units.select_related("unit"),
        "guidances": period.guidances.select_related("instructor"),
        "readiness": getattr(period, "readiness", None),
        "termination": getattr(period, "termination", None),
        "facts": facts(period),
        "way": way_to(period.student, period.partnership.shown, period.site),
        "triad": triad_of(period, at=timezone.now(), on=request.today),
        "papers": papers_of(period),
        "may_keep": may_keep,
        "changes": _changes(request, period),
        "visits": panel_of(period, by=request.person, on=request.today),
        "may_log": may(request.person, Act.LOG, on=request.today),
        "registers": noted(period, on=request.today),
        **beside(period, seen_by=request.person, sees_support=sees_support),
    }
    return render(request, "placements/period.html", page)


def _changes(request: PersonRequest, period: Period) -> list[Told]:
    """History with papers by their names."""
    rows = Change.objects.of(period.key).filter(scope=request.scope).select_related("by")
    return [
        replace(one, new=_named(one.new))
        for one in told(rows, of=Period, provider=request.provider)
    ]


def _named(written: str) -> str:
    """“training v1 Otto” as “training agreement v1 Otto”."""
    code, space, rest = written.partition(" v")
    known = code in Paper.values and space
    return f"{Paper(code).label} v{rest}" if known else written


def facts(period: Period) -> list[tuple[str, date | None]]:
    """What has been seen to, each with its day or none."""
    names = (
        "plan_approved_on",
        "plan_approved_by_student_on",
        "plan_approved_by_workplace_on",
        "safety_told_on",
        "safety_acknowledged_on",
        "record_shown_on",
        "guardian_told_on",
        "recorded_on",
    )
    passed_over = _passed_over(period)
    meta = Period._meta
    rows = [
        (str(meta.get_field(name).verbose_name), getattr(period, name))  # type: ignore[union-attr]
        for name in names
        if name not in passed_over
    ]
    return [(label[:1].upper() + label[1:], day) for label, day in rows]


def _passed_over(period: Period) -> set[str]:
    """What this period does not ask for: of adults no guardian, an extract where wanted."""
    over = set()
    if not period.guardian_told_on and not period.student.is_minor_on(period.starts_on):
        over.add("guardian_told_on")
    family = period.partnership.shown.family()
    wanted = Suitability.objects.filter(partnership__in=family, withdrawn_on=None)
    extract = Requirement.CRIMINAL_RECORD.value
    if not period.record_shown_on and not wanted.filter(requirements__contains=extract).exists():
        over.add("record_shown_on")
    return over


def new(request: PersonRequest) -> HttpResponse:
    """Propose a period: of a student, at a workplace or by its offer."""
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    offer = _offer(request)
    form = NewPeriodForm(
        request.POST or None, person=request.person, initial=_initial(request, offer)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, actions.NotPossible):
            fields = {**form.cleaned_data, "offer": offer}
            period = actions.propose(
                actions.NewPeriod(fields),
                provider=request.provider,
                by=request.person,
                at=timezone.now(),
            )
            messages.success(request, _("Proposed. Ask the workplace, then make the agreement."))
            return redirect(period)
    status = 422 if form.errors else 200
    return render(request, "placements/period_new.html", {"form": form}, status=status)


def _offer(request: PersonRequest) -> Offer | None:
    rows = Offer.objects.seen_by(request.person).standing().select_related("partnership")
    return rows.filter(pk__in=keys_in(request.GET.getlist("offer"))).first()


def _initial(request: PersonRequest, offer: Offer | None) -> dict[str, Any]:
    """What is known already: the student of whose page one comes, the offer's facts."""
    students = Student.objects.seen_by(request.person)
    student = students.filter(pk__in=keys_in(request.GET.getlist("student"))).first()
    if offer is None:
        return {"student": student}
    return {
        "student": student,
        "partnership": offer.partnership.shown,
        "starts_on": offer.starts_on,
        "ends_on": offer.ends_on,
        "instructor": offer.instructor,
        "key_tasks": offer.tasks,
    }


def edit(request: PersonRequest, key: int) -> HttpResponse:
    period = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    form = PeriodForm(request.POST or None, instance=period, person=request.person)
    over = edited(form, period, provider=request.provider, posted=request.POST)
    if request.method == "POST" and form.is_valid():
        now = partial(_locked, period, list(form.fields))
        with refusals_on(form, actions.NotPossible, ChangedMeanwhile), over.saving(now):
            actions.edit(
                Period.objects.get(pk=key),
                by=request.person,
                at=timezone.now(),
                fields=form.given(),
                units=list(form.cleaned_data["units"]),
            )
            messages.success(request, over.sentence)
            return redirect(back_of(request) or period)
    page = {"form": form, "period": period, "edited": over}
    return render(request, "placements/period_form.html", page, status=over.status)


def _locked(period: Period, names: list[str]) -> dict[str, Any]:
    values = locked(period, [name for name in names if name != "units"])
    return {**values, "units": list(period.units.values_list("unit", flat=True))}
