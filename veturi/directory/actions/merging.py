"""Making one of two and undoing it: a pointer is set, fields are taken, a log restores them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import tell
from veturi.directory.actions.partners import edit_partner
from veturi.directory.actions.people import edit_person
from veturi.directory.actions.relieving import reinstate, relieve
from veturi.directory.models import (
    Merge,
    MergedField,
    Organisation,
    OwnField,
    Pair,
    Partnership,
    Person,
    Provider,
    Repointed,
    Thing,
)
from veturi.directory.own_fields import all_own_fields, held_in, own_fields, thing_of
from veturi.directory.rules.own_fields import PREFIX, read_written
from veturi.directory.rules.owners import OWNERS, kept_two
from veturi.foundation.history.actions import Difference, written

PARTNER_FIELDS = ("name", "owner", "deputy", "sponsor", "unit", "phase", "since", "notes")
PARTNER_FACTS = (
    "name",
    "business_id",
    "kind",
    "legal_form",
    "municipality",
    "industry",
    "industry_version",
    "size",
    "languages",
    "website",
)
PERSON_FIELDS = (
    "given_name",
    "family_name",
    "title",
    "email",
    "phone",
    "language",
    "legal_basis",
    "consent_on",
    "notes",
)
FACT = "organisation."
Either = Partnership | Person


class NotMerged(Exception):
    """The two are not made one, or not parted; the sentence says why."""


def fields_of(thing: Thing, *, provider: int) -> tuple[str, ...]:
    """What may be chosen from either side; facts of the organisation carry its name in front."""
    own = [field.name for field in own_fields(provider, thing)]
    if thing == Thing.PERSON:
        return (*PERSON_FIELDS, *own)
    return (*PARTNER_FIELDS, *(f"{FACT}{name}" for name in PARTNER_FACTS), *own)


def value_of(row: Either, field: str) -> Any:
    """The value of a built-in field, a fact of the organisation included."""
    if field.startswith(FACT) and isinstance(row, Partnership):
        return getattr(row.organisation, field.removeprefix(FACT))
    return getattr(row, field)


def values_of(row: Either, fields: Iterable[str]) -> dict[str, Any]:
    """The values of these fields, those of the provider's own included."""
    names = list(fields)
    own = held_in(row, [field for name, field in _own(row, names).items() if name in names])
    return {name: own[name] if name in own else value_of(row, name) for name in names}


def _own(row: Either, names: Iterable[str]) -> dict[str, OwnField]:
    """Those of them that are the provider's own; also what was put away since the merge."""
    if not any(name.startswith(PREFIX) for name in names):
        return {}
    return {one.name: one for one in all_own_fields(row.provider_id, thing_of(row))}


@transaction.atomic
def merge(
    stays: Either, absorbed: Either, *, take: Iterable[str], by: Person, at: datetime
) -> Merge:
    """The absorbed one is shown and counted with the one that stays, from now on."""
    thing = thing_of(stays)
    stays, absorbed = _locked(thing, stays, absorbed)
    _refuse(thing, stays, absorbed)
    row = Merge.objects.create(
        provider=stays.provider, thing=thing, stays=stays.pk, absorbed=absorbed.pk, at=at, by=by
    )
    _take(row, stays, absorbed, _differing(stays, absorbed, take), by=by)
    _point(row, thing, absorbed, stays)
    Pair.objects.filter(thing=thing).filter(
        models.Q(first=absorbed.pk) | models.Q(second=absorbed.pk)
    ).filter(dismissed_at=None).delete()
    _tell_both(stays, absorbed, "merged", "", str(stays), by=by)
    return row


def _locked(thing: Thing, *rows: Either) -> list[Any]:
    """In the order of keys, so that two who merge the same pair never wait for each other."""
    Provider.objects.select_for_update().get(pk=rows[0].provider_id)
    found = thing.model._default_manager.in_bulk([row.pk for row in rows])
    return [found[row.pk] for row in rows]


