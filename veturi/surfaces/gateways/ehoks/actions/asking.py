"""eHOKS is asked about the periods of a student; of each it is kept what it has, and when."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.rules.law.rows import LEARNING
from veturi.directory.models import Person
from veturi.foundation.trail.actions import Step, leave_many
from veturi.foundation.trail.models import What
from veturi.surfaces.gateways.ehoks import service
from veturi.surfaces.gateways.ehoks.models import Inquiry
from veturi.surfaces.gateways.ehoks.refusals import NoStudyRight, NotFound
from veturi.surfaces.gateways.ehoks.rules.hoks import Json, found

Outcome = Inquiry.Outcome


def ask(student: Student, *, by: Person, at: datetime) -> list[Inquiry]:
    """One question for all periods of the student; without an answer all stays as it was."""
    rows = Period.objects.filter(student=student, form__in=LEARNING).standing()
    try:
        hoks: Json | None = fetch(student, at=at)
    except NotFound:
        hoks = None
    return _answered(student, list(rows), hoks, by=by, at=at)


@transaction.atomic
def _answered(
    student: Student, periods: Sequence[Period], hoks: Json | None, *, by: Person, at: datetime
) -> list[Inquiry]:
    """Of us eHOKS knows only the service user: who looked through it is known here."""
    label = f"{student} · eHOKS"
    leave_many([Step(What.VIEWED, student.provider.scope, by.user, at, student.key, label)])
    return keep(periods, hoks, by=by, at=at)


def fetch(student: Student, *, at: datetime) -> Json:
    """The whole HOKS, of which only the periods are kept."""
    if not student.study_right_oid:
        raise NoStudyRight
    return service.hoks_of(
        student.study_right_oid, learner=student.learner_oid, provider=student.provider, at=at
    )


@transaction.atomic
def keep(
    periods: Sequence[Period], hoks: Json | None, *, by: Person, at: datetime
) -> list[Inquiry]:
    """Written over the last time."""
    return [_keep(period, hoks, by=by, at=at) for period in periods]


def _keep(period: Period, hoks: Json | None, *, by: Person, at: datetime) -> Inquiry:
    there = found(hoks, period.unique_id) if hoks is not None else None
    absent = Outcome.NO_HOKS if hoks is None else Outcome.NO_PERIOD
    fields = {
        "provider_id": period.provider_id,
        "asked_at": at,
        "asked_by": by,
        "outcome": Outcome.FOUND if there else absent,
        "way": there.way if there else None,
        "part": there.part[:100] if there else "",
    }
    return Inquiry.objects.update_or_create(period=period, defaults=fields)[0]
