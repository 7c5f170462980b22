"""Where what the law finds in a period is mended."""

from collections.abc import Mapping

from django.urls import reverse

from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.rules.law import Place


def ways_to_mend(period: Period) -> Mapping[Place, str]:
    """The address of each place; the field of a finding stands there as `#id_…`."""
    partner = period.partnership.shown.pk
    return _of_period(period) | {
        Place.ASSESSMENT: reverse("placements:suitability", args=[partner]),
        Place.PARTNER: reverse("directory:partner_edit", args=[partner]),
        Place.STUDENT: reverse("placements:student_edit", args=[period.student_id]),
        Place.SUPPORT: reverse("placements:student_support", args=[period.student_id]),
        **_of_instructor(period),
    }


def _of_period(period: Period) -> dict[Place, str]:
    names = {
        Place.PERIOD: "placements:period_edit",
        Place.FACTS: "placements:facts",
        Place.INSTRUCTOR: "placements:period_instructor",
        Place.CALLING_OFF: "placements:calling_off",
        Place.AGREEMENTS: "placements:period",
    }
    return {place: reverse(name, args=[period.pk]) for place, name in names.items()}


def _of_instructor(period: Period) -> dict[Place, str]:
    if period.instructor is None:
        return {}
    key = period.instructor.shown.pk
    return {
        Place.COMPETENCE: reverse("placements:instructor", args=[key]),
        Place.CONTACT: reverse("directory:person_edit", args=[key]),
    }
