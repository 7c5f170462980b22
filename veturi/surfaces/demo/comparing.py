"""The last night of the town: partners that the twin of YTJ knows were compared with it."""

from datetime import datetime, time

from django.utils import timezone

from veturi.directory.actions.partners import edit_partner
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.gateways.ytj.actions import keep
from veturi.surfaces.gateways.ytj.local import Twin
from veturi.surfaces.gateways.ytj.samples import BAKERY

BY_NIGHT = time(2, 31)


def compare(town: Town) -> None:
    """Changes are proposed, and a bankrupt partner of the coordinator's stands on the desk."""
    twin = Twin()
    at = timezone.make_aware(datetime.combine(town.today, BY_NIGHT))
    for who, partner in zip(town.plan.partners, town.partners, strict=True):
        if not who.business_id or who.is_public:
            continue
        if who.business_id == BAKERY:
            edit_partner(partner, by=town.coordinator, fields={"owner": town.coordinator})
        keep(partner, answer=twin.company(who.business_id), at=at)
