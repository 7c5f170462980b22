"""What belongs to a partner: other names, places, the network that it is."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from veturi.directory.actions.changing import tell
from veturi.directory.actions.importing import (
    NewSite,
    add_names,
    add_networks,
    add_sites,
    set_reach,
)
from veturi.directory.actions.partners import edit_site
from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.models import Body, OrganisationName, Partnership, Site
from veturi.directory.reading import bare_name
from veturi.foundation.history.actions import Difference
from veturi.foundation.text import fold
from veturi.surfaces.imports.applying.work import Plan, Work

Seen = dict[int, set[Hashable]]


def add_parts(work: Work) -> None:
    """Only what is not there yet."""
    plans = work.brought_in
    _add_names([plan for plan in plans if not plan.is_new], work)
    _add_sites([plan for plan in plans if plan.values.address], work)
    _add_networks([plan for plan in plans if plan.values.reach or _is_new_network(plan)], work)


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


@dataclass(slots=True)
class Place:
    """A street address of a partner: a site that is there, or one that comes with this step."""

    address: str
    postal_code: str
    site: Site | None = None
    later: list[tuple[Plan, str]] = field(default_factory=list)

    def is_at(self, plan: Plan) -> bool:
        """The same street of another postal code is in another town."""
        code = plan.values.postal_code
        return not code or not self.postal_code or code == self.postal_code


def _add_sites(plans: list[Plan], work: Work) -> None:
    places: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for site in Site.objects.filter(partnership__in=_partners(plans)).order_by("pk"):
        place = Place(site.address, site.postal_code, site)
        places[site.partnership_id, fold(site.address)].append(place)
    fresh = []
    for plan in plans:
        known = places[plan.partner.pk, fold(plan.values.address)]
        if there := _same_place(plan, known):
            _mend_place(plan, there, work)
            continue
        place = Place(plan.values.address, plan.values.postal_code)
        known.append(place)
        fresh.append((plan, place))
    sites = add_sites([_new_site(*pair) for pair in fresh], provider=work.provider)
    for (plan, place), site in zip(fresh, sites, strict=True):
        plan.leave("sites", site.pk)
        _tell_later(place, site, work)


def _same_place(plan: Plan, known: list[Place]) -> Place | None:
    """A list may mend the postal code of the one site there; a second row names another."""
    if same := next((place for place in known if place.is_at(plan)), None):
        return same
    return known[0] if len(known) == 1 and not plan.fills_only else None


def _mend_place(plan: Plan, place: Place, work: Work) -> None:
    code, old = plan.values.postal_code, place.postal_code
    if not code or code == old:
        return
    place.postal_code = code
    if place.site is None:
        place.later.append((plan, old))
        return
    edit_site(place.site, by=work.by, fields={"postal_code": code}, batch=work.batch)
    _leave_code(plan, place.site, old)


def _leave_code(plan: Plan, site: Site, old: str) -> None:
    code = plan.values.postal_code
    plan.traces.setdefault("places", {})[str(site.pk)] = {"postal_code": [old, code]}


def _tell_later(place: Place, site: Site, work: Work) -> None:
    """A row below, of the same step, knew the code: history as if it had come in later."""
    for plan, old in place.later:
        told = [Difference("postal_code", old, plan.values.postal_code)]
        tell(site, told, by=work.by, batch=work.batch)
        _leave_code(plan, site, old)


def _new_site(plan: Plan, place: Place) -> NewSite:
    return NewSite(
        plan.partner,
        address=place.address,
        postal_code=place.postal_code,
        municipality=plan.values.municipality,
    )


def _is_new_network(plan: Plan) -> bool:
    return plan.is_new and plan.partner.organisation.kind == OrganisationType.NETWORK


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
