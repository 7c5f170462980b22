"""Reciprocity: one partner's exchange, everybody's in a list, the weights."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, may
from veturi.directory.exporting import export
from veturi.directory.models import Partnership, Person
from veturi.directory.present import PersonRequest
from veturi.directory.saved import by_default, shelf
from veturi.foundation.web.columns import Column
from veturi.foundation.web.listing import Listing
from veturi.foundation.web.prepared import Prepared
from veturi.foundation.web.refusing import refusals_on, require
from veturi.insight.reciprocity.forms import ExchangeFilters, WeightsForm
from veturi.insight.reciprocity.reading import Weighed, weigh_everyone, weigh_one
from veturi.insight.reciprocity.rules import YEARS
from veturi.insight.reciprocity.wording import DIRECTIONS, TRUSTS
from veturi.ledger.adopting import NotAdopted, adopt_weights
from veturi.ledger.kinds import CURRENCY_NAMES, Currency
from veturi.ledger.models import WeightSet
from veturi.ledger.weights import set_on, weights_on


def _percent(row: Weighed) -> int | None:
    return None if row.share is None else round(row.share * 100)


def _balance(row: Weighed) -> Decimal | None:
    return None if row.balance is None else round(row.balance, 2)


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


COLUMNS = [
    Column("partner", gettext_lazy("Partner"), lambda row: row.partner.name, order="name_sort"),
    Column(
        "they",
        gettext_lazy("They gave"),
        lambda row: round(row.reciprocity.from_partner, 2),
        order="reciprocity__from_partner",
        kind="number",
    ),
    Column(
        "we",
        gettext_lazy("We gave"),
        lambda row: round(row.reciprocity.from_us, 2),
        order="reciprocity__from_us",
        kind="number",
    ),
    Column("share", gettext_lazy("Their share, %"), _percent, order="share", kind="number"),
    Column(
        "direction",
        gettext_lazy("Direction"),
        lambda row: str(DIRECTIONS.get(row.reciprocity.direction or "", "–")),
    ),
    Column("balance", gettext_lazy("Balance"), _balance, order="balance", kind="number"),
    Column(
        "trust",
        gettext_lazy("Confidence"),
        lambda row: str(TRUSTS.get(row.reciprocity.trust or "", "–")),
    ),
]


def exchange_listing(person: Person, *, query: QueryDict, on: date) -> Listing:
    """Everybody's exchange in the window that the query asks for."""
    filters = ExchangeFilters(query)
    years = (filters.is_valid() and filters.cleaned_data["years"]) or 1
    return Listing(
        query,
        Prepared(weigh_everyone(person.provider, on=on, years=years)),
        path=reverse("reciprocity:index"),
        columns=COLUMNS,
        filters=filters,
        default_order="balance",
        may_export=may(person, Act.EXPORT, on=on),
    )


@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Everybody's exchange; “we take more than we give” and the other way."""
    if led := by_default(request, of="reciprocity:index"):
        return led
    listing = exchange_listing(request.person, query=request.GET, on=request.today)
    if request.GET.get("export"):
        return export(request, listing, exchange_listing, name="vastavuoroisuus")
    may_log = may(request.person, Act.LOG, on=request.today)
    page = {
        "listing": listing,
        "may_log": may_log,
        "shelf": shelf(request, of="reciprocity:index"),
    }
    return render(request, "reciprocity/index.html", page)


def weights(request: PersonRequest) -> HttpResponse:
    """The weights in force and a set of one's own from a day on."""
    require(may(request.person, Act.KEEP_RULES, on=request.today))
    in_force = weights_on(request.provider, request.today)
    start = {currency.value: in_force[currency] for currency in Currency}
    form = WeightsForm(request.POST or None, initial={**start, "valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, NotAdopted):
            adopt_weights(
                request.provider,
                weights=form.weights(),
                by=request.person,
                at=timezone.now(),
                **form.dated(),
            )
            messages.success(request, _("The weights are adopted. Earlier reports keep theirs."))
            return redirect("reciprocity:weights")
    own = WeightSet.objects.filter(provider=request.provider).with_ends().order_by("-valid_from")
    page = {"form": form, "own": own}
    return render(request, "reciprocity/weights.html", page, status=422 if form.errors else 200)
