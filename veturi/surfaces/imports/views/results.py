"""What came of imports: the list, the report, the reversal."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.directory.watching import note_export
from veturi.foundation.sheets.writing import Column, Kind, write_csv
from veturi.foundation.web.downloads import download
from veturi.foundation.web.listing import MIME
from veturi.foundation.web.refusing import require
from veturi.surfaces.imports import reading, reverting, running
from veturi.surfaces.imports.learning.missing import students_not_listed
from veturi.surfaces.imports.models import Import, Row
from veturi.surfaces.imports.touched import Concern, changed_since
from veturi.surfaces.imports.views.wizard import A_PAGE, fetch, page_links

SHOWN = 50
NOT_REACHED = "not_reached"
_COLUMNS = [
    Column("number", gettext_lazy("Row"), Kind.NUMBER),
    Column("name", gettext_lazy("Name")),
    Column("outcome", gettext_lazy("Outcome")),
    Column("reason", gettext_lazy("Reason")),
]


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The provider's imports, the latest first."""
    require(may(request.person, Act.IMPORT, on=request.today))
    rows = (
        Import.objects.seen_by(request.person)
        .select_related("uploaded_by")
        .annotate(
            brought=Count("rows", filter=Q(rows__outcome__in=["created", "updated"])),
            total=Count("rows"),
        )
        .order_by("-uploaded_at", "-pk")
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    links = page_links(page, address="?page=")
    return render(request, "imports/index.html", {"imports": page.object_list, "page": links})


@require_safe
def report(request: PersonRequest, key: int) -> HttpResponse:
    """How every row of the sheet ended, and why."""
    imported = fetch(request, key)
    if imported.run_at is None:
        return redirect(imported)
    if request.GET.get("export") == "csv":
        return _export(request, imported)
    return render(request, "imports/report.html", _report_page(request, imported))


def _report_page(request: PersonRequest, imported: Import) -> dict[str, Any]:
    show = request.GET.get("show", "")
    rows = imported.rows.select_related("partnership", "same_as").order_by("number")
    if show in Row.Outcome.values:
        rows = rows.filter(outcome=show)
    elif show == NOT_REACHED:
        rows = rows.filter(outcome="")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    not_listed = students_not_listed(imported)
    return {
        "imported": imported,
        "counts": running.counts(imported),
        "show": show,
        "lines": list(reading.lines(imported, page.object_list)),
        "non_rows": reading.non_rows(imported),
        "left_out": [
            f"{letters} ({name})" if name else letters
            for letters, name in reading.left_out(imported)
        ],
        "may_go_on": running.stopped(imported.job) and imported.reverted_at is None,
        "may_revert_on": running.stopped(imported.reversal_job),
        "page": page_links(page, address=f"?show={show}&page="),
        "not_listed": not_listed[:SHOWN],
        "not_listed_more": len(not_listed[SHOWN:]),
    }


def _export(request: PersonRequest, imported: Import) -> HttpResponse:
    records = [
        {"number": one.number, "name": one.name, "outcome": one.outcome, "reason": one.reason}
        for one in reading.each_line(imported)
    ]
    report_name = _("report")
    name = f"{report_name}-{imported.pk}.csv"
    note_export(request, rows=len(records), kind="csv", name=name)
    return download(write_csv(_COLUMNS, records), name=name, content_type=MIME["csv"])


def reversal(request: PersonRequest, key: int) -> HttpResponse:
    """What somebody changed since is named and asked about; then the whole import goes back."""
    imported = fetch(request, key)
    goes_on = running.stopped(imported.reversal_job)
    if imported.run_at is None or (imported.reverted_at is not None and not goes_on):
        return redirect(imported)
    concerns = [] if goes_on else changed_since(imported)
    if request.method == "POST":
        try:
            kept = _kept(request, concerns)
            job = reverting.revert(imported, kept=kept, by=request.person, at=timezone.now())
            return redirect(job)
        except reverting.NotRevertible as refusal:
            messages.error(request, str(refusal))
            return redirect(imported)
    page = {"imported": imported, "concerns": concerns, "counts": running.counts(imported)}
    return render(request, "imports/reversal.html", page)


def _kept(request: PersonRequest, concerns: list[Concern]) -> list[int]:
    """Whoever is not named for the reversal stays as it is now."""
    keys = (one.partner.pk for one in concerns)
    return [key for key in keys if request.POST.get(f"partner-{key}") != "revert"]
