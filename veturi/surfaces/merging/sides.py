"""Two rows side by side: every field with both values, and which one is proposed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Field, Model
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.merging import (
    FACT,
    Either,
    changed_since,
    fields_of,
    is_own,
    values_before,
    values_of,
)
from veturi.directory.codes.municipalities import municipality
from veturi.directory.models import (
    Merge,
    Organisation,
    OwnField,
    Pair,
    Partnership,
    Person,
    Position,
    Thing,
)
from veturi.directory.own_fields import all_own_fields, thing_of
from veturi.directory.rules.duplicates import Reason
from veturi.directory.rules.own_fields import in_words as own_in_words
from veturi.directory.telling import field_label
from veturi.foundation.web.templates import cell
from veturi.ledger.models import Tally

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: Mapping[str, "StrOrPromise"] = {
    Reason.BUSINESS_ID: _("the same Y-tunnus"),
    Reason.SAME_NAME: _("the same name"),
    Reason.NEAR_NAME: _("nearly the same name"),
    Reason.PHONE: _("the same phone"),
    Reason.EMAIL: _("the same e-mail"),
    Reason.DOMAIN: _("the same domain"),
    Reason.ADDRESS: _("the same address"),
    Reason.MUNICIPALITY: _("the same municipality"),
    Reason.PARTNER: _("the same partner"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field: both values in words, and whether they differ."""

    field: str
    label: "StrOrPromise"
    one: str
    other: str
    takes_other: bool

    @property
    def differs(self) -> bool:
        return self.one != self.other


def lines(thing: Thing, stays: Either, absorbed: Either) -> list[Line]:
    """What is empty on the one that stays is proposed from the other; public facts stay."""
    found = []
    own = _own_fields(stays)
    fields = fields_of(thing, provider=stays.provider_id)
    values = [values_of(row, fields) for row in (stays, absorbed)]
    for field in fields:
        if field == f"{FACT}business_id" or not is_own(stays, field):
            continue
        one, other = (
            _told(row, field, held[field], own)
            for row, held in zip((stays, absorbed), values, strict=True)
        )
        label = _label(field, stays, own)
        found.append(Line(field, label, one, other, takes_other=not one and bool(other)))
    return found


def _label(field: str, row: Either, own: Mapping[str, OwnField]) -> "StrOrPromise":
    if field in own:
        return own[field].label
    return _("Official name") if field == f"{FACT}name" else field_label(field, type(row))


def _own_fields(row: Either) -> dict[str, OwnField]:
    return {field.name: field for field in all_own_fields(row.provider_id, thing_of(row))}


def _told(row: Either, field: str, value: Any, own: Mapping[str, OwnField]) -> str:
    """A value of a built-in field, or of the provider's own, as a person reads it."""
    if field in own:
        return str(cell(own_in_words(own[field].shape, value)))
    return in_words(row, field, value)


def in_words(row: Either, field: str, value: object) -> str:
    """A value of a built-in field as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return date_format(value, "j.n.Y")
    if field == f"{FACT}municipality":
        place = municipality(str(value))
        return place.name if place else str(value)
    model: type[Model] = Organisation if field.startswith(FACT) else type(row)
    column = model._meta.get_field(field.removeprefix(FACT))
    choices = column.flatchoices if isinstance(column, Field) else ()
    return str(dict(choices).get(value, value))


def has_two_numbers(one: Either, other: Either) -> bool:
    """Both have a Y-tunnus, and not the same."""
    if not isinstance(one, Partnership) or not isinstance(other, Partnership):
        return False
    numbers = {one.organisation.business_id, other.organisation.business_id} - {""}
    return len(numbers) > 1


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that somebody changed after the merge: what stays, or what comes back."""

    field: str
    label: "StrOrPromise"
    now: str
    before: str


def changed(merge: Merge, stays: Either) -> list[Changed]:
    """What is asked when a merge is undone."""
    asked = changed_since(merge)
    now = values_of(stays, [one.field for one in asked])
    before, own = values_before(stays, asked), _own_fields(stays)
    return [
        Changed(
            field,
            _label(field, stays, own),
            _told(stays, field, now[field], own),
            _told(stays, field, before[field], own),
        )
        for field in now
    ]


@dataclass(frozen=True, slots=True)
class Weight:
    """How much hangs on a row: what would be shown with the other from now on."""

    deeds: int
    people: int


def weights_of(thing: Thing, keys: Iterable[int]) -> dict[int, Weight]:
    """Deeds and contact persons of partners; persons are weighed by their roles."""
    found = {key: Weight(0, 0) for key in keys}
    if thing == Thing.PERSON:
        return found
    deeds: dict[int, int] = dict.fromkeys(found, 0)
    for partner, n in Tally.objects.filter(partner__in=found).values_list("partner_id", "n"):
        deeds[partner] += n
    people: dict[int, int] = dict.fromkeys(found, 0)
    positions = Position.objects.filter(partnership__in=found)
    for partner in positions.values_list("partnership_id", flat=True):
        people[partner] += 1
    return {key: Weight(deeds[key], people[key]) for key in found}


@dataclass(frozen=True, slots=True)
class Suspected:
    """A pair of the list, with its two rows and its reasons in words."""

    pair: Pair
    one: Either
    other: Either
    reasons: list["StrOrPromise"]


def suspected(pairs: Iterable[Pair], *, person: Person) -> list[Suspected]:
    """Pairs whose two rows still stand, read in two queries."""
    rows = list(pairs)
    found: dict[tuple[str, int], Either] = {}
    for thing in Thing:
        keys = {key for row in rows if row.thing == thing for key in (row.first, row.second)}
        if keys:
            seen = thing.model.objects.seen_by(person).standing().filter(pk__in=keys)
            if thing == Thing.PARTNER:
                seen = seen.select_related("organisation")
            found |= {(thing, one.pk): one for one in seen}
    return [
        Suspected(
            row,
            found[row.thing, row.first],
            found[row.thing, row.second],
            [REASONS[Reason(code)] for code in row.reasons.split()],
        )
        for row in rows
        if (row.thing, row.first) in found and (row.thing, row.second) in found
    ]
