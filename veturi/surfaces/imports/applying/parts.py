"""What belongs to a partner: other names, contact persons, places, the network that it is."""

from collections import defaultdict
from collections.abc import Hashable

from veturi.directory.actions.importing import (
    NewSite,
    add_names,
    add_networks,
    add_sites,
    set_reach,
)
from veturi.directory.actions.people import add_people, give_positions
from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Body, OrganisationName, Partnership, Position, Site
from veturi.directory.reading import bare_name
from veturi.foundation.text import fold
from veturi.surfaces.imports.applying.work import Plan, Work

Seen = dict[int, set[Hashable]]


def add_parts(work: Work) -> None:
    """Only what is not there yet."""
    plans = work.brought_in
    _add_names([plan for plan in plans if not plan.is_new], work)
    _add_people([plan for plan in plans if plan.values.person.family_name], work)
    _add_sites([plan for plan in plans if plan.values.address], work)
    _add_networks([plan for plan in plans if plan.values.reach or _is_network(plan.partner)], work)


def _partners(plans: list[Plan]) -> list[Partnership]:
    return [plan.partner for plan in plans]


def _unseen(plan: Plan, seen: Seen, *keys: Hashable) -> bool:
    """Whether the partner has none of these yet; from now on it has."""
    there = seen[plan.partner.pk]
    is_new = not there & set(keys)
    there.update(keys)
    return is_new


def _add_names(plans: list[Plan], work: Work) -> None:
    seen: Seen = defaultdict(set)
    partners = _partners(plans)
    for partner in partners:
        seen[partner.pk] |= {bare_name(partner.name), bare_name(partner.organisation.name)}
    names = OrganisationName.objects.filter(organisation__partnerships__in=partners)
    pairs = names.values_list("organisation__partnerships", "name")
    for key, name in pairs:
        seen[key].add(bare_name(name))
    fresh = [plan for plan in plans if _unseen(plan, seen, bare_name(plan.values.name))]
    many = [(plan.partner, plan.values.name) for plan in fresh]
    rows = add_names(many, provider=work.provider)
    for plan, row in zip(fresh, rows, strict=True):
        plan.leave("names", row.pk)


def _add_people(plans: list[Plan], work: Work) -> None:
    seen: Seen = defaultdict(set)
    has_main = set()
    there = Position.objects.filter(partnership__in=_partners(plans)).select_related("person")
    for position in there:
        person = position.person
        seen[position.partnership_id] |= {person.name_folded, person.email or None}
        has_main |= {position.partnership_id} if position.is_main else set()
    fresh = [plan for plan in plans if _unseen(plan, seen, *_person_keys(plan))]
    people = add_people(
        [_person_fields(plan) for plan in fresh],
        provider=work.provider,
        by=work.by,
        batch=work.batch,
    )
    positions = []
    for plan, person in zip(fresh, people, strict=True):
        is_main = plan.partner.pk not in has_main
        has_main.add(plan.partner.pk)
        fields = {"role": PersonRole.CONTACT.value, "is_main": is_main}
        positions.append((person, plan.partner, fields))
        plan.leave("people", person.pk)
    give_positions(positions, provider=work.provider)


def _person_keys(plan: Plan) -> list[str]:
    person = plan.values.person
    return [fold(f"{person.given_name} {person.family_name}"), *filter(None, [person.email])]


def _person_fields(plan: Plan) -> dict[str, str]:
    person = plan.values.person
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
        "phone": person.phone,
    }


def _add_sites(plans: list[Plan], work: Work) -> None:
    seen: Seen = defaultdict(set)
    there = Site.objects.filter(partnership__in=_partners(plans))
    for key, address in there.values_list("partnership_id", "address"):
        seen[key].add(fold(address))
    fresh = [plan for plan in plans if _unseen(plan, seen, fold(plan.values.address))]
    sites = add_sites(
        [
            NewSite(
                plan.partner,
                address=plan.values.address,
                postal_code=plan.values.postal_code,
                municipality=plan.values.municipality,
            )
            for plan in fresh
        ],
        provider=work.provider,
    )
    for plan, site in zip(fresh, sites, strict=True):
        plan.leave("sites", site.pk)


def _is_network(partner: Partnership) -> bool:
    return partner.organisation.kind == OrganisationType.NETWORK


def _add_networks(plans: list[Plan], work: Work) -> None:
    rows = Body.objects.filter(partnership__in=_partners(plans))
    bodies = {row.partnership_id: row for row in rows}
    fresh = []
    for plan in plans:
        key = plan.partner.pk
        if key not in bodies:
            fresh.append(plan)
            bodies[key] = Body(reach=plan.values.reach)
        elif plan.values.reach not in {"", bodies[key].reach} and bodies[key].pk:
            plan.traces["reach"] = [bodies[key].pk, bodies[key].reach, plan.values.reach]
            set_reach(bodies[key], reach=plan.values.reach)
    many = [(plan.partner, plan.values.reach) for plan in fresh]
    for plan, body in zip(fresh, add_networks(many, provider=work.provider), strict=True):
        plan.leave("bodies", body.pk)
