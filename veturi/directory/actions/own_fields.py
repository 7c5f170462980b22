"""Keeping the fields of a provider's own: made, changed, ordered, put away; choices likewise."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import change, tell
from veturi.directory.models import OwnChoice, OwnField, OwnValue, Person, Provider, Thing
from veturi.directory.rules.own_definitions import Definition
from veturi.directory.rules.own_fields import Kind, key_from
from veturi.foundation.history.actions import Difference
from veturi.foundation.words import Words

KEY = "key"


class NotKept(Exception):
    """The field or its choice stays as it is; the sentence says why."""


@transaction.atomic
def add_own_field(
    provider: Provider,
    *,
    thing: Thing,
    by: Person | None,
    fields: Mapping[str, Any],
    choices: Sequence[Words] = (),
) -> OwnField:
    """A new field, the last one; a field with choices is made with at least one."""
    Provider.objects.select_for_update().get(pk=provider.pk)
    there = OwnField.objects.filter(provider=provider, thing=thing)
    taken = frozenset(there.values_list("key", flat=True))
    given = {KEY: key_from(fields["label_fi"], taken), **fields}
    row = OwnField(provider=provider, thing=thing, place=_last(there), **given)
    if Kind(row.kind).has_choices and not choices:
        raise NotKept(_("Write at least one choice."))
    row.full_clean()
    row.save()
    tell(row, [Difference("made", "", row.label_fi)], by=by)
    for words in choices if Kind(row.kind).has_choices else ():
        add_choice(row, by=by, label=words)
    return row


@transaction.atomic
def take_definitions(
    provider: Provider, definitions: Sequence[Definition], *, by: Person
) -> list[OwnField]:
    """What a file tells: new fields are made, known ones renamed and given further choices."""
    return [_take(provider, one, by=by) for one in definitions]


def _take(provider: Provider, told: Definition, *, by: Person) -> OwnField:
    fields = {
        "label_fi": told.label.fi,
        "label_sv": told.label.sv,
        "label_en": told.label.en,
        "help_text": told.help_text,
        "is_required": told.is_required,
        "is_filter": told.is_filter,
    }
    thing = Thing(told.thing)
    row = OwnField.objects.filter(provider=provider, thing=thing, key=told.key).first()
    if row is None:
        fields |= {KEY: told.key, "kind": told.kind}
        return add_own_field(provider, thing=thing, by=by, fields=fields, choices=told.choices)
    if row.kind != told.kind:
        raise NotKept(_("%(name)s is here a field of another kind.") % {"name": row.label})
    there = set(row.choices.values_list("label_fi", flat=True))
    for words in told.choices:
        if words.fi not in there:
            add_choice(row, by=by, label=words)
    return edit_own_field(row, by=by, fields=fields)


def _last(rows: "models.QuerySet[Any]") -> int:
    return (rows.aggregate(last=models.Max("place"))["last"] or 0) + 1


@transaction.atomic
def edit_own_field(row: OwnField, *, by: Person, fields: Mapping[str, Any]) -> OwnField:
    """The kind stays once something stands in the field: a number is no day."""
    fresh = OwnField.objects.select_for_update().get(pk=row.pk)
    kind = Kind(fields.get("kind", fresh.kind))
    if kind != fresh.kind:
        if fresh.values.exists():
            raise NotKept(
                _("Something stands in this field: put it away and make one of the other kind.")
            )
        if kind.has_choices and not fresh.choices.exists():
            raise NotKept(_("Give the field its choices first: make a new field of this kind."))
    return change(row, by=by, fields=fields)


@transaction.atomic
def move_own_field(row: OwnField, *, by: Person, up: bool) -> None:
    """Before the one above it, or after the one below it; the first and the last stay."""
    Provider.objects.select_for_update().get(pk=row.provider_id)
    rows = OwnField.objects.filter(provider=row.provider_id, thing=row.thing).standing()
    if moved := _moved(row, rows, up=up):
        tell(row, [Difference("place", *map(str, moved))], by=by)


def _moved(row: Any, rows: "models.QuerySet[Any]", *, up: bool) -> tuple[int, int] | None:
    """From which place to which; all are numbered anew, so that two never share one."""
    ordered = list(rows.order_by("place", "pk"))
    here = ordered.index(row)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(ordered):
        return None
    ordered[here], ordered[there] = ordered[there], ordered[here]
    for place, one in enumerate(ordered, 1):
        rows.filter(pk=one.pk).update(place=place)
    return here + 1, there + 1


def put_away(row: OwnField, *, by: Person, on: date) -> OwnField:
    """Gone from forms and lists; what stands in it stays, and comes back with it."""
    return change(row, by=by, fields={"put_away_on": on})


def take_out(row: OwnField, *, by: Person) -> OwnField:
    return change(row, by=by, fields={"put_away_on": None})


@transaction.atomic
def add_choice(field: OwnField, *, by: Person | None, label: Words) -> OwnChoice:
    """The last one of the field."""
    row = OwnChoice(
        provider=field.provider,
        field=field,
        place=_last(OwnChoice.objects.filter(field=field)),
        label_fi=label.fi,
        label_sv=label.sv,
        label_en=label.en,
    )
    row.full_clean()
    row.save()
    tell(field, [Difference("choice", "", row.label_fi)], by=by)
    return row


@transaction.atomic
def edit_choice(row: OwnChoice, *, by: Person, label: Words) -> OwnChoice:
    """Called otherwise: wherever it was chosen it is called so too."""
    before = OwnChoice.objects.select_for_update().get(pk=row.pk).label_fi
    fields = {"label_fi": label.fi, "label_sv": label.sv, "label_en": label.en}
    fresh = change(row, by=by, fields=fields)
    if fresh.label_fi != before:
        tell(fresh.field, [Difference("choice", before, fresh.label_fi)], by=by)
    return fresh


@transaction.atomic
def move_choice(row: OwnChoice, *, by: Person, up: bool) -> None:
    OwnField.objects.select_for_update().get(pk=row.field_id)
    if moved := _moved(row, OwnChoice.objects.filter(field=row.field_id), up=up):
        tell(row.field, [Difference(f"place.{row.label_fi}"[:60], *map(str, moved))], by=by)


@transaction.atomic
def remove_choice(row: OwnChoice, *, by: Person) -> None:
    """Only what nobody has chosen, and never the last one."""
    field = OwnField.objects.select_for_update().get(pk=row.field_id)
    chosen = models.Q(choice=row) | models.Q(picked=row)
    if OwnValue.objects.filter(chosen).exists():
        raise NotKept(_("This has been chosen somewhere: it stays. You can rename it."))
    if field.choices.count() == 1:
        raise NotKept(_("A field of choices has at least one."))
    tell(field, [Difference("choice", row.label_fi, "")], by=by)
    row.delete()
