"""Levels: a partner's verdicts with their evidence, the list, overrides, rule sets."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from veturi.directory.access import Act, may
from veturi.directory.exporting import export
from veturi.directory.models import Partnership, Person
from veturi.directory.present import PersonRequest
from veturi.directory.saved import by_default, shelf
from veturi.foundation.web.columns import Column
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.refusing import refusals_on, refusals_told, require
from veturi.insight.levels import actions
from veturi.insight.levels.events import events_of
from veturi.insight.levels.forms import LevelFilters, OverrideForm, RulesForm
from veturi.insight.levels.models import LevelRules, Override, Statement, Verdict
from veturi.insight.levels.night import broken_night
from veturi.insight.levels.reading import judge_one
from veturi.insight.levels.rules import Judgement
from veturi.insight.levels.ruleset import PROPOSAL
from veturi.insight.levels.wording import DEPTHS, SIGNALS, STATES, step_sentence
from veturi.ledger.adopting import NotAdopted
from veturi.ledger.kinds import Layer, deed_kind
from veturi.ledger.months import add_months


def _partner(request: PersonRequest, key: int) -> Partnership:
    return get_object_or_404(Partnership.objects.seen_by(request.person).with_names(), pk=key)


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """Each layer: how deep, by which evidence, what is missing next, what people say."""
    partner = _partner(request, key)
    actions.follow(request.provider, on=request.today)
    return render(request, "levels/show.html", _page(request, partner, OverrideForm()))


def _page(request: PersonRequest, partner: Partnership, form: OverrideForm) -> dict[str, Any]:
    judgement = judge_one(partner, on=request.today)
    return {
        "partnership": partner,
        "judgement": judgement,
        "layers": list(_layers(judgement)),
        "state": STATES[judgement.state],
        "signal": SIGNALS[judgement.state],
        "statements": Statement.objects.filter(partner=partner).order_by("-said_on"),
        "events": events_of(partner, seen_by=request.person, on=request.today),
        "overrides": Override.objects.live_on(request.today)
        .filter(partner=partner)
        .select_related("by"),
        "confirmed": partner.confirmed_verdicts.select_related("by").order_by("-on")[:8],
        "form": form,
        "depths": DEPTHS,
        "layer_names": {layer.value: layer.label for layer in Layer},
        "may_judge": may(request.person, Act.JUDGE_LEVEL, on=request.today),
    }


def _layers(judgement: Judgement) -> Any:
    """Rows for the page; the steps of layers not begun are behind a click (rule 19)."""
    for layer, verdict in judgement.layers.items():
        yield {
            "layer": layer,
            "verdict": verdict,
            "depth_name": DEPTHS[verdict.depth],
            "kinds": [deed_kind(code) for code in verdict.kinds],
            "step": step_sentence(verdict.next, verdict.have),
            "shown": judgement.shows_step(layer),
        }


def override(request: PersonRequest, key: int) -> HttpResponse:
    """Judge a layer oneself: reason and last day are asked."""
    partner = _partner(request, key)
    require(may(request.person, Act.JUDGE_LEVEL, on=request.today))
    start = {"until": add_months(request.today, 6)}
    form = OverrideForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        layer = Layer(given.pop("layer"))
        try:
            actions.override(partner, layer=layer, since=request.today, by=request.person, **given)
        except actions.NotJudged as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your judgement stands beside the evidence."))
            return redirect("levels:show", partner.pk)
    page = {"partnership": partner, "form": form}
    return render(request, "levels/override_form.html", page, status=422 if form.errors else 200)


@require_POST
def override_end(request: PersonRequest, key: int) -> HttpResponse:
    row = get_object_or_404(Override.objects.filter(provider=request.provider), pk=key)
    require(may(request.person, Act.JUDGE_LEVEL, on=request.today))
    with refusals_told(request, actions.NotJudged):
        actions.end_override(row, by=request.person, on=request.today)
        messages.success(request, _("Your judgement has ended; the evidence stands alone."))
    return redirect("levels:show", row.partner_id)


@require_POST
def confirmation(request: PersonRequest, key: int, layer: str) -> HttpResponse:
    """Agree with the verdict as it stands today."""
    partner = _partner(request, key)
    require(may(request.person, Act.JUDGE_LEVEL, on=request.today) and layer in set(Layer))
    verdict = judge_one(partner, on=request.today).layers[Layer(layer)]
    actions.confirm(
        partner, layer=Layer(layer), depth=verdict.depth, by=request.person, on=request.today
    )
    messages.success(request, _("Confirmed. It changes no depth."))
    return redirect("levels:show", partner.pk)


COLUMNS = [
    Column(
        "partner", gettext_lazy("Partner"), lambda row: row.partner.name, order="partner__name_sort"
    ),
    Column(
        "layer",
        gettext_lazy("Layer"),
        lambda row: str(Layer(row.layer).label),
        order="layer",
        group="layer",
    ),
    Column(
        "depth",
        gettext_lazy("Depth"),
        lambda row: row.depth,
        order="depth",
        kind="number",
        group="depth",
    ),
    Column("depth_name", gettext_lazy("In words"), lambda row: str(DEPTHS[row.depth])),
    Column("last", gettext_lazy("Last month"), lambda row: row.last, order="last"),
    Column(
        "deeds",
        gettext_lazy("Deeds in 24 months"),
        lambda row: row.deeds,
        order="deeds",
        kind="number",
    ),
    Column(
        "state",
        gettext_lazy("State"),
        lambda row: str(STATES[row.state]),
        order="state",
        group="state",
    ),
    Column("step", gettext_lazy("Next step"), lambda row: step_sentence(row.next, row.have)),
]


def level_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """Verdicts in force of the provider's partners, as the query asks."""
    rows = (
        Verdict.objects.seen_by(person)
        .standing()
        .filter(partner__archived_on=None, partner__absorbed_into=None)
        .select_related("partner")
    )
    return Listing(
        query,
        rows,
        path=reverse("levels:index"),
        columns=COLUMNS,
        filters=LevelFilters(query),
        default_order="partner__name_sort",
        may_export=may(person, Act.EXPORT, on=on),
    )


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Partners by layer and depth, with the next missing step; up to the latest deed."""
    if led := by_default(request, of="levels:index"):
        return led
    actions.follow(request.provider, on=request.today)
    listing = level_listing(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, level_listing, name="tasot")
    page = {
        "listing": listing,
        "broken": broken_night(request.provider),
        "shelf": shelf(request, of="levels:index"),
    }
    return render(request, "levels/index.html", page)


def rule_sets(request: PersonRequest) -> HttpResponse:
    """The rules in force and a set of one's own from a day on."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    own = list(
        LevelRules.objects.filter(provider=request.provider).with_ends().order_by("-valid_from")
    )
    in_force = next((row.data for row in own if row.valid_from <= request.today), PROPOSAL)
    start = {
        "valid_from": request.today,
        "rules": json.dumps(in_force, ensure_ascii=False, indent=1),
    }
    form = RulesForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        with refusals_on(form, NotAdopted):
            actions.adopt_rules(
                request.provider,
                data=given.pop("rules"),
                by=request.person,
                at=timezone.now(),
                **given,
            )
            messages.success(request, _("The set is adopted. Verdicts given before it stay."))
            return redirect("levels:rules")
    page = {"form": form, "own": own, "broken": broken_night(request.provider)}
    return render(request, "levels/rules.html", page, status=422 if form.errors else 200)
