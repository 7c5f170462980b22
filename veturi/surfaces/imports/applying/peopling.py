"""The partner's people: who is new comes in, who is there gets what the list knows better."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from veturi.directory.actions.changing import tell
from veturi.directory.actions.own_values import give_own_many
from veturi.directory.actions.people import add_people as add_persons
from veturi.directory.actions.people import edit_person, give_positions
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Person, Position, Thing
from veturi.directory.own_fields import all_own_fields, held_by
from veturi.directory.rules.own_fields import Value
from veturi.foundation.history.actions import Difference, written
from veturi.foundation.text import fold
from veturi.surfaces.imports.applying.work import Plan, Work
from veturi.surfaces.imports.rules.own import OF_PERSON
from veturi.surfaces.imports.rules.values import Contact

FIELDS = {"email": "contact_email", "phone": "contact_phone", "title": "contact_name"}


Changes = dict[str, tuple[Any, Any]]


@dataclass(slots=True)
class Face:
    """A person of a partner: one who is there, or one who comes with this step."""

    fields: dict[str, str]
    own: dict[str, Value]
    person: Person | None = None
    later: list[tuple[Plan, Changes]] = field(default_factory=list)

    def is_of(self, contact: Contact) -> bool:
        """The same name; or the same family name and e-mail, the given one shortened."""
        if fold(f"{self.fields['given_name']} {self.fields['family_name']}") == fold(str(contact)):
            return True
        same_family = fold(self.fields["family_name"]) == fold(contact.family_name)
        return same_family and bool(contact.email) and self.fields["email"] == contact.email


Faces = dict[int, list[Face]]


def add_people(work: Work) -> None:
    plans = [plan for plan in work.brought_in if plan.values.persons]
    faces, has_main = _there(work, plans)
    fresh: list[tuple[Plan, Face]] = []
    for plan in plans:
        known = faces[plan.partner.pk]
        for contact in plan.values.persons:
            face = next((one for one in known if one.is_of(contact)), None)
            if face is None:
                face = Face(_fields(contact), dict(plan.values.own_of_persons))
                known.append(face)
                fresh.append((plan, face))
            else:
                _better(plan, face, contact, work)
    _bring(fresh, has_main, work)
    for plan in work.brought_in:
        if not plan.values.persons:
            _keep_in_words(plan, work)


def _keep_in_words(plan: Plan, work: Work) -> None:
    """What is said of persons whom the row does not name."""
    texts = plan.row.texts(work.imported.mapping)
    for name in plan.values.own_of_persons:
        key = f"{OF_PERSON}{name}"
        plan.keep(key, texts.get(key, ""))


def _there(work: Work, plans: Sequence[Plan]) -> tuple[Faces, set[int]]:
    faces: Faces = defaultdict(list)
    partners = [plan.partner for plan in plans]
    rows = Position.objects.filter(partnership__in=partners).select_related("person")
    positions = list(rows.order_by("pk"))
    own = _own_there(work, positions)
    has_main = set()
    for position in positions:
        person = position.person
        fields = {name: getattr(person, name) for name in ("given_name", "family_name", *FIELDS)}
        faces[position.partnership_id].append(Face(fields, own[person.pk], person))
        has_main |= {position.partnership_id} if position.is_main else set()
    return faces, has_main


def _own_there(work: Work, positions: Sequence[Position]) -> dict[int, dict[str, Value]]:
    """What stands in those of the provider's own fields that a column holds; one a person."""
    columns = set(work.imported.mapping.values())
    fields = all_own_fields(work.provider.pk, Thing.PERSON)
    mapped = [field for field in fields if f"{OF_PERSON}{field.name}" in columns]
    return held_by(list({row.person_id: row.person for row in positions}.values()), mapped)


def _fields(contact: Contact) -> dict[str, str]:
    return {name: getattr(contact, name) for name in ("given_name", "family_name", *FIELDS)}


def _better(plan: Plan, face: Face, contact: Contact, work: Work) -> None:
    """A list overrules what was known; a second row of it only fills what is empty."""
    changes: dict[str, tuple[Any, Any]] = {}
    for name, key in FIELDS.items():
        new, old = getattr(contact, name), face.fields[name]
        if not new or new == old:
            continue
        if old and plan.fills_only:
            plan.keep(key, f"{contact} {new}")
        else:
            changes[name] = (old, new)
    news = {name: new for name, (_old, new) in changes.items()}
    own = _better_own(plan, face, contact, work)
    changes |= {name: (face.own[name], new) for name, new in own.items()}
    face.fields |= news
    face.own |= own
    if changes and face.person is None:
        face.later.append((plan, changes))
    elif changes and face.person is not None:
        edit_person(face.person, by=work.by, fields=news, own=own, batch=work.batch)
        _leave(plan, face.person, changes)


def _better_own(plan: Plan, face: Face, contact: Contact, work: Work) -> dict[str, Value]:
    """An answer of no is an answer: only what was left open is filled by a second row."""
    texts, news = plan.row.texts(work.imported.mapping), {}
    for name, new in plan.values.own_of_persons.items():
        old = written(face.own.setdefault(name, None))
        if written(new) == old:
            continue
        if old and plan.fills_only:
            plan.keep(f"{OF_PERSON}{name}", f"{contact} {texts[f'{OF_PERSON}{name}']}")
        else:
            news[name] = new
    return news


def _leave(plan: Plan, person: Person, changes: Changes) -> None:
    persons = plan.traces.setdefault("persons", {})
    persons[str(person.pk)] = {name: _plain(pair) for name, pair in changes.items()}


def _plain(pair: tuple[Any, Any]) -> list[str]:
    return [written(value) for value in pair]


def _bring(fresh: Sequence[tuple[Plan, Face]], has_main: set[int], work: Work) -> None:
    persons = add_persons(
        [face.fields for _plan, face in fresh], provider=work.provider, by=work.by, batch=work.batch
    )
    positions: list[tuple[Person, Any, dict[str, Any]]] = []
    for (plan, face), person in zip(fresh, persons, strict=True):
        face.person = person
        is_main = plan.partner.pk not in has_main
        has_main.add(plan.partner.pk)
        fields = {"role": PersonRole.CONTACT.value, "is_main": is_main}
        positions.append((person, plan.partner, fields))
        plan.leave("people", person.pk)
        _tell_later(face, person, work)
    give_positions(positions, provider=work.provider)
    own = [(person, face.own) for (_plan, face), person in zip(fresh, persons, strict=True)]
    give_own_many(own, provider=work.provider, by=work.by, batch=work.batch)


def _tell_later(face: Face, person: Person, work: Work) -> None:
    """Rows below, of the same step, knew more: it is history as if they had come in later.

    What they say in own fields is told when these are given.
    """
    for plan, changes in face.later:
        told = [Difference(name, *pair) for name, pair in changes.items() if name in FIELDS]
        tell(person, told, by=work.by, batch=work.batch)
        _leave(plan, person, changes)
