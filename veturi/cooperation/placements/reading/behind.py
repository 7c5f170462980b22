"""What stands behind a door: as little as its recipient needs, and of nobody else anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Q, QuerySet

from veturi.cooperation.placements.models import (
    Code,
    Pass,
    Period,
    PlannedVisit,
    Signature,
    Stay,
    Version,
    VisitWords,
)
from veturi.cooperation.placements.rules.doors import AFTER_THE_END
from veturi.cooperation.placements.rules.papers import TOLD_TO_STUDENT
from veturi.cooperation.placements.rules.words import Party
from veturi.directory.models import Person

NEAR_THE_END = timedelta(days=14)
SHOWN = 5


def instructor_of(link: Pass) -> Person:
    """Whose a link of an instructor is: it has one, by a constraint."""
    return cast("Person", link.person).shown


def guided_by(link: Pass, *, on: date) -> QuerySet[Period]:
    """Whom the instructor of the link guides at its workplace: now, soon, or until lately."""
    rows = Period.objects.standing().filter(
        provider=link.provider_id,
        instructor__in=instructor_of(link).family(),
        partnership__in=link.of_period.partnership.shown.family(),
        student__erased_on=None,
    )
    taken = rows.exclude(accepted_on=None, agreed_on=None)
    since = on - timedelta(days=AFTER_THE_END)
    last = Q(ended_on__gte=since) | Q(ended_on=None) & (Q(ends_on=None) | Q(ends_on__gte=since))
    shown = (
        taken.filter(last)
        .select_related("student", "teacher")
        .prefetch_related("interruptions", "progress_signals")
    )
    return shown.order_by("starts_on", "pk")


def visits_of(periods: Iterable[Period]) -> Mapping[int, list[PlannedVisit]]:
    """Of each period the visits that are to come, the next first."""
    rows = PlannedVisit.objects.waiting().filter(period__in=list(periods)).shown()
    found: dict[int, list[PlannedVisit]] = {}
    for row in rows.order_by("promise__due", "pk"):
        found.setdefault(row.period_id or 0, []).append(row)
    return found


def words_of(person: Person) -> QuerySet[VisitWords]:
    """What this instructor has written of visits lately."""
    rows = VisitWords.objects.filter(by__in=person.family()).select_related("period__student")
    return rows.order_by("-on", "-pk")[:SHOWN]


def visit_asked_about(period: Period, *, on: date) -> PlannedVisit | None:
    """The next visit with a day of which the workplace has not said whether it suits."""
    rows = PlannedVisit.objects.waiting().filter(period=period, whole_quarter=False).shown()
    coming = rows.filter(promise__due__gte=on).order_by("promise__due", "pk")
    return next((row for row in coming if row.time is None), None)


def is_asked_again(period: Period, *, on: date) -> bool:
    """Near its end and after it the workplace is asked whether it would host again."""
    last = period.last_day
    return period.agreed_on is not None and last is not None and on >= last - NEAR_THE_END


def agreements_of(period: Period) -> list[Version]:
    """The latest version of each paper that is in force."""
    rows = Version.objects.filter(agreement__period=period, withdrawn_at=None)
    signed = rows.exclude(signed_on=None).select_related("agreement__period").order_by("number")
    return list({row.agreement_id: row for row in signed}.values())


def untold_in(period: Period) -> QuerySet[Version]:
    """What the student has to be given, and has not been (71.3 §)."""
    signed = Version.objects.filter(agreement__period=period, withdrawn_at=None)
    given = signed.filter(agreement__paper__in=TOLD_TO_STUDENT, student_told_at=None)
    return given.exclude(signed_on=None)


@dataclass(frozen=True, slots=True)
class ToSign:
    """A paper as its party reads it before signing."""

    signature: Signature
    version: Version
    content: Mapping[str, Any]
    duties: list[str]

    @property
    def is_ended(self) -> bool:
        return self.version.withdrawn_at is not None


OWN_DUTIES = {
    Party.PROVIDER: "provider_duties",
    Party.WORKPLACE: "workplace_duties",
    Party.STUDENT: "student_duties",
    Party.GUARDIAN: "student_duties",
}


def to_sign(link: Pass) -> ToSign:
    rows = Signature.objects.select_related("version__agreement__period__partnership")
    signature = rows.get(passes=link)
    content = signature.version.content
    duties = content.get(OWN_DUTIES[Party(signature.party)], [])
    return ToSign(signature, signature.version, content, list(duties))


def code_of(stay: Stay) -> Code | None:
    """The code by which somebody came in."""
    code: Code | None = stay.codes.exclude(used_at=None).order_by("-pk").first()
    return code
