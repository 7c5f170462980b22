"""Where what the law finds in a period is mended."""

from collections.abc import Mapping
from typing import NamedTuple

from django.urls import reverse

from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.rules.law import Place
from veturi.directory.access import Act
from veturi.foundation.web.returning import with_back


class Keys(NamedTuple):
    """Of what the pages are: a period, its student, the partner and the instructor that stay."""

    period: int
    student: int
    partner: int
    instructor: int | None


def ways_to_mend(period: Period) -> Mapping[Place, str]:
    """The address of each place; the field of a finding stands there as `#id_…`."""
    instructor = period.instructor.shown.pk if period.instructor else None
    keys = Keys(period.pk, period.student_id, period.partnership.shown.pk, instructor)
    back = period.get_absolute_url()
    ways = {place: way_to(place, keys, back=back) for place in Place}
    return {place: way for place, way in ways.items() if way}


def way_to(place: Place, keys: Keys, *, back: str) -> str:
    """The address of one place, from which one comes back when it is mended.

    Nothing where nobody is named whose page it would be.
    """
    name, of = WAYS[place]
    key = getattr(keys, of)
    if key is None:
        return ""
    address = reverse(name, args=[key])
    return address + AT[place] if place in AT else with_back(address, back)


WAYS: Mapping[Place, tuple[str, str]] = {
    Place.PERIOD: ("placements:period_edit", "period"),
    Place.FACTS: ("placements:facts", "period"),
    Place.INSTRUCTOR: ("placements:period_instructor", "period"),
    Place.CALLING_OFF: ("placements:calling_off", "period"),
    Place.AGREEMENTS: ("placements:period", "period"),
    Place.INTERRUPTIONS: ("placements:period", "period"),
    Place.ASSESSMENT: ("placements:suitability", "partner"),
    Place.PARTNER: ("directory:partner_edit", "partner"),
    Place.STUDENT: ("placements:student_edit", "student"),
    Place.CARDS: ("placements:student_card", "student"),
    Place.STATES: ("placements:student_state", "student"),
    Place.SUPPORT: ("placements:student_support", "student"),
    Place.COMPETENCE: ("placements:instructor", "instructor"),
    Place.CONTACT: ("directory:person_edit", "instructor"),
}
# What one may do to open them; the others are open to whoever keeps periods.
ASKED: Mapping[Place, Act] = {
    Place.PARTNER: Act.EDIT_PARTNER,
    Place.SUPPORT: Act.SEE_SUPPORT,
    Place.CONTACT: Act.EDIT_PERSON,
}
# Where on its page.
AT: Mapping[Place, str] = {Place.AGREEMENTS: "#agreements", Place.INTERRUPTIONS: "#interruptions"}
