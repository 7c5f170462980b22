"""Upload, sheet, mapping, grid, run: one page a step."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.foundation.personal_id import looks_like_personal_id
from veturi.foundation.sheets.reading import SheetRefused
from veturi.foundation.sheets.tables import Table
from veturi.foundation.web.columns import Page
from veturi.foundation.web.refusing import require
from veturi.surfaces.imports import grid, running
from veturi.surfaces.imports.actions import bringing, checking, mending
from veturi.surfaces.imports.actions.bringing import NotTaken
from veturi.surfaces.imports.forms import FileForm, MappingForm, SheetForm, mended_rows
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.opening import book_of, sheet_choices, table_of
from veturi.surfaces.imports.reading import day_of
from veturi.surfaces.imports.rules.learning.fields import SUPPORT, support_columns
from veturi.surfaces.imports.rules.learning.reading import PERSONAL

A_PAGE = 50
_SAMPLES = 4


def fetch(request: PersonRequest, key: int) -> Import:
    """One's own provider's import, and only for who may import."""
    rows = Import.objects.seen_by(request.person).select_related("provider", "job", "reversal_job")
    imported = get_object_or_404(rows, pk=key)
    require(may(request.person, Act.IMPORT, on=request.today))
    if imported.is_learning:
        require(may(request.person, Act.KEEP_PERIODS, on=request.today))
    return imported


def sees_support(request: PersonRequest) -> bool:
    return may(request.person, Act.SEE_SUPPORT, on=request.today)


def _known(request: PersonRequest, imported: Import) -> set[str]:
    """The fields that this person may mend in the grid."""
    known = imported.known.keys() | imported.own.keys()
    return known if sees_support(request) else known - {SUPPORT}


def new(request: PersonRequest) -> HttpResponse:
    """The file comes in."""
    require(may(request.person, Act.IMPORT, on=request.today))
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            imported = bringing.bring(
                file,
                name=file.name,
                provider=request.provider,
                by=request.person,
                at=timezone.now(),
            )
            return redirect("imports:sheet", imported.pk)
        except NotTaken as refusal:
            form.add_error("file", str(refusal))
    return render(request, "imports/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    return redirect(fetch(request, key))


def sheet(request: PersonRequest, key: int) -> HttpResponse:
    """Which sheet, and which of its rows names the columns."""
    imported = fetch(request, key)
    if imported.run_at:
        return redirect(imported)
    try:
        book = book_of(imported)
    except SheetRefused as refusal:
        return _gone(request, refusal)
    choices = sheet_choices(book)
    first = next((one.name for one in choices if one.is_ready), choices[0].name)
    initial = {"sheet": imported.sheet or first, "kind": imported.kind if imported.sheet else ""}
    form = SheetForm(request.POST or None, choices=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            table = table_of(book, sheet=given["sheet"], header_row=form.row_of_header())
            bringing.choose_sheet(imported, sheet=given["sheet"], table=table, kind=given["kind"])
            return redirect("imports:mapping", imported.pk)
        except (NotTaken, SheetRefused) as refusal:
            form.add_error("sheet", str(refusal))
    page = {"imported": imported, "form": form, "sheets": choices}
    return render(request, "imports/sheet.html", page, status=422 if form.errors else 200)


def _gone(request: PersonRequest, refusal: SheetRefused) -> HttpResponse:
    """The file that was kept can no longer be read."""
    sentence = _("%(why)s Bring the file anew.")
    messages.error(request, sentence % {"why": refusal})
    return redirect("imports:index")


def mapping(request: PersonRequest, key: int) -> HttpResponse:
    """Which column holds what; proposed, and remembered for the next sheet of the kind."""
    imported = fetch(request, key)
    if imported.run_at or not imported.sheet:
        return redirect(imported)
    try:
        table = table_of(book_of(imported), sheet=imported.sheet, header_row=imported.header_row)
    except SheetRefused as refusal:
        return _gone(request, refusal)
    proposed = bringing.proposed_mapping(imported, table)
    personal = bringing.personal_columns(table) if imported.is_learning else set()
    hidden = _of_support(request, imported)
    there = {int(column): field for column, field in imported.mapping.items()} or proposed
    form = MappingForm(
        request.POST or None,
        imported=imported,
        headers=table.headers,
        personal=personal,
        sees_support=sees_support(request),
        initial={f"column-{column}": field for column, field in there.items()},
    )
    if request.method == "POST" and form.is_valid():
        bringing.map_columns(imported, mapping=form.mapping)
        checking.read_rows(imported, table=table, at=timezone.now())
        return redirect("imports:rows", imported.pk)
    page = {
        "imported": imported,
        "form": form,
        "samples": [
            [] if column in hidden | personal else _samples(table, column)
            for column in range(len(table.headers))
        ],
        "personal": [table.headers[place] for place in sorted(personal)],
        "hidden": [table.headers[place] for place in sorted(hidden)],
    }
    return render(request, "imports/mapping.html", page, status=422 if form.errors else 200)


def _of_support(request: PersonRequest, imported: Import) -> set[int]:
    """The columns of support needs, which only who may see them brings in."""
    if not imported.is_learning or sees_support(request):
        return set()
    return support_columns(imported.headers)


def _samples(table: Table, column: int) -> list[str]:
    texts = [text for row in table.rows[:50] if (text := row.text(column))][:_SAMPLES]
    return [PERSONAL if looks_like_personal_id(text) else text for text in texts]


def rows(request: PersonRequest, key: int) -> HttpResponse:
    """The grid: what is a problem stands where it is, and is mended in place."""
    imported = fetch(request, key)
    if imported.run_at or not imported.checked_at:
        return redirect(imported)
    if request.method == "POST":
        mended = mended_rows(request.POST, known=_known(request, imported))
        mending.mend(imported, mended, at=timezone.now())
        _tell_what_is_left(request, imported)
        return redirect(request.get_full_path())
    return render(request, "imports/rows.html", _grid_page(request, imported))


def _grid_page(request: PersonRequest, imported: Import) -> dict[str, Any]:
    show = request.GET.get("show", grid.ALL)
    wanted = grid.narrowed(imported.rows.order_by("number"), show)
    page = Paginator(wanted.select_related("same_as"), A_PAGE).get_page(request.GET.get("page"))
    return {
        "imported": imported,
        "filters": grid.filters(imported, show=show),
        "show": show,
        "ahead": grid.ahead(imported),
        "rows": grid.grid_rows(
            imported,
            page.object_list,
            on=day_of(imported),
            hidden=frozenset() if sees_support(request) else frozenset({SUPPORT}),
        ),
        "page": page_links(page, address=f"?show={show}&page="),
    }


def page_links(page: Any, *, address: str) -> Page:
    """The pages before and after."""
    back = f"{address}{page.previous_page_number()}" if page.has_previous() else None
    on = f"{address}{page.next_page_number()}" if page.has_next() else None
    return Page(page.number, page.paginator.num_pages, back, on)


def _tell_what_is_left(request: PersonRequest, imported: Import) -> None:
    left = grid.ahead(imported)
    count = left.refused + left.unanswered
    if count:
        sentence = ngettext(
            "Saved. %(count)s row still waits for you.",
            "Saved. %(count)s rows still wait for you.",
            count,
        )
        messages.info(request, sentence % {"count": count})
    else:
        messages.success(request, _("Saved. Every row is ready to be brought in."))


@require_POST
def run(request: PersonRequest, key: int) -> HttpResponse:
    """Bring the rows in; what was typed last is kept first."""
    imported = fetch(request, key)
    try:
        if imported.run_at is None and imported.checked_at is not None:
            mended = mended_rows(request.POST, known=_known(request, imported))
            mending.mend(imported, mended, at=timezone.now())
        job = running.run(imported, by=request.person, at=timezone.now())
    except running.NotReady as refusal:
        messages.error(request, str(refusal))
        return redirect(imported)
    return redirect(job)
