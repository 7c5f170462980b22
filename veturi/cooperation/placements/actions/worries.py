"""A worry is written, followed up and closed; history tells that it was, never what it says."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.changing import change
from veturi.cooperation.placements.models import Period, Student, Worry
from veturi.directory.access import Act, may
from veturi.directory.actions.changing import tell
from veturi.directory.models import Person
from veturi.foundation.history.actions import Difference


class NotForThis(Exception):
    """The worry does not allow it; the sentence says why."""


@transaction.atomic
def write_worry(
    student: Student,
    *,
    period: Period | None = None,
    by: Person,
    at: datetime,
    fields: Mapping[str, Any],
) -> Worry:
    row = Worry(
        provider=student.provider,
        student=student,
        period=period,
        made_by=by,
        made_at=at,
        **dict(fields),
    )
    _refuse_outsider(row, on=localdate(at))
    row.full_clean()
    row.save()
    tell(row, [Difference("made", "", "…")], by=by)
    return row


def _refuse_outsider(row: Worry, *, on: date) -> None:
    """Whoever follows it up sees it already: nobody comes to see it by being given a duty."""
    if row.owner is None:
        return
    teachers = {row.student.teacher_id, row.period.teacher_id if row.period else None}
    if row.owner_id in teachers | {row.made_by_id, row.named_id}:
        return
    if not may(row.owner, Act.SEE_SUPPORT, on=on):
        raise NotForThis(
            _("This person does not see the worry. Choose one who does, or name the coordinator.")
        )


@transaction.atomic
def follow_up(row: Worry, *, by: Person, at: datetime, fields: Mapping[str, Any]) -> Worry:
    """Who follows it up by which day, and which coordinator sees it too."""
    _refuse_closed(row)
    for name, value in fields.items():
        setattr(row, name, value)
    _refuse_outsider(row, on=localdate(at))
    return change(row, by=by, fields=fields, silently=True)


@transaction.atomic
def close_worry(row: Worry, *, by: Person, at: datetime, outcome: str) -> Worry:
    """What was done is written, and nothing more is waited for."""
    _refuse_closed(row)
    fields = {"outcome": outcome, "closed_on": localdate(at), "closed_by": by}
    return change(row, by=by, fields=fields, silently=True)


def _refuse_closed(row: Worry) -> None:
    if row.closed_on is not None:
        raise NotForThis(_("This worry is closed."))
