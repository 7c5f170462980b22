"""The desk, a partner's whole picture, a person, the menu of a phone."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from veturi.cooperation.encounters.reading import words_of
from veturi.directory.access import Act, may, may_archive, may_edit
from veturi.directory.codes.industries import industry
from veturi.directory.codes.municipalities import municipality
from veturi.directory.models import Partnership, Person
from veturi.directory.present import PersonRequest
from veturi.directory.telling import told
from veturi.foundation.history.models import Change
from veturi.insight.levels.reading import judge_one
from veturi.insight.levels.wording import DEPTHS, SIGNALS, STATES, step_sentence
from veturi.insight.reciprocity.reading import weigh_one
from veturi.insight.reciprocity.wording import DIRECTIONS, TRUSTS
from veturi.ledger import reading as ledger
from veturi.ledger.kinds import Layer
from veturi.ledger.past import Past
from veturi.surfaces.desk import partner as picture
from veturi.surfaces.desk import reading
from veturi.surfaces.desk.shell import navigation
from veturi.surfaces.gateways.ytj.reading import standing_of


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The line of the next two weeks, what needs attention, partnerships now, what happened."""
    promises = reading.my_promises(request.person, on=request.today)
    words = words_of(promises)
    latest = ledger.latest_deeds(request.person, first=8)
    page = {
        "today": request.today,
        "week": request.today.isocalendar().week,
        "days": reading.line_ahead(promises, words, on=request.today),
        "attention": reading.attention(request.person, promises, words, on=request.today),
        "figures": reading.figures(request.provider, request.person, on=request.today),
        "layers": reading.layers_now(request.provider),
        "latest": latest,
        "followed": reading.news_of_followed(request.person),
        "may_log": may(request.person, Act.LOG, on=request.today),
        "may_import": may(request.person, Act.IMPORT, on=request.today),
        "has_partners": Partnership.objects.seen_by(request.person).exists(),
    }
    return render(request, "desk/home.html", page)


@require_safe
def partner(request: PersonRequest, key: int) -> HttpResponse:
    """Who, what was done, how deep by evidence, what each side gave, what is next."""
    partner = get_object_or_404(Partnership.objects.seen_by(request.person).with_names(), pk=key)
    if partner.absorbed_into_id:
        return redirect("desk:partner", partner.absorbed_into_id)
    judgement = judge_one(partner, on=request.today)
    past = ledger.pasts(ledger.families([partner])).get(partner.pk, Past())
    exchange = weigh_one(partner, on=request.today, years=1)
    organisation = partner.organisation
    place = municipality(organisation.municipality)
    known = industry(organisation.industry_version or "2008", organisation.industry)
    coming = picture.coming(partner, seen_by=request.person)
    filters = picture.LineFilters(request.GET, past=past, people=_people_of(partner))
    page = {
        "partner": partner,
        "organisation": organisation,
        "place": place.name if place else "",
        "industry_name": known or organisation.industry,
        "judgement": judgement,
        "layers": judgement.layers,
        "state": STATES[judgement.state],
        "signal": SIGNALS[judgement.state],
        "depths": DEPTHS,
        "layer_names": {one: one.label for one in Layer},
        "chosen_layer": filters.given("layer") or "",
        "filters": filters,
        "steps": _steps(judgement),
        "stations": picture.stations(partner, past, judgement),
        "line": picture.line(partner, filters, seen_by=request.person),
        "coming": coming,
        "quick_kinds": picture.quick_kinds(),
        "keepable": picture.keepable(coming),
        "exchange": exchange,
        "direction": DIRECTIONS.get(exchange.direction or ""),
        "trust": TRUSTS.get(exchange.trust or ""),
        "register": standing_of(partner, on=request.today),
        "today": request.today,
        **_people(request, partner),
        **_rights(request),
    }
    return render(request, "desk/partner.html", page)


def _steps(judgement: object) -> list[tuple[Layer, str]]:
    """The next missing steps that the page shows unasked (kinds.md rule 19)."""
    return [
        (layer, sentence)
        for layer, verdict in judgement.layers.items()  # type: ignore[attr-defined]
        if judgement.shows_step(layer)  # type: ignore[attr-defined]
        and (sentence := step_sentence(verdict.next, verdict.have))
    ]


def _people_of(partner: Partnership) -> QuerySet[Person]:
    """Whom a filter of the line may name."""
    return Person.objects.filter(positions__partnership=partner).order_by("name_sort").distinct()


def _people(request: PersonRequest, partner: Partnership) -> dict[str, object]:
    organisation, ours = partner.organisation, partner.provider_id
    positions = (
        partner.positions.on(request.today)
        .filter(person__archived_on=None, person__erased_on=None)
        .select_related("person")
        .order_by("-is_main", "person__name_sort")
    )
    return {
        "positions": list(positions),
        "acquaintances": list(partner.acquaintances.select_related("person").order_by("since")),
        "sites": list(
            partner.sites.filter(parent=None).prefetch_related("parts").order_by("name_folded")
        ),
        "taggings": list(partner.taggings.select_related("tag").order_by("tag__name_folded")),
        "pauses": list(partner.pauses.on(request.today)),
        "names": list(organisation.names.known_to(ours)),
        "successions": list(organisation.successions.known_to(ours).select_related("successor")),
        "origins": list(organisation.origins.known_to(ours).select_related("predecessor")),
        "follows": partner.followers.filter(person=request.person).exists(),
    }


def _rights(request: PersonRequest) -> dict[str, bool]:
    return {
        f"may_{act.value}": may(request.person, act, on=request.today)
        for act in (Act.LOG, Act.PROMISE, Act.EDIT_PARTNER, Act.ARCHIVE, Act.EDIT_PERSON)
    }


@require_safe
def person(request: PersonRequest, key: int) -> HttpResponse:
    """One person: contact data, roles, and what was done together."""
    person = get_object_or_404(Person.objects.seen_by(request.person), pk=key)
    changes = Change.objects.of(person.key).filter(scope=request.scope).select_related("by")[:50]
    behind = picture.read_place(request.GET.get("behind", ""))
    page = {
        "person": person,
        "positions": person.positions.select_related("partnership").order_by("-is_main", "since"),
        "pauses": person.pauses.on(request.today),
        "line": picture.line_with(person, seen_by=request.person, behind=behind),
        "changes": told(changes, of=Person, provider=request.provider),
        "may_edit": may_edit(request.person, person, on=request.today),
        "may_archive": may_archive(request.person, person, on=request.today),
    }
    return render(request, "desk/person.html", page)


@require_safe
def menu(request: PersonRequest) -> HttpResponse:
    """The navigation as a page, for a phone."""
    return render(request, "desk/menu.html", {"groups": navigation(request)})
