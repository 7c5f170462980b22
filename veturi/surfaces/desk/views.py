"""The desk, a partner's whole picture, a person, the menu of a phone."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from veturi.cooperation.encounters.reading import words_of
from veturi.directory.access import Act, may, may_archive, may_edit, opened_by
from veturi.directory.codes.industries import industry
from veturi.directory.codes.municipalities import municipality
from veturi.directory.models import (
    Acquaintance,
    OrganisationName,
    PartnerAttachment,
    Partnership,
    Pause,
    Person,
    Position,
    Site,
    Succession,
    Tagging,
)
from veturi.directory.models.attachments import SOON
from veturi.directory.own_fields import facts
from veturi.directory.present import PersonRequest
from veturi.directory.telling import told
from veturi.directory.watching import note_view
from veturi.foundation.history.models import Change
from veturi.insight.levels import actions as levels
from veturi.insight.levels.reading import judge_one
from veturi.insight.levels.rules import Judgement
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
    levels.follow(request.provider, on=request.today)
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
    page = {
        "partner": partner,
        "register": standing_of(partner, on=request.today),
        "running_out": _running_out(request, partner),
        "today": request.today,
        **_facts(partner),
        **_depth(judgement),
        **_happening(request, partner, past),
        "stations": picture.stations(partner, past, judgement),
        **_exchange(partner, on=request.today),
        **_people(request, partner),
        **_rights(request),
    }
    return render(request, "desk/partner.html", page)


def _facts(partner: Partnership) -> dict[str, object]:
    """Public facts in words, and what stands in the provider's own fields."""
    organisation = partner.organisation
    place = municipality(organisation.municipality)
    known = industry(organisation.industry_version or "2008", organisation.industry)
    return {
        "organisation": organisation,
        "place": place.name if place else "",
        "industry_name": known or organisation.industry,
        "own": facts(partner),
    }


def _depth(judgement: Judgement) -> dict[str, object]:
    """How deep by evidence, in each layer, and what is missing next."""
    return {
        "judgement": judgement,
        "layers": judgement.layers,
        "state": STATES[judgement.state],
        "signal": SIGNALS[judgement.state],
        "depths": DEPTHS,
        "layer_names": {one: one.label for one in Layer},
        "steps": _steps(judgement),
    }


def _happening(request: PersonRequest, partner: Partnership, past: Past) -> dict[str, object]:
    """What was done and what is to come, as the page's filters ask."""
    coming = picture.coming(partner, seen_by=request.person)
    filters = picture.LineFilters(request.GET, past=past, people=_people_of(partner))
    return {
        "chosen_layer": filters.given("layer") or "",
        "filters": filters,
        "line": picture.line(partner, filters, seen_by=request.person),
        "coming": coming,
        "quick_kinds": picture.quick_kinds(),
        "keepable": picture.keepable(coming),
    }


def _exchange(partner: Partnership, *, on: date) -> dict[str, object]:
    """What each side gave within a year."""
    exchange = weigh_one(partner, on=on, years=1)
    return {
        "exchange": exchange,
        "direction": DIRECTIONS.get(exchange.direction or ""),
        "trust": TRUSTS.get(exchange.trust or ""),
    }


def _steps(judgement: Judgement) -> list[tuple[Layer, str]]:
    """The next missing steps that the page shows unasked (kinds.md rule 19)."""
    return [
        (layer, sentence)
        for layer, verdict in judgement.layers.items()
        if judgement.shows_step(layer) and (sentence := step_sentence(verdict.next, verdict.have))
    ]


def _running_out(request: PersonRequest, partner: Partnership) -> list[PartnerAttachment]:
    """Attachments whose last day is near or behind: at most three are shown."""
    rows = opened_by(request.person, on=request.today).of(partner.pk).standing()
    return list(rows.running_out(by=request.today + SOON).order_by("until")[:3])


