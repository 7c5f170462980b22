"""Students and periods among the answers; asked for only by who may see students."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from veturi.cooperation.placements.models import Period, Student
from veturi.cooperation.placements.reading.finding import periods_named
from veturi.directory.models import Person
from veturi.foundation.search.ladder import Found, Rung
from veturi.foundation.search.texts import tokens_of
from veturi.foundation.web.templates import day
from veturi.ledger.months import month_of
from veturi.surfaces.find.ranking import Kind, Standing, Weighed, months_since, score


def weigh_students(hits: Mapping[int, Found], *, person: Person) -> Iterator[Weighed]:
    rows = Student.objects.seen_by(person).filter(pk__in=hits, erased_on=None).order_by()
    for key, given, family, archived, teacher in rows.values_list(
        "pk", "given_name", "family_name", "archived_on", "teacher"
    ):
        standing = Standing(
            hits[key].rung,
            Kind.STUDENT,
            f"{given} {family}".strip(),
            is_mine=teacher == person.pk,
            is_archived=archived is not None,
        )
        yield Weighed(Kind.STUDENT, key, score(standing), hits[key])


def weigh_periods(question: str, *, person: Person, on: date) -> Iterator[Weighed]:
    """By words of which some name the student and the others the workplace."""
    rows = periods_named(tokens_of(question), person=person)
    for key, teacher, ends_on, ended_on, name in rows.values_list(
        "pk", "teacher", "ends_on", "ended_on", "partnership__name"
    ):
        last = min(ended_on or ends_on or on, on)
        standing = Standing(
            Rung.WORD,
            Kind.PERIOD,
            name,
            is_mine=teacher == person.pk,
            months_since=months_since(month_of(last), on),
        )
        yield Weighed(Kind.PERIOD, key, score(standing))


def student_notes(keys: Iterable[int], *, on: date) -> dict[int, tuple[Student, str]]:
    """The students, each with the group, the number, and the workplace of the day."""
    rows = Student.objects.in_bulk(list(keys))
    there = Period.objects.in_force().on(on).filter(student__in=rows)
    at = {
        one.student_id: one.partnership.shown.name
        for one in there.select_related("partnership__absorbed_into").order_by("starts_on", "pk")
    }
    return {key: (row, _student_note(row, at.get(key, ""))) for key, row in rows.items()}


def _student_note(student: Student, at: str) -> str:
    facts = [
        _("student"),
        student.group,
        student.number,
        at,
        _("archived") if student.archived_on else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def period_notes(keys: Iterable[int], *, on: date) -> dict[int, tuple[Period, str]]:
    """The periods, each with its form, its days and what it is on the day."""
    rows = Period.objects.filter(pk__in=list(keys)).shown().prefetch_related("interruptions")
    return {row.pk: (row, _period_note(row, on)) for row in rows}


def _period_note(period: Period, on: date) -> str:
    last = day(period.last_day) if period.last_day else ""
    facts = [
        str(period.get_form_display()),
        f"{day(period.starts_on)}–{last}",
        str(period.state_on(on).label),
    ]
    return " · ".join(facts)
