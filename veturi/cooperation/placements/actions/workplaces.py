"""What is known of workplaces: assessed, described, offered, withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from veturi.cooperation.placements.actions.changing import change, tell_new
from veturi.cooperation.placements.actions.settling import settle_offer
from veturi.cooperation.placements.models import (
    Instructor,
    Offer,
    Suitability,
    SuitableUnit,
    Unit,
)
from veturi.directory.models import Partnership, Person
from veturi.foundation.rows import create


@transaction.atomic
def assess(
    partner: Partnership,
    *,
    by: Person | None,
    at: datetime,
    fields: Mapping[str, Any],
    units: Sequence[Unit] = (),
) -> Suitability:
    """Write down whether a workplace meets the preconditions of 72 §, until when."""
    partner = partner.shown
    row = Suitability(
        provider=partner.provider, partnership=partner, assessed_by=by, **dict(fields)
    )
    row.full_clean()
    row.save()
    SuitableUnit.objects.bulk_create(
        SuitableUnit(provider=partner.provider, suitability=row, unit=unit) for unit in units
    )
    tell_new([row], by=by, at=at)
    return row


def withdraw_assessment(row: Suitability, *, by: Person, on: date) -> Suitability:
    """It no longer holds: the workplace has changed."""
    return change(row, by=by, fields={"withdrawn_on": on})


@transaction.atomic
def assess_many(
    many: Sequence[tuple[Partnership, Mapping[str, Any]]], *, by: Person | None, at: datetime
) -> list[Suitability]:
    """The set form, for imports and the demo."""
    rows = [
        Suitability(
            provider=partner.provider, partnership=partner.shown, assessed_by=by, **dict(fields)
        )
        for partner, fields in many
    ]
    create(rows)
    tell_new(rows, by=by, at=at)
    return rows


@transaction.atomic
def describe_instructors(
    many: Sequence[tuple[Person, Mapping[str, Any]]], *, by: Person | None, at: datetime
) -> list[Instructor]:
    """The set form, of persons who have not been described yet."""
    rows = [
        Instructor(provider=person.provider, person=person.shown, **dict(fields))
        for person, fields in many
    ]
    create(rows)
    tell_new(rows, by=by, at=at)
    return rows


@transaction.atomic
def describe_instructor(
    person: Person, *, by: Person | None, fields: Mapping[str, Any]
) -> Instructor:
    """What the person is as an instructor; made when it is asked for the first time."""
    row, _made = Instructor.objects.get_or_create(
        person=person.shown, defaults={"provider": person.provider}
    )
    return change(row, by=by, fields=fields)


@transaction.atomic
def offer(
    partner: Partnership, *, by: Person | None, at: datetime, fields: Mapping[str, Any]
) -> Offer:
    """A workplace offers places; the ledger is told."""
    partner = partner.shown
    row = Offer(
        provider=partner.provider,
        partnership=partner,
        made_by=by,
        made_on=localdate(at),
        **dict(fields),
    )
    row.full_clean()
    row.save()
    tell_new([row], by=by, at=at)
    settle_offer(row, by=by, at=at)
    return row


@transaction.atomic
def edit_offer(row: Offer, *, by: Person, at: datetime, fields: Mapping[str, Any]) -> Offer:
    fresh = change(row, by=by, fields=fields)
    settle_offer(fresh, by=by, at=at)
    return fresh


@transaction.atomic
def withdraw_offer(row: Offer, *, by: Person, at: datetime) -> Offer:
    """The places are no longer there; whoever has got one keeps it."""
    fresh = change(row, by=by, fields={"withdrawn_on": localdate(at)})
    settle_offer(fresh, by=by, at=at)
    return fresh
