"""Changing many partners or persons: chosen in the list, looked at beforehand, undone."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.actions import bulk as actions
from veturi.directory.forms.bulk import FORMS
from veturi.directory.models import BulkChange, Thing
from veturi.directory.present import PersonRequest
from veturi.directory.telling import Differing, differing
from veturi.directory.views.lists import partner_listing, people_listing
from veturi.foundation.web.fields import keys_in
from veturi.foundation.web.refusing import refusals_told, require

# So many rows are shown of a change before and after it.
SHOWN = 50
ACTS = {Thing.PARTNER: Act.EDIT_PARTNER, Thing.PERSON: Act.EDIT_PERSON}
LISTS = {Thing.PARTNER: "directory:partners", Thing.PERSON: "directory:people"}
LISTERS = {Thing.PARTNER: partner_listing, Thing.PERSON: people_listing}


@require_safe
def index(request: PersonRequest, thing: Thing) -> HttpResponse:
    """What was changed by many at a time, lately."""
    require(may(request.person, ACTS[thing], on=request.today))
    rows = BulkChange.objects.seen_by(request.person).filter(thing=thing).done()
    counted = rows.annotate(changed=Count("rows", filter=~Q(rows__before={})))
    latest = counted.select_related("made_by").order_by("-confirmed_at", "-pk")
    page = {"thing": thing, "list": LISTS[thing], "changes": latest[:SHOWN]}
    return render(request, "directory/bulks.html", page)


@require_POST
def new(request: PersonRequest, thing: Thing) -> HttpResponse:
    """Keep what was chosen: rows of the page, or all that the list's filter finds."""
    require(may(request.person, ACTS[thing], on=request.today))
    with refusals_told(request, actions.NotChosen):
        keys = _chosen(request, thing)
        return redirect(actions.choose(keys, thing=thing, by=request.person, at=timezone.now()))
    query = request.POST.get("query", "")
    return redirect(f"{reverse(LISTS[thing])}?{query}")


def _chosen(request: PersonRequest, thing: Thing) -> list[int]:
    if request.POST.get("all"):
        query = QueryDict(request.POST.get("query", ""))
        return LISTERS[thing](request.person, query=query, on=request.today).keys
    keys = keys_in(request.POST.getlist("chosen"))
    seen = thing.model.objects.seen_by(request.person).filter(absorbed_into=None, pk__in=keys)
    return list(seen.values_list("pk", flat=True))


def show(request: PersonRequest, key: int, thing: Thing) -> HttpResponse:
    """Say what changes, look at it, carry it out; afterwards what became of it."""
    require(may(request.person, ACTS[thing], on=request.today))
    change = _fetch(request, key, thing)
    if change.confirmed_at is not None:
        return _result(request, change)
    form = FORMS[thing](
        request.POST or None,
        person=request.person,
        may_archive=may(request.person, Act.ARCHIVE, on=request.today),
    )
    rows: list[Differing] = []
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted(by=request.person, on=request.today)
        if "carry_out" in request.POST:
            with refusals_told(request, actions.NotChosen):
                change = actions.carry_out(change, wanted, at=timezone.now())
            return redirect(change.job or change)
        rows = differing(actions.preview(change, wanted, first=SHOWN), provider=request.provider)
    page = {**_about(change), "form": form, "total": change.rows.count(), "rows": rows}
    return render(request, "directory/bulk.html", page, status=422 if form.errors else 200)


def _about(change: BulkChange) -> dict[str, Any]:
    return {"change": change, "thing": change.thing, "list": LISTS[Thing(change.thing)]}


def _result(request: PersonRequest, change: BulkChange) -> HttpResponse:
    named = change.rows.select_related("partnership", "person")
    rows = named.order_by("partnership__name_sort", "person__name_sort", "pk")
    changed = rows.exclude(before={})
    kept = changed.exclude(kept=[])
    page = {
        **_about(change),
        "is_running": actions.is_running(change),
        "changed": changed.count(),
        "same": rows.filter(before={}, refused="").count(),
        "refused": list(rows.exclude(refused="")[:SHOWN]),
        "kept": differing(kept[:SHOWN], provider=request.provider),
        "rows": differing(changed[:SHOWN], provider=request.provider),
    }
    return render(request, "directory/bulk_result.html", page)


@require_POST
def undoing(request: PersonRequest, key: int, thing: Thing) -> HttpResponse:
    """Put back what nobody has changed since."""
    require(may(request.person, ACTS[thing], on=request.today))
    change = _fetch(request, key, thing)
    with refusals_told(request, actions.NotChosen):
        change = actions.undo(change, by=request.person, at=timezone.now())
        messages.success(request, _("Undone. What somebody changed since was left as it is."))
    return redirect(change.undo_job or change)


def _fetch(request: PersonRequest, key: int, thing: Thing) -> BulkChange:
    rows = BulkChange.objects.seen_by(request.person).filter(thing=thing)
    change: BulkChange = get_object_or_404(rows.select_related("made_by", "undone_by"), pk=key)
    return change
