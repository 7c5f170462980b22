"""The three of a period as we see them: next steps, links, and what became of each letter."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from veturi.cooperation.placements.models import (
    Pass,
    Period,
    PlannedVisit,
    ProgressSignal,
    Student,
    Version,
    VisitTime,
)
from veturi.cooperation.placements.reading.behind import untold_in
from veturi.cooperation.placements.rules.triad import Standing, Step, Who, steps
from veturi.foundation.mail.models import Letter


@dataclass(frozen=True, slots=True)
class Sent:
    """A link with its letter: when it left, or why it did not."""

    link: Pass
    letter: Letter | None
    is_live: bool

    @property
    def is_wanted(self) -> bool:
        """Sending it again makes sense: what it asks to sign is not answered yet."""
        return self.link.signature is None or self.link.signature.waits

    @property
    def trouble(self) -> str:
        failed = self.letter is not None and self.letter.failed_at is not None
        return str(self.letter.get_trouble_display()) if failed and self.letter else ""


@dataclass(frozen=True, slots=True)
class Triad:
    """Who does what next, the first being whose turn it is; and the links."""

    steps: list[Step]
    links: list[Sent]
    signals: list[ProgressSignal]

    def step_of(self, who: str) -> Step | None:
        return next((step for step in self.steps if step.who == who), None)

    @property
    def turn(self) -> Who | None:
        return self.steps[0].who if self.steps else None


def triad_of(period: Period, *, at: datetime, on: date) -> Triad:
    signals = list(period.progress_signals.select_related("by")[:5])
    found = [] if period.called_off_on else steps(_standing(period, signals, on=on))
    return Triad(found, links_of(period, at=at), signals)


def links_of(period: Period, *, at: datetime) -> list[Sent]:
    """The latest first; what has ended is forgotten by night."""
    return _sent(Pass.objects.filter(period=period), at=at)


def links_of_student(student: Student, *, at: datetime) -> list[Sent]:
    """Those for finding a place."""
    return _sent(Pass.objects.filter(student=student), at=at)


def _sent(passes: QuerySet[Pass], *, at: datetime) -> list[Sent]:
    rows = list(passes.select_related("signature").order_by("-made_at", "-pk"))
    letters = Letter.objects.filter(key__in=[row.key for row in rows]).in_bulk(field_name="key")
    keys = [row.pk for row in rows]
    live = set(Pass.objects.live(at).filter(pk__in=keys).values_list("pk", flat=True))
    return [Sent(row, letters.get(row.key), row.pk in live) for row in rows]


def _standing(period: Period, signals: list[ProgressSignal], *, on: date) -> Standing:
    versions = list(
        Version.objects.filter(agreement__period=period, withdrawn_at=None).prefetch_related(
            "signatures"
        )
    )
    open_ones = [version for version in versions if version.is_open]
    last = period.last_day
    waiting = PlannedVisit.objects.waiting().filter(period=period)
    times = VisitTime.objects.standing().filter(plan__in=waiting)
    return Standing(
        is_accepted=period.accepted_on is not None,
        has_instructor=period.instructor_id is not None,
        is_sent=bool(open_ones),
        waits_for=frozenset(
            row.party for version in open_ones for row in version.signatures.all() if row.waits
        ),
        is_agreed=period.agreed_on is not None,
        is_untold=untold_in(period).exists(),
        is_unseen=any(row.student_told_at and not row.student_saw_at for row in versions),
        is_told_of_safety=period.safety_acknowledged_on is not None,
        asks_to_talk=bool(signals) and signals[0].tone == ProgressSignal.Tone.TALK,
        proposes_time=times.filter(agreed_at=None).exists(),
        has_ended=period.agreed_on is not None and last is not None and last < on,
        is_answered=bool(period.host_again),
    )
