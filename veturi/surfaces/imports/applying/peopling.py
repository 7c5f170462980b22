"""The partner's people: who is new comes in, who is there gets what the list knows better."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from veturi.directory.actions.people import add_people as add_persons
from veturi.directory.actions.people import edit_person, give_positions
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Person, Position
from veturi.foundation.text import fold
from veturi.surfaces.imports.applying.work import Plan, Work
from veturi.surfaces.imports.rules.values import Contact

FIELDS = {"email": "contact_email", "phone": "contact_phone", "title": "contact_name"}


@dataclass(slots=True)
class Face:
    """A person of a partner: one who is there, or one who comes with this step."""

    fields: dict[str, str]
    person: Person | None = None

    def is_of(self, contact: Contact) -> bool:
        """The same name; or the same family name and e-mail, the given one shortened."""
        if fold(f"{self.fields['given_name']} {self.fields['family_name']}") == fold(str(contact)):
            return True
        same_family = fold(self.fields["family_name"]) == fold(contact.family_name)
        return same_family and bool(contact.email) and self.fields["email"] == contact.email


Faces = dict[int, list[Face]]


def add_people(work: Work) -> None:
    plans = [plan for plan in work.brought_in if plan.values.persons]
    faces, has_main = _there(plans)
    fresh: list[tuple[Plan, Face]] = []
    for plan in plans:
        known = faces[plan.partner.pk]
        for contact in plan.values.persons:
            face = next((one for one in known if one.is_of(contact)), None)
            if face is None:
                face = Face(_fields(contact))
                known.append(face)
                fresh.append((plan, face))
            else:
                _better(plan, face, contact, work)
    _bring(fresh, has_main, work)


def _there(plans: Sequence[Plan]) -> tuple[Faces, set[int]]:
    faces: Faces = defaultdict(list)
    partners = [plan.partner for plan in plans]
    positions = Position.objects.filter(partnership__in=partners).select_related("person")
    has_main = set()
    for position in positions.order_by("pk"):
        person = position.person
        fields = {name: getattr(person, name) for name in ("given_name", "family_name", *FIELDS)}
        faces[position.partnership_id].append(Face(fields, person))
        has_main |= {position.partnership_id} if position.is_main else set()
    return faces, has_main


def _fields(contact: Contact) -> dict[str, str]:
    return {name: getattr(contact, name) for name in ("given_name", "family_name", *FIELDS)}


def _better(plan: Plan, face: Face, contact: Contact, work: Work) -> None:
    """A list overrules what was known; a second row of it only fills what is empty."""
    changes = {}
    for name, key in FIELDS.items():
        new, old = getattr(contact, name), face.fields[name]
        if not new or new == old:
            continue
        if old and plan.fills_only:
            plan.keep(key, f"{contact} {new}")
        else:
            changes[name] = (old, new)
    news = {name: new for name, (_old, new) in changes.items()}
    face.fields |= news
    if changes and face.person is None:
        plan.traces.setdefault("filled", []).extend(changes)
    elif changes and face.person is not None:
        edit_person(face.person, by=work.by, fields=news, batch=work.batch)
        persons = plan.traces.setdefault("persons", {})
        persons[str(face.person.pk)] = {name: list(pair) for name, pair in changes.items()}


def _bring(fresh: Sequence[tuple[Plan, Face]], has_main: set[int], work: Work) -> None:
    persons = add_persons(
        [face.fields for _plan, face in fresh], provider=work.provider, by=work.by, batch=work.batch
    )
    positions: list[tuple[Person, Any, dict[str, Any]]] = []
    for (plan, _face), person in zip(fresh, persons, strict=True):
        is_main = plan.partner.pk not in has_main
        has_main.add(plan.partner.pk)
        fields = {"role": PersonRole.CONTACT.value, "is_main": is_main}
        positions.append((person, plan.partner, fields))
        plan.leave("people", person.pk)
    give_positions(positions, provider=work.provider)
