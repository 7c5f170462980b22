"""What two did together before they were made one is one deed, and counts once."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q

from veturi.ledger.models import DeedParty


def counted_twice(family: Mapping[int, int]) -> list[tuple[int, str, date]]:
    """A row for each party too many: another of its family is a party of the same deed."""
    absorbed = [partner for partner, stays in family.items() if partner != stays]
    if not absorbed:
        return []
    of_family = OuterRef("partner__absorbed_into")
    another = DeedParty.objects.filter(deed=OuterRef("deed")).filter(
        Q(partner=of_family) | Q(partner__absorbed_into=of_family, partner__lt=OuterRef("partner")),
    )
    rows = DeedParty.objects.filter(
        Exists(another), partner__in=absorbed, deed__retracts=None, deed__retracted_by=None
    )
    found = rows.values_list("partner__absorbed_into", "deed__kind", "done_on")
    return [(stays, kind, day) for stays, kind, day in found if stays is not None]
