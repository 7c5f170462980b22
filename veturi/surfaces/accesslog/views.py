"""The access log: a page for whoever keeps the staff, and its export."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.directory.watching import note_export
from veturi.foundation.sheets.writing import Column, Record, write_csv, write_xlsx
from veturi.foundation.trail.models import Seal
from veturi.foundation.web.downloads import download
from veturi.foundation.web.listing import MIME
from veturi.foundation.web.refusing import require
from veturi.surfaces.accesslog.forms import LogFilters
from veturi.surfaces.accesslog.reading import MOST, Page, Place, page_of, pages_of
from veturi.surfaces.accesslog.wording import Line, lines_of

NAME = "kayttoloki"
COLUMNS = [
    Column("at", _("When")),
    Column("who", _("Who")),
    Column("act", _("What was done")),
    Column("thing", _("About")),
    Column("field", _("Field")),
    Column("old", _("Before")),
    Column("new", _("After, or what else is known")),
]


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Newest first, narrowed by the address; the latest seal beside it."""
    require(may(request.person, Act.KEEP_STAFF, on=request.today))
    filters = LogFilters(request.GET, person=request.person)
    is_clear = filters.is_valid()
    if kind := request.GET.get("export"):
        require(kind in MIME and is_clear)
        return _export(request, filters, kind)
    after = Place.read(request.GET.get("after", ""))
    page = page_of(request.scope, filters.asked(), after=after) if is_clear else Page()
    shown = {
        "filters": filters.named(),
        "lines": lines_of(page.rows, provider=request.provider),
        "next": page.next,
        "after": after,
        "is_filtered": any(request.GET.get(name) for name in filters.fields),
        "seal": Seal.objects.order_by("-number").defer("entries").first(),
        "most": MOST,
        "kinds": list(MIME),
    }
    return render(request, "accesslog/index.html", shown)


def _export(request: PersonRequest, filters: LogFilters, kind: str) -> HttpResponse:
    """The newest rows of what is asked for; that they were taken out stands in the log as well."""
    lines = [
        line
        for page in pages_of(request.scope, filters.asked())
        for line in lines_of(page.rows, provider=request.provider)
    ]
    write = write_csv if kind == "csv" else write_xlsx
    content = write(COLUMNS, map(_record, lines))
    note_export(request, rows=len(lines), kind=kind, name=NAME, filters=filters.named())
    return download(content, name=f"{NAME}.{kind}", content_type=MIME[kind])


def _record(line: Line) -> Record:
    return {
        "at": timezone.localtime(line.at),
        "who": line.who,
        "act": line.act,
        "thing": line.thing,
        "field": line.field,
        "old": line.old,
        "new": _("Contents erased") if line.is_erased else line.new,
    }
