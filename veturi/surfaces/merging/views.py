"""Suspected duplicates, two side by side, and the way back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.actions import merging
from veturi.directory.actions.scanning import NotAPair, dismiss
from veturi.directory.models import Merge, Pair, Thing
from veturi.directory.present import PersonRequest
from veturi.directory.telling import labels_of
from veturi.foundation.web.fields import keys_in
from veturi.foundation.web.refusing import refusals_told, require
from veturi.surfaces.merging import doing, sides
from veturi.surfaces.merging.forms import OtherForm

PER_PAGE = 50


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """What may be one, surest first; and what was made one lately."""
    require(may(request.person, Act.MERGE, on=request.today))
    thing = _thing(request.GET.get("thing") or Thing.PARTNER)
    pairs = Pair.objects.seen_by(request.person).undecided()
    shown = Paginator(pairs.filter(thing=thing).order_by("-score", "first", "second"), PER_PAGE)
    page = shown.get_page(request.GET.get("page"))
    counts = {one: pairs.filter(thing=one).count() for one in Thing}
    merges = Merge.objects.seen_by(request.person).standing().filter(thing=thing)
    context = {
        "thing": thing,
        "things": [(one, one.label, counts[one]) for one in Thing],
        "page": page,
        "rows": sides.suspected(page.object_list, person=request.person),
        "merges": _named(merges.select_related("by").order_by("-pk")[:20]),
    }
    return render(request, "merging/index.html", context)


def _thing(written: str) -> Thing:
    if written not in set(Thing):
        raise Http404
    return Thing(written)


def _named(merges: object) -> list[tuple[Merge, str, str]]:
    """Merges with the names of both."""
    rows = list(merges)  # type: ignore[call-overload]
    found: dict[tuple[str, int], str] = {}
    for thing in Thing:
        keys = [key for row in rows if row.thing == thing for key in (row.stays, row.absorbed)]
        found |= {(thing, one.pk): str(one) for one in thing.model.objects.filter(pk__in=keys)}
    return [(row, found[row.thing, row.stays], found[row.thing, row.absorbed]) for row in rows]


@require_POST
def scan(request: PersonRequest) -> HttpResponse:
    """Look through everybody."""
    require(may(request.person, Act.MERGE, on=request.today))
    return redirect(doing.ask_for_scan(request.provider, by=request.person, at=timezone.now()))


@require_POST
def dismissal(request: PersonRequest) -> HttpResponse:
    """The chosen pairs are no duplicates."""
    require(may(request.person, Act.MERGE, on=request.today))
    with refusals_told(request, NotAPair):
        n = dismiss(_chosen(request), by=request.person, at=timezone.now())
        told = ngettext(
            "%(n)d pair is no duplicate. You are not asked about it again.",
            "%(n)d pairs are no duplicates. You are not asked about them again.",
            n,
        )
        messages.success(request, told % {"n": n})
    return redirect("merging:index")


@require_POST
def together(request: PersonRequest) -> HttpResponse:
    """Make one of each chosen pair: the one with more behind it stays."""
    require(may(request.person, Act.MERGE, on=request.today))
    rows = sides.suspected(_chosen(request), person=request.person)
    with refusals_told(request, merging.NotMerged, NotAPair):
        if not rows:
            raise NotAPair(_("Choose at least one pair."))
        pairs = [_by_weight(row) for row in rows]
        done = doing.join_many(pairs, by=request.person, at=timezone.now())
        told = ngettext(
            "%(n)d pair was made one. Each can be undone below.",
            "%(n)d pairs were made one. Each can be undone below.",
            len(done),
        )
        messages.success(request, told % {"n": len(done)})
    return redirect("merging:index")


def _chosen(request: PersonRequest) -> list[Pair]:
    keys = keys_in(request.POST.getlist("pair"))
    return list(Pair.objects.seen_by(request.person).undecided().filter(pk__in=keys))


def _by_weight(row: sides.Suspected) -> tuple[merging.Either, merging.Either]:
    """The one with a Y-tunnus, else with more deeds and people, else the older stays."""
    thing = Thing(row.pair.thing)
    weights = sides.weights_of(thing, [row.one.pk, row.other.pk])

    def rank(one: merging.Either) -> tuple[bool, int, int, int]:
        number = thing == Thing.PARTNER and bool(
            merging.value_of(one, f"{merging.FACT}business_id")
        )
        weight = weights[one.pk]
        return number, weight.deeds, weight.people, -one.pk

    stays, absorbed = sorted((row.one, row.other), key=rank, reverse=True)
    return stays, absorbed


def other(request: PersonRequest, thing: str, key: int) -> HttpResponse:
    """Which other one is meant."""
    kind = _thing(thing)
    require(may(request.person, Act.MERGE, on=request.today))
    one = _fetch(request, kind, key)
    form = OtherForm(request.POST or None, thing=kind, key=key, person=request.person)
    if request.method == "POST" and form.is_valid():
        return redirect("merging:compare", kind, key, form.cleaned_data["other"].pk)
    page = {"form": form, "one": one}
    return render(request, "merging/other.html", page, status=422 if form.errors else 200)


def compare(request: PersonRequest, thing: str, key: int, other_key: int) -> HttpResponse:
    """Two side by side: choose field by field, then make one of them."""
    kind = _thing(thing)
    require(may(request.person, Act.MERGE, on=request.today))
    stays, absorbed = (_fetch(request, kind, one) for one in (key, other_key))
    if request.method == "POST":
        with refusals_told(request, merging.NotMerged):
            row = doing.join(
                stays,
                absorbed,
                take=request.POST.getlist("take"),
                by=request.person,
                at=timezone.now(),
            )
            messages.success(request, _("They are one now. You can undo it on this page."))
            return redirect("merging:show", row.pk)
    weights = sides.weights_of(kind, [key, other_key])
    page = {
        "thing": kind,
        "stays": stays,
        "absorbed": absorbed,
        "lines": sides.lines(kind, stays, absorbed),
        "weights": weights,
        "two_numbers": sides.has_two_numbers(stays, absorbed),
    }
    return render(request, "merging/compare.html", page)


def _fetch(request: PersonRequest, thing: Thing, key: int) -> merging.Either:
    rows = thing.model.objects.seen_by(request.person)
    found: merging.Either = get_object_or_404(rows, pk=key)
    return found


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """A merge: what was taken, what was changed since, and its undoing."""
    row = _merge(request, key)
    require(may(request.person, Act.MERGE, on=request.today))
    [(_row, stays, absorbed)] = _named([row])
    model = Thing(row.thing).model
    label = labels_of(model, request.provider)
    there = model.objects.get(pk=row.stays)
    page = {
        "row": row,
        "stays": stays,
        "absorbed": absorbed,
        "stays_url": there.get_absolute_url(),
        "fields": [label(one.field) for one in row.fields.order_by("pk")],
        "changed": [] if row.undone_at else sides.changed(row, there),
    }
    return render(request, "merging/show.html", page)


@require_POST
def undoing(request: PersonRequest, key: int) -> HttpResponse:
    """Part them again."""
    row = _merge(request, key)
    require(may(request.person, Act.MERGE, on=request.today))
    with refusals_told(request, merging.NotMerged):
        doing.part(row, keep=request.POST.getlist("keep"), by=request.person, at=timezone.now())
        messages.success(request, _("They are two again, both as they were."))
    return redirect("merging:show", row.pk)


def _merge(request: PersonRequest, key: int) -> Merge:
    rows = Merge.objects.seen_by(request.person).select_related("by", "undone_by", "provider")
    return get_object_or_404(rows, pk=key)
