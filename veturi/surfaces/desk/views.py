"""The desk, a partner's whole picture, a person, the menu of a phone."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from veturi.cooperation.encounters.models import Follow
from veturi.cooperation.placements.reading.papers import asked_of
from veturi.cooperation.placements.reading.signers import has_guided
from veturi.directory.access import Act, may, may_archive, may_edit, opened_by
from veturi.directory.codes.industries import industry
from veturi.directory.codes.municipalities import municipality
from veturi.directory.models import (
    Acquaintance,
    OrganisationName,
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
from veturi.insight.levels.reading import Known, judge_all
from veturi.insight.levels.rules import Judgement
from veturi.insight.levels.wording import DEPTHS, SIGNALS, STATES, step_sentence
from veturi.insight.reciprocity.rules import Reciprocity, weigh
from veturi.insight.reciprocity.wording import DIRECTIONS, TRUSTS
from veturi.ledger import reading as ledger
from veturi.ledger.kinds import Layer
from veturi.ledger.models import Promise
from veturi.ledger.past import Past
from veturi.ledger.promised import words_of
from veturi.ledger.weights import weights_on
from veturi.surfaces.desk import partner as picture
from veturi.surfaces.desk import reading
from veturi.surfaces.desk.attention import attention
from veturi.surfaces.desk.family import Family, family_of
from veturi.surfaces.desk.shell import navigation
from veturi.surfaces.gateways.ytj.reading import standing_of

# So many promises stand above the line; all of them count.
COMING = 20


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """The line of the next two weeks, what needs attention, partnerships now, what happened."""
    levels.follow(request.provider, on=request.today)
    promises = reading.my_promises(request.person, on=request.today)
    words = words_of(promises, to=request.person)
    latest = ledger.latest_deeds(request.person, first=8)
    page = {
        "today": request.today,
        "week": request.today.isocalendar().week,
        "days": reading.line_ahead(promises, words, on=request.today),
        "attention": attention(request.person, promises, words, on=request.today),
        "students": reading.students_at_work(request.person, on=request.today),
        "figures": reading.figures(request.provider, request.person, on=request.today),
        "layers": reading.layers_now(request.provider),
        "latest": latest,
        "followed": reading.news_of_followed(request.person),
        "asked": _asked(request),
        "may_log": may(request.person, Act.LOG, on=request.today),
        "may_import": may(request.person, Act.IMPORT, on=request.today),
        "has_partners": Partnership.objects.seen_by(request.person).exists(),
    }
    return render(request, "desk/home.html", page)


def _asked(request: PersonRequest) -> int:
    """How many papers wait for the person's own signature."""
    signs = may(request.person, Act.SIGN, on=request.today)
    return asked_of(request.person).count() if signs else 0


@require_safe
def partner(request: PersonRequest, key: int) -> HttpResponse:
    """Who, what was done, how deep by evidence, what each side gave, what is next."""
    partner = get_object_or_404(_partners(request), pk=key)
    if partner.absorbed_into_id:
        return redirect("desk:partner", partner.absorbed_into_id)
    family = family_of(partner)
    coming = picture.coming(family, seen_by=request.person)
    pauses = list(Pause.objects.on(request.today).filter(partnership__in=family.keys))
    known = _known(request, family, coming, pauses)
    past = known.pasts.get(partner.pk, Past())
    judgement = judge_all([partner], provider=request.provider, on=request.today, known=known)
    page = {
        "partner": partner,
        "register": standing_of(partner, on=request.today),
        "pauses": pauses,
        "today": request.today,
        **_attachments(request, family),
        **_facts(partner),
        **_depth(judgement[partner.pk]),
        **_happening(request, family, past),
        "coming": coming[:COMING],
        "keepable": picture.keepable(coming[:COMING]),
        "stations": picture.stations(partner, past, judgement[partner.pk]),
        **_exchange(weigh(past.sums, on=request.today, years=1, weights=known.weights)),
        **_people(request, family),
        **_rights(request),
    }
    return render(request, "desk/partner.html", page)


