"""Persons of partners that may be the one that is typed."""

from collections.abc import Mapping
from typing import Any

from veturi.directory.comparing import person_rows
from veturi.directory.look_alikes.telling import FIRST, Alike, carriers, sentences, told
from veturi.directory.models import Partnership, Person, Position, Provider
from veturi.directory.rules.duplicates import Reason, Row, reasons_between
from veturi.directory.rules.names import SOME, name_likeness
from veturi.foundation.search.models import Shelf
from veturi.foundation.search.texts import number_mark
from veturi.foundation.text import fold

NAMESAKES = 20


def alike_people(
    person: Person,
    typed: Mapping[str, Any],
    *,
    at: Partnership | None = None,
    but: int | None = None,
) -> list[Alike]:
    """By e-mail, phone and name; by nearly the same name only at the same partner."""
    one, said = _typed_person(typed, at)
    provider = Provider(pk=person.provider_id)
    keys = {
        *_named(person, one.names),
        *_reached(one.emails | one.phones, provider.scope),
        *_near_named_at(at, one.names),
    }
    shown = _people_shown(person, keys, but=but)
    rows = person_rows(provider, only=keys | shown.keys())
    found = told(((row, _reasons(one, row)) for row in rows if row.key in shown), FIRST)
    return [
        Alike(shown[key], sentences(reasons, said), where=_partners_of(shown[key]))
        for key, reasons in found
    ]


def _typed_person(
    typed: Mapping[str, Any], at: Partnership | None
) -> tuple[Row, dict[Reason, str]]:
    """The row as it is compared, and what was typed, to be told back."""
    given, family, email, phone = (
        str(typed.get(field) or "")[:200].strip()
        for field in ("given_name", "family_name", "email", "phone")
    )
    number = number_mark(phone)
    row = Row(
        0,
        names=(name,) if family and (name := fold(f"{given} {family}")) else (),
        emails=frozenset({email.lower()} if "@" in email else ()),
        phones=frozenset({number} if len(number) >= 5 else ()),  # noqa: PLR2004 - a shorter one is still being typed
        partners=frozenset({at.shown.pk} if at else ()),
    )
    return row, {Reason.EMAIL: email, Reason.PHONE: phone}


def _named(person: Person, names: tuple[str, ...]) -> list[int]:
    """With the same name, whichever half of it was written first."""
    either = [*names, *(" ".join([*name.split()[1:], name.split()[0]]) for name in names)]
    rows = Person.objects.seen_by(person).standing().of_partners().filter(name_folded__in=either)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:NAMESAKES])


def _reached(marks: frozenset[str], scope: str) -> list[int]:
    return [key for mark in marks for _shelf, key in carriers(mark, scope, [Shelf.PERSON])]


def _near_named_at(at: Partnership | None, names: tuple[str, ...]) -> list[int]:
    if at is None or not names:
        return []
    there = Position.objects.filter(partnership__in=at.shown.family()).values_list(
        "person_id", "person__name_folded"
    )
    return [key for key, name in there if name_likeness(names[0], name) >= SOME]


def _people_shown(person: Person, keys: set[int], *, but: int | None) -> dict[int, Person]:
    """Those that stand, each with what it was merged into instead of it."""
    mine = Person.objects.seen_by(person).of_partners().filter(pk__in=keys)
    stay = {stays or key for key, stays in mine.values_list("pk", "absorbed_into_id")}
    rows = Person.objects.seen_by(person).standing().filter(pk__in=stay - {but})
    found = rows.prefetch_related("positions__partnership__absorbed_into")
    return {row.pk: row for row in found}


def _partners_of(person: Person) -> str:
    at = (position.partnership.shown.name for position in person.positions.all())
    return ", ".join(dict.fromkeys(at))


def _reasons(one: Row, other: Row) -> list[Reason]:
    likeness = max((name_likeness(a, b) for a in one.names for b in other.names), default=0.0)
    if one.partners.isdisjoint(other.partners) and likeness < 100:  # noqa: PLR2004 - wholly alike
        likeness = 0
    return list(reasons_between(one, other, likeness))
