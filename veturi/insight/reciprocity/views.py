"""Reciprocity: one partner's exchange, everybody's in a list, the weights."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, may
from veturi.directory.models import Partnership
from veturi.directory.present import PersonRequest
from veturi.foundation.web.refusing import require
from veturi.insight.reciprocity.forms import ExchangeFilters, WeightsForm
from veturi.insight.reciprocity.reading import Weighed, weigh_everyone, weigh_one
from veturi.insight.reciprocity.rules import YEARS
from veturi.insight.reciprocity.wording import DIRECTIONS, TRUSTS
from veturi.ledger.adopting import adopt_weights
from veturi.ledger.kinds import CURRENCY_NAMES, Currency
from veturi.ledger.models import WeightSet
from veturi.ledger.weights import set_on, weights_on

PER_PAGE = 50


@require_safe
def show(request: PersonRequest, key: int) -> HttpResponse:
    """What each side gave, by currency and in total, over one, three or five years."""
    partner = get_object_or_404(Partnership.objects.seen_by(request.person), pk=key)
    asked = request.GET.get("years", "1")
    years = int(asked) if asked in {str(year) for year in YEARS} else 1
    found = weigh_one(partner, on=request.today, years=years)
    in_force = set_on(request.provider, request.today)
    page = {
        "partnership": partner,
        "found": found,
        "years": years,
        "all_years": YEARS,
        "direction": DIRECTIONS.get(found.direction or ""),
        "trust": TRUSTS.get(found.trust or ""),
        "names": CURRENCY_NAMES,
        "weights": weights_on(request.provider, request.today),
        "set_name": in_force.name if in_force else "weights-2026-1",
    }
    return render(request, "reciprocity/show.html", page)


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Everybody's exchange; “we take more than we give” and the other way."""
    filters = ExchangeFilters(request.GET)
    given = filters.cleaned_data if filters.is_valid() else {}
    rows = weigh_everyone(request.provider, on=request.today, years=given.get("years") or 1)
    if direction := given.get("direction"):
        rows = [row for row in rows if row.reciprocity.direction == direction]
    rows.sort(key=_most_uneven)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    page = {
        "filters": filters,
        "rows": shown,
        "total": len(rows),
        "directions": DIRECTIONS,
        "trusts": TRUSTS,
        "asked": f"years={given.get('years') or 1}&direction={given.get('direction') or ''}",
    }
    return render(request, "reciprocity/index.html", page)


def _most_uneven(row: Weighed) -> tuple[float, float]:
    found = row.reciprocity
    return (float(found.balance if found.balance is not None else 2), -float(found.total))


def weights(request: PersonRequest) -> HttpResponse:
    """The weights in force and a set of one's own from a day on."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    in_force = weights_on(request.provider, request.today)
    start = {currency.value: in_force[currency] for currency in Currency}
    form = WeightsForm(request.POST or None, initial={**start, "valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        adopt_weights(
            request.provider,
            weights=form.weights(),
            valid_from=form.cleaned_data["valid_from"],
            why=form.cleaned_data["why"],
        )
        messages.success(request, _("The weights are adopted. Earlier reports keep theirs."))
        return redirect("reciprocity:weights")
    own = WeightSet.objects.filter(provider=request.provider).order_by("-valid_from")
    page = {"form": form, "own": own}
    return render(request, "reciprocity/weights.html", page, status=422 if form.errors else 200)
