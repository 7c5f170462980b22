"""Giving fields of a provider's own their values: the one way in, from wherever they come."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction

from veturi.directory.actions.changing import subject_of
from veturi.directory.models import OwnField, OwnValue, Person, Provider, Thing
from veturi.directory.models.own_fields import value_rows
from veturi.directory.own_fields import Owner, all_own_fields, held_by, thing_of
from veturi.directory.rules.own_fields import NotThis, Value, checked
from veturi.foundation.history.actions import Difference, differences, note_many
from veturi.foundation.rows import create

Given = Mapping[str, Value]


class NotGiven(Exception):
    """A field cannot hold the value; the sentence names both."""

    def __init__(self, field: OwnField, refusal: NotThis) -> None:
        super().__init__(f"{field.label}: {refusal}")
        self.field = field


def give_own(owner: Owner, values: Given, *, by: Person | None, batch: str = "") -> None:
    """Give the thing these values, by the names of the fields; the others stay."""
    give_own_many([(owner, values)], provider=owner.provider, by=by, batch=batch)


@transaction.atomic
def give_own_many(
    many: Sequence[tuple[Owner, Given]], *, provider: Provider, by: Person | None, batch: str = ""
) -> None:
    """The set form for things of one kind: what differs is written and told to history."""
    given = [(owner, values) for owner, values in many if values]
    if not given:
        return
    owners = _locked([owner for owner, _values in given])
    fields = {row.name: row for row in all_own_fields(provider.pk, thing_of(owners[0]))}
    there = held_by(owners, list(fields.values()))
    changes: list[tuple[Owner, list[Difference], Given]] = []
    for owner, values in given:
        kept = dict(_checked(fields, values))
        if found := differences(there[owner.pk], kept):
            changes.append((owner, found, kept))
            there[owner.pk].update(kept)
    _write(changes, fields)
    note_many(
        [(subject_of(owner), found) for owner, found, _kept in changes],
        scope=provider.scope,
        by=by.user if by else None,
        batch=batch,
    )


def _locked(owners: Sequence[Owner]) -> Sequence[Owner]:
    """Of two who give the same field a value the second waits here."""
    rows: Any = type(owners[0])._default_manager.filter(pk__in={owner.pk for owner in owners})
    list(rows.select_for_update().order_by("pk").values_list("pk"))
    return owners


def _checked(fields: Mapping[str, OwnField], values: Given) -> Iterator[tuple[str, Value]]:
    for name, value in values.items():
        try:
            yield name, checked(fields[name].shape, value)
        except NotThis as refusal:
            raise NotGiven(fields[name], refusal) from refusal


def _write(
    changes: Sequence[tuple[Owner, list[Difference], Given]], fields: Mapping[str, OwnField]
) -> None:
    """What stood there goes, what stands there now is written in one go."""
    rows: dict[tuple[int, str], list[OwnValue]] = {}
    held: dict[str, list[int]] = {}
    for owner, found, kept in changes:
        for one in found:
            rows[owner.pk, one.field] = value_rows(fields[one.field], owner, kept[one.field])
            if one.old:
                held.setdefault(one.field, []).append(owner.pk)
    for name, keys in held.items():
        column = "partnership" if fields[name].thing == Thing.PARTNER else "person"
        OwnValue.objects.filter(field=fields[name], **{f"{column}__in": keys}).delete()
    create([row for found in rows.values() for row in found])
