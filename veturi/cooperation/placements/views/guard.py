"""The guard of the national survey: what is to be mended, what will be sent, and mending here."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from veturi.cooperation.placements.actions import mending as actions
from veturi.cooperation.placements.actions.periods import NotPossible
from veturi.cooperation.placements.forms.guard import STATES, AddressForm, GuardFilters
from veturi.cooperation.placements.mending import ASKED, way_to
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.forecast import forecast as forecast_of
from veturi.cooperation.placements.reading.guard_rows import ending
from veturi.cooperation.placements.reading.guarding import Guarded, guarded
from veturi.cooperation.placements.rules.guard_facts import Reason
from veturi.cooperation.placements.rules.national.surveys import current_rahoituskausi_alkupvm
from veturi.cooperation.placements.views.periods import fetch
from veturi.directory.access import Act, may
from veturi.directory.exporting import export
from veturi.directory.models import Person
from veturi.directory.present import PersonRequest
from veturi.foundation.web.columns import Column
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.prepared import Prepared
from veturi.foundation.web.refusing import refusals_on, refusals_told, require

COLUMNS = [
    Column("student", gettext_lazy("Student"), lambda row: row.student, order="student_sort"),
    Column("workplace", gettext_lazy("Workplace"), lambda row: row.workplace, order="workplace"),
    Column("ends", gettext_lazy("Last day"), lambda row: row.ends_on, "ends_on", kind="date"),
    Column("left", gettext_lazy("Days left"), lambda row: row.days_left, "days_left", "number"),
    Column("mender", gettext_lazy("Who mends it"), lambda row: row.menders),
    Column("teacher", gettext_lazy("Teacher"), lambda row: row.teacher, "teacher", shown=False),
    Column("group", gettext_lazy("Group"), lambda row: row.group, "group", shown=False),
    Column("reasons", gettext_lazy("Reasons"), lambda row: row.named, shown=False),
]


def guard_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """The periods of this funding season, as the query asks."""
    filters, known = _known(person, query=query, on=on)
    return _listing(person, filters, known, query=query, on=on)


def _known(person: Person, *, query: QueryDict, on: date) -> tuple[GuardFilters, Sequence[Guarded]]:
    """All periods of the season, whoever's are asked for, and the filters among them."""
    filters = GuardFilters(query, person=person)
    rows = filters.own(Period.objects.seen_by(person).standing())
    since = date.fromisoformat(current_rahoituskausi_alkupvm(on))
    season = ending(rows, since=since, or_open=True)
    known = guarded(season, on=on, are_whole=not filters.is_own)
    filters.among(known)
    return filters, known


def _listing(
    person: Person,
    filters: GuardFilters,
    known: Sequence[Guarded],
    *,
    query: QueryDict,
    on: date,
) -> Listing:
    return Listing(
        query,
        Prepared(known),
        path=reverse("placements:guard"),
        columns=COLUMNS,
        filters=filters,
        default_order="days_left",
        may_export=may(person, Act.EXPORT, on=on),
    )


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    filters, known = _known(request.person, query=request.GET, on=request.today)
    listing = _listing(request.person, filters, known, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, guard_listing, name="palautevahti")
    may_keep = may(request.person, Act.KEEP_PERIODS, on=request.today)
    page = {
        "listing": listing,
        "rows": [(row, _ways(row, request) if may_keep else []) for row in listing.things],
        "tabs": _tabs(listing, known),
        "may_keep": may_keep,
        "query": request.GET.urlencode(),
        "has_periods": bool(known),
    }
    return render(request, "placements/guard.html", page)


def _tabs(listing: Listing, known: Sequence[Guarded]) -> list[tuple[str, str, bool, int]]:
    labels = {
        "": _("To mend"),
        "soon": _("Within two weeks"),
        "late": _("Too late"),
        "sent": _("Will be sent"),
        "never": _("Not asked"),
    }
    shown = listing.query.get("state", "")
    return [
        (label, listing.url_with(listing.path, state=key or None), key == shown, count)
        for key, label in labels.items()
        for count in [sum(map(STATES[key], known))]
    ]


def _ways(row: Guarded, request: PersonRequest) -> list[tuple[Reason, str]]:
    """Each reason with the page that mends it, where one may open that."""
    return [(reason, _way(reason, row, request)) for reason in row.reasons]


def _way(reason: Reason, row: Guarded, request: PersonRequest) -> str:
    if not may(request.person, ASKED.get(reason.place, Act.KEEP_PERIODS), on=request.today):
        return ""
    address = way_to(reason.place, row.keys, back=request.get_full_path())
    return f"{address}#id_{reason.field}" if reason.field else address


@require_safe
def forecast(request: PersonRequest) -> HttpResponse:
    """What is sent on the coming first days, and to whom on the one that is asked for."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    months = forecast_of(request.person, on=request.today)
    asked = request.GET.get("month", "")
    chosen = next((one for one in months if one.key == asked), months[0])
    page = {"months": months, "chosen": chosen}
    return render(request, "placements/forecast.html", page)


def _kept(request: PersonRequest, key: int) -> Period:
    period = fetch(request, key)
    require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return period


def _back(request: PersonRequest) -> HttpResponse:
    """To the list as it was looked at."""
    query = request.POST.get("query", "")
    return redirect(f"{reverse('placements:guard')}{'?' if query else ''}{query}")


@require_POST
def recording(request: PersonRequest, key: int) -> HttpResponse:
    """It was recorded in eHOKS today."""
    period = _kept(request, key)
    with refusals_told(request, NotPossible):
        actions.record_today(period, by=request.person, at=timezone.now())
        messages.success(request, _("Noted as recorded in eHOKS today."))
    return _back(request)


@require_POST
def whole_week(request: PersonRequest, key: int) -> HttpResponse:
    """The part-time percentage is 100."""
    period = _kept(request, key)
    with refusals_told(request, NotPossible):
        actions.spend_whole_week(period, by=request.person, at=timezone.now())
        messages.success(request, _("The part-time percentage is 100."))
    return _back(request)


@require_POST
def address(request: PersonRequest, key: int) -> HttpResponse:
    """The instructor's e-mail; what cannot be one stays on a page of its own to be mended."""
    period = _kept(request, key)
    require(may(request.person, Act.EDIT_PERSON, on=request.today))
    form = AddressForm(request.POST)
    if form.is_valid():
        with refusals_on(form, NotPossible):
            actions.give_address(period, email=form.cleaned_data["email"], by=request.person)
            messages.success(request, _("The instructor’s e-mail is saved."))
            return _back(request)
    page = {
        "form": form,
        "period": period,
        "title": _("Instructor’s e-mail"),
        "button": _("Save"),
        "note": "",
    }
    return render(request, "placements/act_form.html", page, status=422)
