"""Attachments of partners: added, described anew, put away; and the list of their types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from veturi.directory.actions.changing import change, subject_of, tell
from veturi.directory.actions.naming import name_folds
from veturi.directory.models import (
    AttachmentType,
    PartnerAttachment,
    Partnership,
    Person,
    Provider,
)
from veturi.directory.models.attachments import TypeCode
from veturi.foundation.files.checking import CheckedFile
from veturi.foundation.files.models import kept
from veturi.foundation.history.actions import Difference, note_many


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A checked file and what is said of it; `fields` are those of the form."""

    partnership: Partnership
    file: CheckedFile
    fields: Mapping[str, Any]


def attach(new: NewAttachment, *, by: Person, at: datetime) -> PartnerAttachment:
    """Keep a document of the partner."""
    return attach_many([new], provider=new.partnership.provider, by=by, at=at)[0]


@transaction.atomic
def attach_many(
    many: Sequence[NewAttachment], *, provider: Provider, by: Person, at: datetime
) -> list[PartnerAttachment]:
    """The set form: each file is written on its own, history in one insert."""
    rows = [_attachment(new, provider=provider, by=by, at=at) for new in many]
    for row in rows:
        name_folds(row)
        row.full_clean(exclude=["file"], validate_unique=False)
        row.save()
    note_many(
        [pair for row in rows for pair in _told(row, old="", new=str(row.type))],
        scope=provider.scope,
        by=by.user,
        at=at,
    )
    return rows


def _attachment(
    new: NewAttachment, *, provider: Provider, by: Person, at: datetime
) -> PartnerAttachment:
    """New rows go to the partner that stays after a merge; without a title the file names it."""
    stored = kept(new.file)
    fields = {**new.fields, "title": new.fields.get("title") or stored["name"]}
    return PartnerAttachment(
        provider=provider,
        partnership=new.partnership.shown,
        added_at=at,
        added_by=by,
        **fields,
        **stored,
    )


def _told(row: PartnerAttachment, *, old: str, new: str) -> list[tuple[str, list[Difference]]]:
    """In its own history with its title; in the partner's, which everybody reads, by its type."""
    own = Difference("made", row.title if old else "", row.title if new else "")
    return [
        (row.key, [own]),
        (row.partnership.key, [Difference("attachment", old, new)]),
    ]


def describe(row: PartnerAttachment, *, by: Person, fields: Mapping[str, Any]) -> PartnerAttachment:
    """Another type, title or time of validity; the file itself stays as it was brought."""
    return change(row, by=by, fields=fields)


@transaction.atomic
def archive(row: PartnerAttachment, *, by: Person, on: date) -> PartnerAttachment:
    """Put away instead of deleting."""
    tell(row.partnership, [Difference("attachment", str(row.type), "")], by=by)
    return change(row, by=by, fields={"archived_on": on, "archived_by": by})


@transaction.atomic
def restore(row: PartnerAttachment, *, by: Person) -> PartnerAttachment:
    tell(row.partnership, [Difference("attachment", "", str(row.type))], by=by)
    return change(row, by=by, fields={"archived_on": None, "archived_by": None})


def begin_with_types(provider: Provider) -> list[AttachmentType]:
    """The list with which a provider begins; data protection is for coordinators."""
    return AttachmentType.objects.bulk_create(
        AttachmentType(provider=provider, code=code, is_restricted=code == TypeCode.DATA_PROTECTION)
        for code in TypeCode
    )


@transaction.atomic
def add_type(provider: Provider, *, by: Person, fields: Mapping[str, Any]) -> AttachmentType:
    """A further type of the provider's own."""
    row = AttachmentType(provider=provider, **fields)
    row.full_clean()
    row.save()
    note_many(
        [(subject_of(row), [Difference("made", "", row.name)])], scope=provider.scope, by=by.user
    )
    return row


def edit_type(row: AttachmentType, *, by: Person, fields: Mapping[str, Any]) -> AttachmentType:
    """Another name, or for whom its attachments are: those there are follow."""
    return change(row, by=by, fields=fields)


def archive_type(row: AttachmentType, *, by: Person, on: date) -> AttachmentType:
    """No longer offered; what has this type keeps it."""
    return change(row, by=by, fields={"archived_on": on, "archived_by": by})


def restore_type(row: AttachmentType, *, by: Person) -> AttachmentType:
    return change(row, by=by, fields={"archived_on": None, "archived_by": None})
