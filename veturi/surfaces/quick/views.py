"""Quick entry: one page, made for a phone in a workshop."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from veturi.cooperation.encounters.actions import NotLogged
from veturi.directory.access import Act, may
from veturi.directory.models import Partnership, Pause
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import require
from veturi.ledger import reading
from veturi.ledger.kinds import deed_kind
from veturi.ledger.models import Promise
from veturi.ledger.promised import words_of
from veturi.surfaces.quick.forms import QuickForm
from veturi.surfaces.quick.table import FIRST, ICONS, enter, renew_levels

WEEK = timedelta(days=7)
RECENT = 5


def entry(request: PersonRequest) -> HttpResponse:
    """Who, what, when, with whom, one line."""
    require(may(request.person, Act.LOG, on=request.today))
    partner = _partner(request)
    form = QuickForm(
        request.POST or None, person=request.person, partner=partner, initial=_start(request)
    )
    if request.method == "POST" and form.is_valid() and (done := _enter(request, form)):
        return done
    page: dict[str, Any] = {
        "form": form,
        "partner": partner,
        "icons": ICONS,
        "candidates": form.candidates,
        "recent": _recent(request),
    }
    if partner is not None:
        promises = list(reading.promises_of(partner, seen_by=request.person))
        page |= {
            "promises": promises,
            "words": words_of(promises, to=request.person),
            "pauses": list(
                Pause.objects.on(request.today).filter(partnership__in=partner.family())
            ),
        }
    return render(request, "quick/entry.html", page, status=422 if form.errors else 200)


def _partner(request: PersonRequest) -> Partnership | None:
    asked = request.POST.get("partner") or request.GET.get("partner", "")
    if not asked.isdecimal():
        return None
    return Partnership.objects.seen_by(request.person).standing().filter(pk=asked).first()


def _start(request: PersonRequest) -> dict[str, object]:
    asked = request.GET
    kind = asked.get("other_kind") or asked.get("kind") or _kind_that_keeps(request)
    return {
        "on": asked.get("on") or request.today,
        "partner": asked.get("partner", ""),
        "kind": kind,
        "other_kind": "" if kind in FIRST else kind,
        "keeps": asked.get("keeps", ""),
        "line": asked.get("line", ""),
        "next_owner": request.person,
        "next_due": request.today + WEEK,
    }


def _kind_that_keeps(request: PersonRequest) -> str:
    """A promise that one came to keep says what was to be done."""
    key = request.GET.get("keeps", "")
    rows = Promise.objects.seen_by(request.person)
    promise = rows.filter(pk=key).first() if key.isdecimal() else None
    return next(iter(promise.catalogue.kept_by or ()), "") if promise else ""


def _enter(request: PersonRequest, form: QuickForm) -> HttpResponse | None:
    """Log it; a refusal is shown on the form, and what was typed stays."""
    given = form.cleaned_data
    partner = given["partner"]
    what = form.logged([partner])
    try:
        enter(
            what,
            by=request.person,
            at=timezone.now(),
            keeps=given["keeps"],
            then=form.next_step(),
        )
    except NotLogged as refusal:
        form.add_error(None, str(refusal))
        return None
    renew_levels(request.person, on=request.today)
    told = {"what": deed_kind(what.kind).name, "partner": partner.name}
    if given["keeps"]:
        messages.success(request, _("Logged: %(what)s, %(partner)s. The promise is kept.") % told)
    else:
        messages.success(request, _("Logged: %(what)s, %(partner)s.") % told)
    return redirect(partner)


def _recent(request: PersonRequest) -> list[Partnership]:
    """The partners one logged with last, for one tap."""
    deeds = (
        reading.deeds_seen_by(request.person)
        .filter(recorded_by=request.person)
        .prefetch_related("parties__partner__absorbed_into")
        .order_by("-number")[: RECENT * 4]
    )
    found = {
        party.partner.shown.pk: party.partner.shown
        for deed in deeds
        for party in deed.parties.all()
        if party.partner is not None and not party.partner.shown.is_archived
    }
    return list(found.values())[:RECENT]
