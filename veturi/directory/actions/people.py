"""Making and changing persons, their positions, and the roles of ours."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from veturi.directory.actions.changing import change, tell
from veturi.directory.actions.findable import keep_people_findable, make_findable
from veturi.directory.actions.naming import name_folds
from veturi.directory.actions.own_values import Given, give_own
from veturi.directory.models import Grant, Partnership, Pause, Person, Position, Provider, Role
from veturi.foundation.accounts.models import User
from veturi.foundation.history.actions import Difference, note_many
from veturi.foundation.rows import create


class LastAdministrator(Exception):
    """A provider keeps at least one administrator."""

    def __init__(self) -> None:
        super().__init__(_("Somebody must remain administrator. Name another one first."))


class OneOfUsAlready(Exception):
    """Somebody of ours signs in with this address."""

    def __init__(self, person: Person) -> None:
        super().__init__(
            _("%(name)s signs in with this address already. Give a further role there.")
            % {"name": person}
        )


@transaction.atomic
def add_person(provider: Provider, *, by: Person | None, fields: Mapping[str, Any]) -> Person:
    person = Person(provider=provider, **fields)
    name_folds(person)
    person.full_clean(exclude=["name_folded", "name_sort"])
    person.save()
    keep_people_findable([person.pk])
    tell(person, [Difference("made", "", str(person))], by=by)
    return person


@transaction.atomic
def edit_person(
    person: Person,
    *,
    by: Person | None,
    fields: Mapping[str, Any],
    own: Given | None = None,
    batch: str = "",
) -> Person:
    """Change the person; `own` are values of fields of the provider's own."""
    give_own(person, own or {}, by=by, batch=batch)
    return change(person, by=by, fields=fields, batch=batch)


@transaction.atomic
def archive_person(person: Person, *, by: Person, on: date) -> Person:
    """Put a person away; the last administrator stays, so that somebody can still get in."""
    _refuse_to_lose_the_last(person.provider, but=Q(person=person), on=on)
    return change(person, by=by, fields={"archived_on": on})


def _refuse_to_lose_the_last(provider: Provider, *, but: Q, on: date) -> None:
    """Of two that end each other's role, the second waits here and is refused."""
    Provider.objects.select_for_update().get(pk=provider.pk)
    held = Grant.objects.filter(
        provider=provider,
        role=Role.ADMINISTRATOR,
        person__archived_on=None,
        person__erased_on=None,
        person__user__is_active=True,
    )
    standing = [grant for grant in held if grant.holds_on(on)]
    kept = [grant for grant in held.exclude(but) if grant.holds_on(on)]
    if standing and not kept:
        raise LastAdministrator


def restore_person(person: Person, *, by: Person) -> Person:
    return change(person, by=by, fields={"archived_on": None})


@transaction.atomic
def give_position(
    person: Person, *, partnership: Partnership, by: Person | None, fields: Mapping[str, Any]
) -> Position:
    """The person has a role at the partner from a day, until a day or for now."""
    position = Position(provider=person.provider, person=person, partnership=partnership, **fields)
    position.full_clean()
    if position.is_main:
        partnership.positions.filter(is_main=True).update(is_main=False)
    position.save()
    tell(partnership, [Difference("position", "", str(position))], by=by)
    return position


@transaction.atomic
def edit_position(position: Position, *, by: Person, fields: Mapping[str, Any]) -> Position:
    """Mend a role at a partner; of main contacts there is one."""
    if fields.get("is_main") and not position.is_main:
        position.partnership.positions.filter(is_main=True).update(is_main=False)
    before = str(position)
    row = change(position, by=by, fields=fields)
    tell(position.partnership, [Difference("position", before, str(row))], by=by)
    return row


@transaction.atomic
def end_position(position: Position, *, by: Person, on: date) -> None:
    """The role ends; what was done in it stays."""
    position.until = on
    position.is_main = False
    position.save(update_fields=["until", "is_main"])
    tell(position.partnership, [Difference("position", str(position), "")], by=by)


@transaction.atomic
def pause_person(
    person: Person, *, by: Person, channel: str, reason: str, since: date, until: date | None
) -> Pause:
    row = Pause(
        provider=person.provider,
        person=person,
        channel=channel,
        reason=reason,
        since=since,
        until=until,
    )
    row.full_clean()
    row.save()
    tell(person, [Difference(f"pause.{channel}", "", reason)], by=by)
    return row


@transaction.atomic
def grant(
    person: Person, *, role: Role, by: Person | None, since: date, until: date | None = None
) -> Grant:
    row = Grant(provider=person.provider, person=person, role=role, since=since, until=until)
    row.full_clean()
    row.save()
    tell(person, [Difference("role", "", role.value)], by=by)
    return row


@transaction.atomic
def end_grant(row: Grant, *, by: Person, on: date) -> None:
    """The role's last day was yesterday; a role begun today never was."""
    _refuse_to_lose_the_last(row.provider, but=Q(pk=row.pk), on=on)
    if row.since >= on:
        row.delete()
    else:
        row.until = on - timedelta(days=1)
        row.save(update_fields=["until"])
    tell(row.person, [Difference("role", row.role, "")], by=by)


@transaction.atomic
def open_account(person: Person, *, email: str, by: Person | None) -> User:
    """Let one of ours sign in; the password is set by a link in a letter."""
    user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(email)
    change(person, by=by, fields={"user": user, "email": person.email or email.lower()})
    return user


@transaction.atomic
def add_contact(
    partnership: Partnership,
    *,
    by: Person | None,
    person: Mapping[str, Any],
    position: Mapping[str, Any],
    own: Given | None = None,
) -> Person:
    """A partner's new person, with the role at once."""
    row = add_person(partnership.provider, by=by, fields=person)
    give_own(row, own or {}, by=by)
    give_position(row, partnership=partnership, by=by, fields=position)
    return row


@transaction.atomic
def add_staff(
    provider: Provider, *, by: Person | None, on: date, fields: Mapping[str, Any], role: Role
) -> Person:
    """One of ours: person, account and first role at once."""
    there = Person.objects.filter(provider=provider, user__email=fields["email"].lower()).first()
    if there is not None:
        raise OneOfUsAlready(there)
    row = add_person(provider, by=by, fields={**fields, "is_ours": True})
    row.user = open_account(row, email=fields["email"], by=by)
    grant(row, role=role, by=by, since=on)
    return row


@transaction.atomic
def add_people(
    many: Sequence[Mapping[str, Any]], *, provider: Provider, by: Person | None, batch: str = ""
) -> list[Person]:
    """The set form of add_person."""
    rows = [Person(provider=provider, **fields) for fields in many]
    for row in rows:
        name_folds(row)
    people = create(rows)
    make_findable(people)
    note_many(
        [(row.key, [Difference("made", "", str(row))]) for row in people],
        scope=provider.scope,
        by=by.user if by else None,
        batch=batch,
    )
    return people


@transaction.atomic
def give_positions(
    many: Sequence[tuple[Person, Partnership, Mapping[str, Any]]], *, provider: Provider
) -> list[Position]:
    """The set form of give_position; the caller sees to one main contact a partner."""
    return create(
        [
            Position(
                provider_id=provider.pk,
                person_id=person.pk,
                partnership_id=partnership.pk,
                **fields,
            )
            for person, partnership, fields in many
        ]
    )
