"""History in words: fields by their labels, codes by their names, people by theirs."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from veturi.directory.models import (
    AttachmentType,
    BulkRow,
    Organisation,
    OrganisationName,
    OwnField,
    Partnership,
    Pause,
    Person,
    Position,
    Provider,
    Role,
    Thing,
)
from veturi.directory.own_fields import all_own_fields
from veturi.directory.rules.own_fields import PREFIX, in_words, read_written
from veturi.foundation.history.models import Change
from veturi.foundation.web.templates import num

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Told:
    """One change as a person reads it."""

    at: datetime
    who: str
    field: "StrOrPromise"
    old: str
    new: str


def told(changes: Iterable[Change], *, of: type[models.Model], provider: Provider) -> list[Told]:
    """These changes of things of one model, in the reader's language."""
    rows = list(changes)
    names = _Names(rows, of=of, provider=provider)
    return [
        Told(
            row.at,
            names.of_user(row.by_id) if row.by_id or row.batch else "",
            names.label(row.field),
            names.value(row.field, row.old),
            names.value(row.field, row.new),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Differing:
    """One of many that changed together: each field before and after, or why nothing was done."""

    name: str
    url: str
    refused: str
    fields: list[tuple["StrOrPromise", str, str]]


def differing(rows: Iterable[BulkRow], *, provider: Provider) -> list[Differing]:
    """The rows of a change of many, in the reader's language."""
    many = list(rows)
    changes = [_changes(row) for row in many]
    of = Person if many and many[0].person_id else Partnership
    names = _Names([one for of_row in changes for one in of_row], of=of, provider=provider)
    return [
        Differing(
            str(row.of),
            row.of.get_absolute_url() if row.of else "",
            row.refused,
            [
                (
                    names.label(one.field),
                    names.value(one.field, one.old),
                    names.value(one.field, one.new),
                )
                for one in of_row
            ],
        )
        for row, of_row in zip(many, changes, strict=True)
    ]


def _changes(row: BulkRow) -> list[Change]:
    """As history would write them."""
    before, after = row.before or {}, row.after or {}
    return [
        Change(field=name, old=_line(before[name]), new=_line(after[name]))
        for name in before
        if name != "archived_by"
    ]


def _line(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def labels_of(of: type[models.Model], provider: Provider) -> Callable[[str], str]:
    """What fields are called, those of the provider's own included, also when put away."""
    thing = Thing.PARTNER if of is Partnership else Thing.PERSON
    own = {one.name: one.label for one in all_own_fields(provider.pk, thing)}
    return lambda field: own.get(field) or field_label(field, of)


def field_label(field: str, of: type[models.Model]) -> str:
    """What a field is called; a change that is no field has a name of its own."""
    head, _dot, tail = field.partition(".")
    if head == "organisation":
        return field_label(tail, Organisation)
    if head == "pause":
        return f"{_('Pause')}: {dict(Pause.Channel.choices).get(tail, tail)}"
    if head == "name" and tail:
        return capfirst(str(dict(OrganisationName.Kind.choices).get(tail, tail)))
    if label := _acts().get(field):
        return label
    try:
        found: Any = of._meta.get_field(field)
    except FieldDoesNotExist:
        return field
    # A table of its own that history speaks of as a field: interruptions of a period.
    called = found if isinstance(found, models.Field) else found.related_model._meta
    return capfirst(str(called.verbose_name))


def _acts() -> dict[str, str]:
    return {
        "made": _("Written down"),
        "tags": _("Tags"),
        "site": _("Site"),
        "knows": _("Knows the partner"),
        "position": _("Role at a partner"),
        "role": _("Role of ours"),
        "second_step": _("Second step"),
        "succession": _("Goes on as"),
        "archived_on": _("Archived"),
        "archived_by": _("Archived by"),
        "reason": _("Reason for moving back"),
        "taken_back": _("Taken back"),
        "partners": _("Partners"),
        "present": _("With whom"),
        "merged": _("Merged"),
        "merged_into": _("Merged into"),
        "attachment": _("Attachment"),
        "logo": _("Logo"),
        "drawn_up": _("Drawn up"),
        "sent": _("Sent for signing"),
        "signed": _("Signed"),
        "declined": _("Did not sign"),
        "withdrawn": _("Withdrawn"),
        "asked_again": _("Asked again to sign"),
        "ehoks_sent": _("Sent to eHOKS"),
        "ehoks_writing": _("Sending to eHOKS"),
        "place_proposals": _("Workplace proposed by a student"),
    }


def user_name(key: int | None, *, provider: Provider) -> str:
    """Who did it, as a person of the provider."""
    ours = Person.objects.filter(provider=provider, user=key) if key else ()
    return _user(key, {person.user_id: str(person) for person in ours})


def _user(key: int | None, names: dict[int | None, str]) -> str:
    if key is None:
        return _("an import")
    return names.get(key, _("somebody no longer with us"))


def _day(found: re.Match[str]) -> str:
    return date_format(date.fromisoformat(found[0]), "j.n.Y")


class _Names:
    """Looks up once all that these changes refer to."""

    PEOPLE = (
        *("owner", "deputy", "sponsor", "archived_by", "present", "user", "person"),
        *("teacher", "instructor", "see_to_it"),
    )

    def __init__(self, rows: list[Change], *, of: type[models.Model], provider: Provider) -> None:
        self._of = of
        people = self._look_up(rows, self.PEOPLE, Person, provider)
        self._things = dict.fromkeys(self.PEOPLE, people)
        for field, model in (("partners", Partnership), ("type", AttachmentType)):
            self._things[field] = self._look_up(rows, (field,), model, provider)
        ours = Person.objects.filter(provider=provider, user__in={row.by_id for row in rows})
        self._users = {person.user_id: str(person) for person in ours}
        self._own = self._own_fields(rows, provider)

    def _look_up(
        self, rows: list[Change], fields: Iterable[str], model: type[models.Model], owner: Provider
    ) -> dict[str, str]:
        written = " ".join(f"{row.old} {row.new}" for row in rows if row.field in fields)
        keys = {int(key) for key in re.findall(r"\d+", written)}
        found = model._default_manager.filter(provider=owner, pk__in=keys)
        return {str(one.pk): str(one) for one in found}

    def _own_fields(self, rows: list[Change], provider: Provider) -> Mapping[str, OwnField]:
        """Also those put away: what was written in them is told."""
        if not any(row.field.startswith(PREFIX) for row in rows):
            return {}
        thing = Thing.PARTNER if self._of is Partnership else Thing.PERSON
        return {one.name: one for one in all_own_fields(provider.pk, thing)}

    def label(self, field: str) -> str:
        return self._own[field].label if field in self._own else field_label(field, self._of)

    def of_user(self, key: int | None) -> str:
        return _user(key, self._users)

    def value(self, field: str, written: str) -> str:
        if not written:
            return ""
        if field in self._own:
            return self._own_value(self._own[field], written)
        return self._built_in(field, written)

    def _built_in(self, field: str, written: str) -> str:
        if field in self._things:
            return self._named(written, self._things[field])
        if _ISO_DAY.search(written):
            return _ISO_DAY.sub(_day, written)
        if written in {"True", "False"}:
            return _("yes") if written == "True" else _("no")
        return str(self._choices(field).get(written, written))

    def _own_value(self, field: OwnField, written: str) -> str:
        found = in_words(field.shape, read_written(field.shape, written))
        if isinstance(found, Decimal):
            return num(found)
        return date_format(found, "j.n.Y") if isinstance(found, date) else found

    def _named(self, written: str, names: dict[str, str]) -> str:
        """A key, or a list of keys; who is gone is a dash."""
        return ", ".join(names.get(key, "–") for key in re.findall(r"\d+", written))

    def _choices(self, field: str) -> dict[str, object]:
        head, _dot, tail = field.partition(".")
        model, name = (Organisation, tail) if head == "organisation" else (self._of, head)
        if name == "role":
            return {**dict(Role.choices), **dict(Position._meta.get_field("role").flatchoices)}
        try:
            return dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
        except (FieldDoesNotExist, AttributeError):
            return {}
