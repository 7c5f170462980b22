"""What is asked about a provider's own fields: which there are, and what stands in them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from veturi.directory.models import OwnField, OwnValue, Partnership, Person, Thing
from veturi.directory.rules.own_definitions import Definition
from veturi.directory.rules.own_fields import Kind, Picks, Value, in_words

Owner = Partnership | Person


def thing_of(owner: Owner) -> Thing:
    return Thing.PARTNER if isinstance(owner, Partnership) else Thing.PERSON


def own_fields(provider: int, thing: Thing) -> list[OwnField]:
    """The provider's fields in their order, with their choices."""
    rows = OwnField.objects.filter(provider=provider, thing=thing)
    return list(rows.standing().in_order())


def all_own_fields(provider: int, thing: Thing) -> list[OwnField]:
    """Also those that were put away: what stands in them stays."""
    return list(OwnField.objects.filter(provider=provider, thing=thing).in_order())


def definition_of(field: OwnField) -> Definition:
    """The field as a file tells it."""
    return Definition(
        field.thing,
        field.key,
        field.said,
        field.kind,
        help_text=field.help_text,
        is_required=field.is_required,
        is_filter=field.is_filter,
        choices=tuple(choice.said for choice in field.choices.all()),
    )


def held(fields: Iterable[OwnField], rows: Collection[OwnValue]) -> dict[str, Value]:
    """What each field holds, by its name; these are the rows of one thing."""
    values: dict[str, Value] = {}
    for field in fields:
        mine = [row.value for row in rows if row.field_id == field.pk]
        values[field.name] = _together(field, mine)
    return values


def _together(field: OwnField, values: Sequence[Value]) -> Value:
    shape = field.shape
    if shape.kind == Kind.SEVERAL:
        return Picks(key for key in shape.choices if key in values)
    return values[0] if values else shape.nothing()


def held_by(owners: Sequence[Owner], fields: Sequence[OwnField]) -> dict[int, dict[str, Value]]:
    """The values of things of one kind, in one query."""
    if not owners or not fields:
        return {owner.pk: {} for owner in owners}
    column = "partnership" if isinstance(owners[0], Partnership) else "person"
    found: dict[int, list[OwnValue]] = {owner.pk: [] for owner in owners}
    for row in OwnValue.objects.filter(**{f"{column}__in": found.keys(), "field__in": fields}):
        found[getattr(row, f"{column}_id")].append(row)
    return {key: held(fields, rows) for key, rows in found.items()}


def held_in(owner: Owner, fields: Sequence[OwnField]) -> Mapping[str, Value]:
    return held_by([owner], fields)[owner.pk]


def own_of(owner: Owner) -> dict[str, Value]:
    """What stands in the fields of the thing, by their names."""
    fields = own_fields(owner.provider_id, thing_of(owner))
    return dict(held_in(owner, fields))


@dataclass(frozen=True, slots=True)
class Fact:
    """A filled field as a page shows it."""

    label: str
    value: str | Decimal | date
    is_address: bool
    is_long: bool


def facts(owner: Owner) -> list[Fact]:
    """The fields that are filled, in their order."""
    fields = own_fields(owner.provider_id, thing_of(owner))
    values = held_in(owner, fields)
    return [
        Fact(
            field.label,
            in_words(field.shape, values[field.name]),
            is_address=field.kind == Kind.ADDRESS,
            is_long=field.kind == Kind.LONG,
        )
        for field in fields
        if values[field.name] != field.shape.nothing()
    ]
