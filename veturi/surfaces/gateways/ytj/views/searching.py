"""Finding a company when a partner is made."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from veturi.directory.access import Act, may
from veturi.directory.models import Partnership
from veturi.directory.present import PersonRequest
from veturi.directory.reading import as_business_id
from veturi.foundation.web.refusing import require
from veturi.surfaces.gateways.ytj import service
from veturi.surfaces.gateways.ytj.forms import SearchForm
from veturi.surfaces.gateways.ytj.refusals import NoAnswer
from veturi.surfaces.gateways.ytj.rules.companies import Company
from veturi.surfaces.gateways.ytj.rules.filling import as_new_partner
from veturi.surfaces.gateways.ytj.rules.warning import Warned, warnings


@dataclass(frozen=True, slots=True)
class Hit:
    """A company that was found: what it warns of, whose partner it is already, or the way on."""

    company: Company
    warned: list[Warned]
    partner: Partnership | None
    use_url: str


@require_safe
def search(request: PersonRequest) -> HttpResponse:
    """Companies by Y-tunnus or name; each opens the form of a new partner, filled in."""
    require(may(request.person, Act.EDIT_PARTNER, on=request.today))
    asked = "q" in request.GET
    form = SearchForm(request.GET if asked else None)
    page: dict[str, Any] = {"form": form, "asked": asked, "found": None, "refusal": ""}
    if asked and form.is_valid():
        try:
            found = _find(form.cleaned_data["q"])
            page |= {"found": found, "hits": _hits(request, found)}
        except NoAnswer as refusal:
            page["refusal"] = str(refusal)
    return render(request, "ytj/search.html", page, status=422 if form.errors else 200)


def _find(text: str) -> service.Found:
    now = timezone.now()
    if business_id := as_business_id(text):
        answer = service.ask(business_id, at=now)
        return service.Found([answer.company], 1, answer.at)
    return service.search(text, at=now)


def _hits(request: PersonRequest, found: service.Found) -> list[Hit]:
    numbers = [one.business_id for one in found.companies]
    rows = Partnership.objects.seen_by(request.person).filter(
        absorbed_into=None, organisation__business_id__in=numbers
    )
    partners = {row.organisation.business_id: row for row in rows.select_related("organisation")}
    return [
        Hit(
            one,
            warnings(one, on=request.today),
            partners.get(one.business_id),
            reverse("directory:partner_new", query=as_new_partner(one)),
        )
        for one in found.companies
    ]
