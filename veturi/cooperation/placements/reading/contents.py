"""What stands in a paper, read from the rows of its period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import override

from veturi.cooperation.placements.models import Part, Period, PeriodUnit, Qualification, Unit
from veturi.cooperation.placements.rules import duties
from veturi.cooperation.placements.rules.content import (
    Content,
    House,
    Human,
    Learner,
    Learnt,
    Studied,
)
from veturi.cooperation.placements.rules.words import Paper, Party
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Partnership, Person, Position, Provider, Site

# Whoever signs for a workplace, the likeliest first.
SIGNING = (
    PersonRole.SIGNATORY,
    PersonRole.ENTREPRENEUR,
    PersonRole.DIRECTOR,
    PersonRole.MANAGEMENT,
    PersonRole.SUPERVISOR,
)
# In these the student is a party who is told apart by more than the name.
BORN = frozenset({Paper.APPRENTICESHIP})
# Of these pay can be agreed on.
PAID = frozenset({Paper.APPRENTICESHIP, Paper.PRACTICE})


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed on and stands in no row of the period."""

    demonstrations: str = ""
    elsewhere: str = ""
    other: str = ""


NOTHING_MORE = Terms()


def content_of(
    period: Period, paper: Paper, *, language: str, on: date, terms: Terms = NOTHING_MORE
) -> Content:
    """The content of a new version of the paper, as the rows stand on the day."""
    [content] = contents_of([(period, paper, language)], on=on, terms=terms)
    return content


def contents_of(
    asked: Iterable[tuple[Period, Paper, str]], *, on: date, terms: Terms = NOTHING_MORE
) -> list[Content]:
    """Of many periods; as many questions for a hundred as for one."""
    wanted = list(asked)
    rows = _rows({period.pk for period, *_ in wanted})
    points = _points(rows.values())
    signing = _signing(rows.values(), on=on)
    contents = []
    for period, paper, language in wanted:
        with override(language):
            contents.append(
                _content(rows[period.pk], paper, language, terms, points=points, signing=signing)
            )
    return contents


def _rows(keys: set[int]) -> dict[int, Period]:
    units = PeriodUnit.objects.select_related("unit").order_by("unit__code")
    rows = Period.objects.select_related(
        "provider__organisation",
        "partnership__organisation",
        "partnership__absorbed_into__organisation",
        "site",
        "student__qualification",
        "teacher__absorbed_into",
        "instructor__absorbed_into",
    ).prefetch_related(Prefetch("units", units))
    return rows.in_bulk(keys)


def _points(periods: Iterable[Period]) -> dict[tuple[int, int], str]:
    """Competence points by qualification and unit."""
    qualifications = {period.student.qualification_id for period in periods}
    parts = Part.objects.filter(qualification__in=qualifications - {None}).exclude(points=None)
    return {
        (part.qualification_id, part.unit_id): _text(part.points)
        for part in parts.only("qualification_id", "unit_id", "points")
    }


def _signing(periods: Iterable[Period], *, on: date) -> dict[int, Person]:
    """Who signs for each workplace."""
    partners = {period.partnership.shown.pk for period in periods}
    positions = (
        Position.objects.on(on)
        .filter(partnership__in=partners, role__in=SIGNING)
        .filter(person__archived_on=None, person__absorbed_into=None, person__erased_on=None)
        .select_related("person__absorbed_into")
        .order_by("pk")
    )
    likeliest = sorted(positions, key=lambda one: SIGNING.index(PersonRole(one.role)), reverse=True)
    return {position.partnership_id: position.person for position in likeliest}


def _content(
    period: Period,
    paper: Paper,
    language: str,
    terms: Terms,
    *,
    points: dict[tuple[int, int], str],
    signing: dict[int, Person],
) -> Content:
    minor = period.student.is_minor_on(period.starts_on)
    own_firm = period.form == Period.Form.ENTREPRENEUR
    partner = period.partnership.shown
    pay = period.wage_basis if paper in PAID else ""
    return {
        "paper": paper.value,
        "language": language,
        "own_firm": own_firm,
        "provider": _provider(period.provider),
        "workplace": _workplace(partner, period.site, signing.get(partner.pk)),
        "student": _student(period, paper, is_minor=minor),
        "qualification": _studied(period.student.qualification),
        "units": _units(period, points),
        "starts_on": period.starts_on.isoformat(),
        "ends_on": _text(period.ends_on) or None,
        "weekly_hours": _text(period.weekly_hours) or None,
        "day_begins": period.day_begins.isoformat("minutes") if period.day_begins else None,
        "day_ends": period.day_ends.isoformat("minutes") if period.day_ends else None,
        "part_time": period.part_time,
        "tasks": period.tasks,
        "goals": _lines(period.goals),
        "instructor": _human(period.instructor),
        "teacher": _human(period.teacher),
        "demonstrations": terms.demonstrations,
        "elsewhere": terms.elsewhere,
        "wage_basis": pay,
        "trial_until": _text(period.trial_until) or None,
        "compensation": _text(period.compensation) or None,
        "provider_duties": duties.duties(paper, Party.PROVIDER),
        "workplace_duties": duties.duties(paper, Party.WORKPLACE),
        "student_duties": duties.duties(paper, Party.STUDENT),
        "terms": duties.terms(paper, own_firm=own_firm, is_paid=bool(pay)),
        "safety": duties.safety(is_minor=minor),
        "ending": duties.ending(paper, own_firm=own_firm),
        "other": terms.other,
    }


def _provider(provider: Provider) -> House:
    number = provider.organisation.business_id if provider.organisation else ""
    return {
        "name": provider.name,
        "business_id": number,
        "site": "",
        "address": "",
        "representative": None,
    }


def _workplace(partner: Partnership, site: Site | None, signing: Person | None) -> House:
    return {
        "name": partner.organisation.name,
        "business_id": partner.organisation.business_id,
        "site": site.name if site else "",
        "address": _address(site) if site else "",
        "representative": _human(signing),
    }


def _address(site: Site) -> str:
    town = f"{site.postal_code} {site.place}".strip()
    return ", ".join(filter(None, (site.address, town)))


def _student(period: Period, paper: Paper, *, is_minor: bool) -> Learner:
    student = period.student
    born_on = student.born_on if paper in BORN else None
    return {
        "name": str(student),
        "number": student.number,
        "group": student.group,
        "born_on": _text(born_on) or None,
        "is_minor": is_minor,
        "guardian": student.guardian_name if is_minor else "",
    }


def _studied(qualification: Qualification | None) -> Studied | None:
    if qualification is None:
        return None
    return {
        "name": qualification.name,
        "code": qualification.code,
        "record_number": qualification.record_number,
        "kind": qualification.kind,
    }


def _units(period: Period, points: dict[tuple[int, int], str]) -> list[Learnt]:
    units: Sequence[Unit] = [row.unit for row in period.units.all()]
    of = period.student.qualification_id or 0
    return [
        {"name": unit.name, "code": unit.code, "points": points.get((of, unit.pk), "")}
        for unit in units
    ]


def _human(person: Person | None) -> Human | None:
    if person is None:
        return None
    known = person.shown
    return {
        "name": str(known),
        "title": known.title,
        "email": known.email,
        "phone": known.phone,
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _text(value: object) -> str:
    """A day or a number as it is written in a content; nothing for none."""
    return "" if value is None else str(value)
