"""What was tried with agreements: noted, corrected, taken back; the ledger follows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.changing import change, tell_new
from veturi.cooperation.placements.actions.settling import settle_sources
from veturi.cooperation.placements.models import NewUse, Period
from veturi.cooperation.placements.reading import deeds
from veturi.directory.models import Partnership, Person


class NotTried(Exception):
    """It cannot be noted so; the sentence says why."""


@transaction.atomic
def note_new_use(
    partner: Partnership,
    *,
    period: Period | None = None,
    by: Person | None,
    at: datetime,
    fields: Mapping[str, Any],
) -> NewUse:
    partner = partner.shown
    row = NewUse(
        provider=partner.provider,
        partnership=partner,
        period=period,
        made_by=by,
        made_at=at,
        **dict(fields),
    )
    _refuse_future(row, at=at)
    row.full_clean()
    row.save()
    tell_new([row], by=by, at=at)
    _settle(row, by=by, at=at)
    return row


def _refuse_future(row: NewUse, *, at: datetime) -> None:
    if row.tried_on > localdate(at):
        raise NotTried(_("This day is still to come."))


@transaction.atomic
def correct_new_use(row: NewUse, *, by: Person, at: datetime, fields: Mapping[str, Any]) -> NewUse:
    _refuse_taken_back(row)
    fresh = change(row, by=by, fields=fields)
    _refuse_future(fresh, at=at)
    _settle(fresh, by=by, at=at)
    return fresh


@transaction.atomic
def take_back_new_use(row: NewUse, *, by: Person, at: datetime) -> NewUse:
    """It was noted by mistake: it leaves the library, and its deed is retracted."""
    _refuse_taken_back(row)
    fresh = change(row, by=by, fields={"withdrawn_on": localdate(at)})
    _settle(fresh, by=by, at=at)
    return fresh


def _refuse_taken_back(row: NewUse) -> None:
    if row.withdrawn_on is not None:
        raise NotTried(_("This was taken back."))


def _settle(row: NewUse, *, by: Person | None, at: datetime) -> None:
    settle_sources([row.key], deeds.of_new_use(row), provider=row.provider, by=by, at=at)
