"""Periods to take to the registers: a period, or all that a list shows, as JSON."""

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from veturi.cooperation.placements.forms.periods import PeriodFilters
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.fragments import Fragments, fragments_of
from veturi.cooperation.placements.views.periods import fetch
from veturi.directory.access import Act, may
from veturi.directory.present import PersonRequest
from veturi.directory.watching import note_export
from veturi.foundation.web.downloads import download
from veturi.foundation.web.refusing import require

JSON = "application/json"


@require_safe
def hoks(request: PersonRequest, key: int) -> HttpResponse:
    """The period as a way of learning of a HOKS."""
    return _file(_fetch(request, key).hoks, name=f"jakso-{key}-hoks.json")


@require_safe
def koski(request: PersonRequest, key: int) -> HttpResponse:
    """The period as an agreement of Koski."""
    return _file(_fetch(request, key).koski, name=f"jakso-{key}-koski.json")


def _fetch(request: PersonRequest, key: int) -> Fragments:
    """What stands in no register has none."""
    period = fetch(request, key)
    found = fragments_of(Period.objects.filter(pk=period.pk), on=request.today)
    if not found:
        raise Http404
    return found[0]


@require_safe
def batch(request: PersonRequest) -> HttpResponse:
    """All that the list of periods shows, in one file."""
    require(may(request.person, Act.SEE_STUDENTS, on=request.today))
    require(may(request.person, Act.EXPORT, on=request.today))
    filters = PeriodFilters(request.GET, person=request.person, on=request.today)
    rows = Period.objects.seen_by(request.person)
    shown = filters.narrow(rows) if filters.is_valid() else rows.none()
    found = fragments_of(shown, on=request.today)
    note_export(request, kind="json", name="jaksot", rows=len(found), filters=filters)
    return _file({"jaksot": [one.written for one in found]}, name="jaksot.json")


def _file(content: Any, *, name: str) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return download(text.encode(), name=name, content_type=JSON)