def _people_of(partner: Partnership) -> QuerySet[Person]:
    """Whom a filter of the line may name."""
    at = Position.objects.filter(partnership__in=partner.family())
    return Person.objects.standing().filter(pk__in=at.values("person")).order_by("name_sort")


def _people(request: PersonRequest, partner: Partnership) -> dict[str, object]:
    """Who and where, of the partner and of what was merged into it."""
    family = partner.family()
    ours = partner.provider_id
    organisations = list(family.values_list("organisation_id", flat=True))
    names = OrganisationName.objects.known_to(ours).filter(organisation__in=organisations)
    sites = Site.objects.filter(partnership__in=family, parent=None).prefetch_related("parts")
    tags = Tagging.objects.filter(partnership__in=family).select_related("tag")
    knows = Acquaintance.objects.filter(partnership__in=family).select_related("person")
    goes_on = Succession.objects.known_to(ours)
    return {
        "positions": _positions(family, on=request.today),
        "acquaintances": list(knows.order_by("since")),
        "sites": list(sites.order_by("name_folded")),
        "taggings": list({one.tag_id: one for one in tags.order_by("tag__name_folded")}.values()),
        "pauses": list(Pause.objects.on(request.today).filter(partnership__in=family)),
        "names": list(names),
        "successions": list(
            goes_on.filter(predecessor__in=organisations).select_related("successor")
        ),
        "origins": list(goes_on.filter(successor__in=organisations).select_related("predecessor")),
        "follows": partner.followers.filter(person=request.person).exists(),
        "absorbed": list(family.exclude(pk=partner.pk).order_by("name_sort")),
    }


def _positions(family: QuerySet[Partnership], *, on: date) -> list[Position]:
    """Today's contacts, each with the one that the person is shown with, a role once."""
    rows = (
        Position.objects.on(on)
        .filter(partnership__in=family, person__archived_on=None, person__erased_on=None)
        .select_related("person__absorbed_into")
        .order_by("-is_main", "person__name_sort")
    )
    return list({(row.person.shown.pk, row.role): row for row in reversed(rows)}.values())[::-1]


def _rights(request: PersonRequest) -> dict[str, bool]:
    return {
        f"may_{act.value}": may(request.person, act, on=request.today)
        for act in (
            Act.LOG,
            Act.PROMISE,
            Act.EDIT_PARTNER,
            Act.ARCHIVE,
            Act.EDIT_PERSON,
            Act.MERGE,
        )
    }


@require_safe
def person(request: PersonRequest, key: int) -> HttpResponse:
    """One person: contact data, roles, and what was done together."""
    person = get_object_or_404(Person.objects.seen_by(request.person), pk=key)
    if person.absorbed_into_id:
        return redirect("desk:person", person.absorbed_into_id)
    note_view(request, person)
    changes = Change.objects.of(person.key).filter(scope=request.scope).select_related("by")[:50]
    behind = picture.read_place(request.GET.get("behind", ""))
    page = {
        "person": person,
        "positions": Position.objects.filter(person__in=person.family())
        .select_related("partnership__absorbed_into")
        .order_by("-is_main", "since"),
        "attachments": opened_by(request.person, on=request.today)
        .about(person.pk)
        .standing()
        .order_by("type", "pk"),
        "pauses": Pause.objects.on(request.today).filter(person__in=person.family()),
        "own": facts(person),
        "line": picture.line_with(person, seen_by=request.person, behind=behind),
        "changes": told(changes, of=Person, provider=request.provider),
        "may_edit": may_edit(request.person, person, on=request.today),
        "may_archive": may_archive(request.person, person, on=request.today),
        "may_merge": not person.is_ours and may(request.person, Act.MERGE, on=request.today),
        "may_keep_staff": may(request.person, Act.KEEP_STAFF, on=request.today),
    }
    return render(request, "desk/person.html", page)


@require_safe
def menu(request: PersonRequest) -> HttpResponse:
    """The navigation as a page, for a phone."""
    return render(request, "desk/menu.html", {"groups": navigation(request)})