def _refuse(thing: Thing, stays: Any, absorbed: Any) -> None:
    if stays.pk == absorbed.pk:
        raise NotMerged(_("It is one already."))
    if stays.provider_id != absorbed.provider_id:
        raise NotMerged(_("Only what is one school's own is merged."))
    if stays.absorbed_into_id or absorbed.absorbed_into_id:
        raise NotMerged(_("This was merged into another already."))
    if thing == Thing.PERSON and (stays.is_ours or absorbed.is_ours):
        raise NotMerged(_("People of ours are not merged: their entries carry their names."))
    if thing == Thing.PARTNER and stays.organisation.is_public and absorbed.organisation.is_public:
        raise NotMerged(_("Two public organisations are joined by the register only."))


def _differing(stays: Either, absorbed: Either, take: Iterable[str]) -> list[str]:
    known = fields_of(thing_of(stays), provider=stays.provider_id)
    wanted = set(take)
    asked = [field for field in known if field in wanted and is_own(stays, field)]
    mine, theirs = values_of(stays, asked), values_of(absorbed, asked)
    return [field for field in asked if written(mine[field]) != written(theirs[field])]


def is_own(row: Either, field: str) -> bool:
    """Facts of a public organisation are the register's: a merge does not change them."""
    if field.startswith(FACT) and isinstance(row, Partnership):
        return row.organisation.private_to_id == row.provider_id
    return True


def _take(
    row: Merge, stays: Either, absorbed: Either, fields: Sequence[str], *, by: Person
) -> None:
    """Write down what each field was, then give the one that stays the other's value."""
    theirs = _with_two_owners(stays, values_of(absorbed, fields))
    mine = values_of(stays, theirs)
    MergedField.objects.bulk_create(
        MergedField(
            provider=row.provider,
            merge=row,
            field=field,
            before=written(mine[field]),
            taken=written(theirs[field]),
        )
        for field in theirs
    )
    _give(stays, theirs, by=by)


def _with_two_owners(row: Either, values: dict[str, Any]) -> dict[str, Any]:
    """A deputy who would be the owner too is none; what is not taken is not written down."""
    if isinstance(row, Person) or not values.keys() & set(OWNERS):
        return values
    return kept_two(values_of(row, OWNERS), values)


def _give(row: Either, values: Mapping[str, Any], *, by: Person) -> None:
    own = {name: value for name, value in values.items() if name.startswith(PREFIX)}
    facts = {name: value for name, value in values.items() if name.startswith(FACT)}
    fields = {name: values[name] for name in values if name not in {*own, *facts}}
    if isinstance(row, Person):
        edit_person(row, by=by, fields=fields, own=own)
        return
    facts = {name.removeprefix(FACT): value for name, value in facts.items()}
    if facts.get("business_id"):
        _refuse_taken_number(row, facts["business_id"])
    edit_partner(row, by=by, fields=fields, facts=facts, own=own)


def _refuse_taken_number(row: Partnership, business_id: str) -> None:
    """The absorbed organisation keeps its Y-tunnus, so that an undo finds all as it was."""
    others = Organisation.objects.filter(private_to=row.provider_id, business_id=business_id)
    if others.exclude(pk=row.organisation_id).exists():
        raise NotMerged(_("Let the one with the Y-tunnus stay: the number goes with it."))


def _point(row: Merge, thing: Thing, absorbed: Any, stays: Any) -> None:
    earlier = thing.model._default_manager.filter(absorbed_into=absorbed.pk)
    Repointed.objects.bulk_create(
        Repointed(provider=row.provider, merge=row, key=key)
        for key in earlier.values_list("pk", flat=True)
    )
    earlier.update(absorbed_into=stays.pk)
    thing.model._default_manager.filter(pk=absorbed.pk).update(absorbed_into=stays.pk)
    if thing == Thing.PERSON:
        relieve(row, by=row.by)


def _tell_both(stays: Any, absorbed: Any, field: str, old: str, new: str, *, by: Person) -> None:
    tell(stays, [Difference(field, old, str(absorbed) if new else "")], by=by)
    tell(absorbed, [Difference(f"{field}_into", old, new)], by=by)


@transaction.atomic
def merge_many(pairs: Sequence[tuple[Either, Either]], *, by: Person, at: datetime) -> list[Merge]:
    """The set form: the one that stays keeps its values, what it lacks is taken from the other."""
    return [
        merge(stays, absorbed, take=lacking(stays, absorbed), by=by, at=at)
        for stays, absorbed in pairs
    ]