def _partners(request: PersonRequest) -> QuerySet[Partnership]:
    """Those that are seen, with all that stands on a page once and no query of its own."""
    mine = Follow.objects.filter(partnership=OuterRef("pk"), person=request.person)
    rows = Partnership.objects.seen_by(request.person).with_names()
    return rows.select_related("sponsor", "ytj_inquiry").annotate(follows=Exists(mine))


def _known(
    request: PersonRequest,
    family: Family,
    coming: list[tuple[Promise, str]],
    pauses: list[Pause],
) -> Known:
    """What several panels show, read once."""
    open_ones = sum(promise.due >= request.today for promise, _words in coming)
    held = family.held_on(request.today)
    return Known(
        family=family.stays,
        pasts=ledger.pasts(family.stays),
        weights=weights_on(request.provider, request.today),
        promises={family.partner.pk: open_ones},
        roles=[(one.partnership_id, one.role) for one in held if one.person.archived_on is None],
        pauses=pauses,
    )


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


def _happening(request: PersonRequest, family: Family, past: Past) -> dict[str, object]:
    """What was done and what is to come, as the page's filters ask."""
    filters = picture.LineFilters(request.GET, past=past, people=family.people)
    return {
        "chosen_layer": filters.given("layer") or "",
        "filters": filters,
        "line": picture.line(family, filters, seen_by=request.person),
        "quick_kinds": picture.quick_kinds(),
    }


def _exchange(exchange: Reciprocity) -> dict[str, object]:
    """What each side gave within a year."""
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


def _attachments(request: PersonRequest, family: Family) -> dict[str, object]:
    """How many there are, and whose last day is near or behind: at most three are shown."""
    soon = request.today + SOON
    rows = opened_by(request.person, on=request.today).standing()
    rows = rows.filter(partnership__in=family.keys)
    counts = rows.aggregate(all=Count("pk"), soon=Count("pk", filter=Q(until__lte=soon)))
    first = rows.running_out(by=soon).order_by("until")[:3] if counts["soon"] else ()
    return {"attachments": counts["all"], "running_out": list(first)}


def _people(request: PersonRequest, family: Family) -> dict[str, object]:
    """Who and where, of the partner and of what was merged into it."""
    names = OrganisationName.objects.known_to(request.provider.pk).filter(
        organisation__in=family.organisations
    )
    sites = Site.objects.filter(partnership__in=family.keys, parent=None)
    tags = Tagging.objects.filter(partnership__in=family.keys).select_related("tag")
    knows = Acquaintance.objects.filter(partnership__in=family.keys).select_related("person")
    return {
        "positions": family.contacts(on=request.today),
        "acquaintances": list(knows.order_by("since")),
        "sites": list(sites.prefetch_related("parts").order_by("name_folded")),
        "taggings": list({one.tag_id: one for one in tags.order_by("tag__name_folded")}.values()),
        "names": list(names),
        **_successions(family),
        "absorbed": family.absorbed,
    }


def _successions(family: Family) -> dict[str, list[Succession]]:
    """What the organisation goes on as, and what it continues."""
    there = family.organisations
    rows = list(
        Succession.objects.known_to(family.partner.provider_id)
        .filter(Q(predecessor__in=there) | Q(successor__in=there))
        .select_related("predecessor", "successor")
    )
    return {
        "successions": [row for row in rows if row.predecessor_id in there],
        "origins": [row for row in rows if row.successor_id in there],
    }


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
        "has_guided": may(request.person, Act.SEE_STUDENTS, on=request.today)
        and has_guided(person),
    }
    return render(request, "desk/person.html", page)


@require_safe
def menu(request: PersonRequest) -> HttpResponse:
    """The navigation as a page, for a phone."""
    return render(request, "desk/menu.html", {"groups": navigation(request)})
