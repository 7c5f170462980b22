"""When a visit suits: the workplace agrees or proposes another time, and one of ours answers."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.doors import invite_instructor
from veturi.cooperation.placements.actions.visits import NotPlanned, move, plan, refuse_past
from veturi.cooperation.placements.letters import time_agreed_letter, time_proposed_letter
from veturi.cooperation.placements.models import PlannedVisit, VisitTime
from veturi.cooperation.placements.rules.visits import is_too_far
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference, note
from veturi.foundation.mail.actions import Draft, post


@transaction.atomic
def plan_and_ask(
    *, fields: Mapping[str, Any], due: date, teacher: Person, by: Person, at: datetime
) -> PlannedVisit:
    """Plan a visit, and send the instructor of its period a link to say whether it suits."""
    visit = plan(fields=fields, due=due, teacher=teacher, by=by, at=at)
    invite_instructor(fields["period"], by=by, at=at)
    return visit


@transaction.atomic
def suits(visit: PlannedVisit, *, by: Person, at: datetime) -> VisitTime:
    """The workplace agrees to the day and time as they are planned."""
    visit = _locked(visit)
    if visit.whole_quarter:
        raise NotPlanned(_("No day is planned yet. Propose one."))
    refuse_past(visit.promise.due, at)
    said = VisitTime(on=visit.promise.due, clock=visit.clock, by=by, at=at, agreed_at=at)
    row = _say(visit, said)
    _note(visit, "time_agreed", f"{row} · {by}", by=by, at=at)
    return row


@transaction.atomic
def propose(
    visit: PlannedVisit, *, on: date, clock: time | None, words: str, by: Person, at: datetime
) -> VisitTime:
    """Another time suits the workplace better; whoever goes is told, and answers."""
    visit = _locked(visit)
    refuse_past(on, at)
    if is_too_far(on, on=localdate(at)):
        raise NotPlanned(_("Check the year: this day is more than two years ahead."))
    row = _say(visit, VisitTime(on=on, clock=clock, words=words, by=by, at=at))
    _note(visit, "time_proposed", f"{row} · {by}", by=by, at=at)
    _post(time_proposed_letter(row), at=at)
    return row


@transaction.atomic
def accept(row: VisitTime, *, by: Person, at: datetime) -> VisitTime:
    """The visit moves to the time that the workplace proposed, and the workplace is told."""
    visit = _locked(row.plan)
    row = VisitTime.objects.select_related("by").get(pk=row.pk)
    if row.dropped_at is not None or row.agreed_at is not None:
        raise NotPlanned(_("This was answered already."))
    owner = visit.promise.owner
    row.plan = move(
        visit, due=row.on, clock=row.clock, whole_quarter=False, teacher=owner, by=by, at=at
    )
    row.agreed_at = at
    row.save(update_fields=["agreed_at"])
    _note(visit, "time_agreed", f"{row} · {by}", by=by, at=at)
    _post(time_agreed_letter(row), at=at)
    return row


def _locked(visit: PlannedVisit) -> PlannedVisit:
    """As it stands now; whoever else answers waits."""
    PlannedVisit.objects.select_for_update().get(pk=visit.pk)
    fresh: PlannedVisit = PlannedVisit.objects.shown().get(pk=visit.pk)
    if not fresh.is_open:
        raise NotPlanned(_("This visit was made or called off already."))
    return fresh


def _say(visit: PlannedVisit, said: VisitTime) -> VisitTime:
    """What the workplace says now stands in the place of what it said before."""
    visit.times.standing().update(dropped_at=said.at)
    said.provider, said.plan = visit.provider, visit
    said.full_clean(exclude=["provider", "plan", "by"])
    said.save()
    return said


def _note(visit: PlannedVisit, what: str, told: str, *, by: Person, at: datetime) -> None:
    changes = [Difference(what, "", told)]
    note(visit.key, changes, scope=visit.provider.scope, by=by.user, at=at)


def _post(letter: Draft | None, *, at: datetime) -> None:
    if letter is not None:
        post(letter, at=at)