def lacking(stays: Either, absorbed: Either) -> list[str]:
    """Fields that are empty on the one that stays and filled on the other."""
    fields = fields_of(thing_of(stays), provider=stays.provider_id)
    mine, theirs = values_of(stays, fields), values_of(absorbed, fields)
    return [
        field
        for field in fields
        if not written(mine[field]) and written(theirs[field]) and field != f"{FACT}business_id"
    ]


def changed_since(row: Merge) -> list[MergedField]:
    """Fields that were taken and have been changed by somebody after the merge.

    What a later merge took over is not asked about: that one knows what it was before.
    """
    stays = Thing(row.thing).model._default_manager.get(pk=row.stays)
    later = _later_fields(row)
    taken = [one for one in row.fields.order_by("pk") if one.field not in later]
    now = values_of(stays, [one.field for one in taken])
    return [one for one in taken if written(now[one.field]) != one.taken]


def _later_fields(row: Merge) -> dict[str, MergedField]:
    """Of each field, where the next merge into the same one wrote down what it was."""
    merges = Merge.objects.standing().filter(thing=row.thing, stays=row.stays, pk__gt=row.pk)
    fields = MergedField.objects.filter(merge__in=merges).order_by("-merge_id", "-pk")
    return {field.field: field for field in fields}


@transaction.atomic
def undo(row: Merge, *, keep: Iterable[str] = (), by: Person, at: datetime) -> Merge:
    """Part them again: pointers are cleared, fields are as they were before.

    What somebody changed after the merge is asked about: `keep` names the fields whose later value
    stays; the others are restored, unless a later merge that still stands took them too. Whatever
    was logged meanwhile stays where it was logged.
    """
    thing = Thing(row.thing)
    fresh = Merge.objects.select_for_update().get(pk=row.pk)
    if fresh.undone_at is not None:
        raise NotMerged(_("This merge was undone already."))
    stays = thing.model._default_manager.get(pk=fresh.stays)
    if stays.absorbed_into_id:
        raise NotMerged(_("The one that stayed was merged on: undo the later merge first."))
    absorbed = thing.model._default_manager.get(pk=fresh.absorbed)
    later = _hand_on(fresh)
    kept = {*keep, *later}
    restored = [field for field in fresh.fields.order_by("pk") if field.field not in kept]
    _give(stays, _with_two_owners(stays, values_before(stays, restored)), by=by)
    keys = [absorbed.pk, *fresh.repointed.values_list("key", flat=True)]
    thing.model._default_manager.filter(pk=absorbed.pk).update(absorbed_into=None)
    thing.model._default_manager.filter(pk__in=keys[1:]).update(absorbed_into=absorbed.pk)
    reinstate(fresh, by=by)
    fresh.undone_at, fresh.undone_by = at, by
    fresh.save(update_fields=["undone_at", "undone_by"])
    _tell_both(stays, absorbed, "merged", str(stays), "", by=by)
    return fresh


def _hand_on(row: Merge) -> set[str]:
    """A later merge that took the same field remembers from now on what it was before this one."""
    later = _later_fields(row)
    for mine in row.fields.filter(field__in=later):
        theirs = later[mine.field]
        if theirs.before == mine.taken:
            theirs.before = mine.before
            theirs.save(update_fields=["before"])
    return set(later)


def values_before(row: Either, taken: Sequence[MergedField]) -> dict[str, Any]:
    """What the fields were before the merge, read from the log as each field takes it."""
    own = _own(row, [one.field for one in taken])
    return {
        one.field: read_written(own[one.field].shape, one.before)
        if one.field in own
        else _read(row, one.field, one.before)
        for one in taken
    }


def _read(row: Either, field: str, text: str) -> Any:
    """A value of a built-in field, as the field takes it."""
    model: type[models.Model] = Organisation if field.startswith(FACT) else type(row)
    column = model._meta.get_field(field.removeprefix(FACT))
    if isinstance(column, models.ForeignKey):
        target = column.related_model
        return target._default_manager.get(pk=int(text)) if text else None
    if isinstance(column, models.DateField):
        return date.fromisoformat(text) if text else None
    return text
