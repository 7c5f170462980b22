"""A partner with what was merged into it: read once, for all panels of its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from veturi.directory.models import Partnership, Person, Position


@dataclass(frozen=True, slots=True)
class Family:
    partner: Partnership
    absorbed: list[Partnership]
    # Past and present, the main contact first.
    positions: list[Position]

    @property
    def stays(self) -> dict[int, int]:
        """Every key whose rows are shown here → the partner's."""
        return dict.fromkeys(self.keys, self.partner.pk)

    @property
    def keys(self) -> list[int]:
        return [one.pk for one in self._members]

    @property
    def organisations(self) -> list[int]:
        return [one.organisation_id for one in self._members]

    @property
    def _members(self) -> Iterable[Partnership]:
        return (self.partner, *self.absorbed)

    def held_on(self, day: date) -> list[Position]:
        return [one for one in self.positions if one.holds_on(day)]

    def contacts(self, *, on: date) -> list[Position]:
        """Today's contacts, each with the one that the person is shown with, a role once."""
        there = [one for one in self.held_on(on) if _may_be_reached(one.person)]
        once = {(one.person.shown.pk, one.role): one for one in reversed(there)}
        return list(once.values())[::-1]

    @property
    def people(self) -> list[Person]:
        """Whom a filter of the line may name: whoever stands and has ever been there."""
        people = {one.person_id: one.person for one in self.positions}.values()
        standing = [one for one in people if _may_be_reached(one) and one.absorbed_into is None]
        return sorted(standing, key=lambda one: one.name_sort)


def _may_be_reached(person: Person) -> bool:
    return person.archived_on is None and person.erased_on is None


def family_of(partner: Partnership) -> Family:
    absorbed = list(Partnership.objects.filter(absorbed_into=partner).order_by("name_sort"))
    positions = (
        Position.objects.filter(partnership__in=[partner.pk, *(one.pk for one in absorbed)])
        .select_related("person__absorbed_into")
        .order_by("-is_main", "person__name_sort")
    )
    return Family(partner, absorbed, list(positions))
