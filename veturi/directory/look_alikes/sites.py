"""Partners that have a site where one is being typed."""

from collections.abc import Mapping
from typing import Any

from veturi.directory.look_alikes.telling import FIRST, Alike, sentences
from veturi.directory.models import Person, Provider, Site
from veturi.directory.rules.duplicates import Reason
from veturi.directory.rules.reach import addresses_of
from veturi.foundation.search.engines import engine
from veturi.foundation.search.models import Shelf
from veturi.foundation.text import fold

WIDTH = 100


def alike_sites(person: Person, typed: Mapping[str, Any], *, but: int | None = None) -> list[Alike]:
    """Sites at the same street address of the same town, each with its partner."""
    street, postal_code, place = (
        str(typed.get(field) or "")[:200].strip() for field in ("address", "postal_code", "place")
    )
    wanted = addresses_of(street, postal_code=postal_code, place=place)
    if not wanted:
        return []
    told = sentences([Reason.ADDRESS], {Reason.ADDRESS: street})
    found = [
        Alike(site.partnership.shown, told, where=site.name)
        for site in _candidates(person, fold(street), [fold(postal_code), fold(place)])
        if site.pk != but
        and wanted & addresses_of(site.address, postal_code=site.postal_code, place=site.place)
    ]
    return found[:FIRST]


def _candidates(person: Person, street: str, where: list[str]) -> list[Site]:
    groups = [(f" {street}",), tuple(f" {one}" for one in where if one)]
    scope = Provider(pk=person.provider_id).scope
    keys = [hit.key for hit in engine().containing(scope, Shelf.PLACE, groups, WIDTH)]
    rows = Site.objects.seen_by(person).filter(pk__in=keys, partnership__taken_back_on=None)
    return list(rows.select_related("partnership__absorbed_into").order_by("pk"))
