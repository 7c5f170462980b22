"""Periods beside what eHOKS had of them, and how that is told in one sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.reading.beside import RegisterNote
from veturi.cooperation.placements.reading.fragments import Fragments, fragments_of
from veturi.cooperation.placements.rules.law.rows import LEARNING
from veturi.surfaces.gateways.ehoks.models import Inquiry
from veturi.surfaces.gateways.ehoks.rules.comparing import Row, Same, compared
from veturi.surfaces.gateways.ehoks.service import is_in_use

Outcome = Inquiry.Outcome
DIFFERENT = frozenset({Same.DIFFERS, Same.NOT_THERE, Same.NOT_HERE})


@dataclass(frozen=True, slots=True)
class Beside:
    """A period of ours, and the last answer about it when it was asked."""

    period: Period
    ours: Fragments
    inquiry: Inquiry | None
    rows: tuple[Row, ...]

    @property
    def differing(self) -> int:
        return sum(row.same in DIFFERENT for row in self.rows)

    @property
    def is_same(self) -> bool:
        """Whether eHOKS had it as it is here, when it was asked last."""
        return bool(self.rows) and not self.differing

    @property
    def signal(self) -> str:
        if self.inquiry is None:
            return "info"
        return "ok" if self.is_same else "wait"

    @property
    def sentence(self) -> str:
        if self.inquiry is None:
            return _("eHOKS has not been asked yet")
        if self.inquiry.outcome != Outcome.FOUND:
            return str(Outcome(self.inquiry.outcome).label)
        if not self.differing:
            return _("The same in eHOKS")
        text = ngettext(
            "%(count)s fact differs in eHOKS", "%(count)s facts differ in eHOKS", self.differing
        )
        return text % {"count": self.differing}


def beside(periods: QuerySet[Period], *, on: date) -> list[Beside]:
    """Of those that stand in the registers, the latest first; as many questions for all."""
    rows = periods.filter(form__in=LEARNING)
    ours = {one.key: one for one in fragments_of(rows, on=on)}
    asked = Inquiry.objects.filter(period__in=ours).select_related("asked_by")
    inquiries = {one.period_id: one for one in asked}
    shown: Iterable[Period] = rows.shown().order_by("-starts_on", "-pk")  # type: ignore[attr-defined]
    return [_beside(one, ours[one.pk], inquiries.get(one.pk)) for one in shown]


def _beside(period: Period, ours: Fragments, inquiry: Inquiry | None) -> Beside:
    there = inquiry.found if inquiry else None
    rows = compared(ours.hoks, there, units=ours.units) if there else ()
    return Beside(period, ours, inquiry, tuple(rows))


def notes_of(thing: Period | Student, *, on: date) -> list[RegisterNote]:
    """What stands on the page of a period or of a student; nothing where eHOKS is not in use."""
    if not is_in_use(thing.provider):
        return []
    if isinstance(thing, Student):
        return _of_student(thing)
    return [_of_period(one) for one in beside(Period.objects.filter(pk=thing.pk), on=on)]


def _of_period(one: Beside) -> RegisterNote:
    return RegisterNote(
        one.signal,
        one.sentence,
        one.inquiry.asked_at if one.inquiry else None,
        _("Compare with eHOKS"),
        reverse("ehoks:period", args=[one.period.pk]),
    )


def _of_student(student: Student) -> list[RegisterNote]:
    """Of all periods at once: how many of them eHOKS had."""
    rows = student.periods.standing().filter(form__in=LEARNING)
    if not rows.exists():
        return []
    asked = Inquiry.objects.filter(period__in=rows).order_by("-asked_at").first()
    return [
        RegisterNote(
            "info",
            _("Asked from eHOKS") if asked else _("eHOKS has not been asked yet"),
            asked.asked_at if asked else None,
            _("Compare with eHOKS"),
            reverse("ehoks:student", args=[student.pk]),
        )
    ]
