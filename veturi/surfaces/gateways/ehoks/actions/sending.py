"""A period is sent to eHOKS: the whole HOKS is fetched, the one period changed, the whole put back.

eHOKS replaces a HOKS by what it is sent, and its parts cannot be sent alone. So nothing is sent
that is not understood to the last field. The answer is kept whatever it is, and so is that none
came.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from veturi.cooperation.placements.actions.mending import record_today
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.national import hoks_faults
from veturi.cooperation.placements.reading.fragments import Fragments, fragments_of
from veturi.directory.actions.changing import tell
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference
from veturi.surfaces.gateways.ehoks import service
from veturi.surfaces.gateways.ehoks.actions.asking import fetch, keep
from veturi.surfaces.gateways.ehoks.models import Sending, Writing
from veturi.surfaces.gateways.ehoks.refusals import (
    HasProblems,
    HoksHasProblems,
    NoAnswer,
    NothingNew,
    NotInForce,
    NotSwitchedOn,
    NoUnit,
    Refused,
)
from veturi.surfaces.gateways.ehoks.rules.comparing import Field, Same, compared
from veturi.surfaces.gateways.ehoks.rules.hoks import Json, NoPart, found, with_period

FIELD = "ehoks_sent"
MOST_TOLD = 5
Outcome = Sending.Outcome


def send(period: Period, *, by: Person, at: datetime) -> Sending:
    """The period as it stands here; what eHOKS refuses is raised after it was noted."""
    ours = _sendable(period, at=at)
    hoks = fetch(period.student, at=at)
    changed = _new_there(ours, hoks)
    sent = _whole(ours, hoks)
    try:
        service.replace(sent, provider=period.provider, at=at)
    except NoAnswer as refusal:
        outcome = Outcome.REFUSED if isinstance(refusal, Refused) else Outcome.LOST
        _note(period, outcome, changed, by=by, at=at, answer=str(refusal))
        raise
    return _taken(period, sent, changed, by=by, at=at)


def _sendable(period: Period, *, at: datetime) -> Fragments:
    """What can be told without asking eHOKS."""
    if not Writing.is_on(period.provider):
        raise NotSwitchedOn
    rows = fragments_of(Period.objects.filter(pk=period.pk).in_force(), on=localdate(at))
    if not rows:
        raise NotInForce
    if rows[0].problems:
        raise HasProblems(rows[0].problems)
    return rows[0]


def _new_there(ours: Fragments, hoks: Json) -> list[str]:
    """The fields that will be new there."""
    there = found(hoks, ours.told.unique_id)
    if there is None:
        return [str(Field.STARTS), str(Field.ENDS)]
    rows = compared(ours.hoks, there, units=ours.units)
    new = (Same.DIFFERS, Same.NOT_THERE)
    changed = [str(row.field) for row in rows if row.same in new and row.field != Field.UNIT]
    if not changed:
        raise NothingNew
    return changed


def _whole(ours: Fragments, hoks: Json) -> Json:
    try:
        sent = with_period(hoks, ours.hoks, units=ours.units)
    except NoPart as missing:
        raise NoUnit from missing
    if problems := list(_problems(sent)):
        raise HoksHasProblems(problems[:MOST_TOLD])
    return sent


def _problems(sent: Json) -> Iterator[str]:
    """With their places: they may stand anywhere in the HOKS."""
    for path, sentence in hoks_faults(sent, {}, None, method="PUT"):
        yield f"{path}: {sentence}" if path else sentence


@transaction.atomic
def _taken(period: Period, sent: Json, changed: list[str], *, by: Person, at: datetime) -> Sending:
    """It stands there now as it was sent; the guard knows of it."""
    keep([period], sent, by=by, at=at)
    if Period.objects.filter(pk=period.pk, recorded_on=None).exists():
        record_today(period, by=by, at=at)
    return _note(period, Outcome.TAKEN, changed, by=by, at=at)


@transaction.atomic
def _note(
    period: Period,
    outcome: Sending.Outcome,
    changed: list[str],
    *,
    by: Person,
    at: datetime,
    answer: str = "",
) -> Sending:
    """The log of sendings, and the history of the period."""
    what: dict[str, Any] = {"outcome": outcome, "changed": changed, "answer": answer}
    row = Sending.objects.create(
        provider_id=period.provider_id, period=period, at=at, by=by, **what
    )
    told = answer or ", ".join(changed)
    tell(period, [Difference(FIELD, "", f"{outcome}: {told}")], by=by)
    return row
