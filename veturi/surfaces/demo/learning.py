"""A term of learning at work: students, workplaces that suit them, places that are offered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from veturi.cooperation.placements.actions import students as student_actions
from veturi.cooperation.placements.actions import workplaces
from veturi.cooperation.placements.actions.qualifications import take_over
from veturi.cooperation.placements.actions.students import NewStudent
from veturi.cooperation.placements.codes import local
from veturi.cooperation.placements.models import Qualification, Student, Unit
from veturi.cooperation.placements.national import is_oid
from veturi.directory.codes.roles import PersonRole
from veturi.directory.models import Partnership, Person, Position, Role
from veturi.surfaces.demo.happening import by_chance
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.plan import chance
from veturi.surfaces.demo.settling import Town
from veturi.surfaces.demo.words.learning import STUDIES, SUPPORT, Study
from veturi.surfaces.demo.words.persons import PersonNames

AT_MOST = 600
SHARE = 0.6
WORKPLACES = 300
# Jyväskylä, Laukaa, Muurame, Äänekoski, and of some it is not known.
HOMES = ("179", "179", "410", "179", "500", "992", "179", "")
LONGEST_WAYS = (None, 60, 45, None, 90)
INSTRUCTING = (PersonRole.INSTRUCTOR, PersonRole.RESPONSIBLE_INSTRUCTOR)


@dataclass(slots=True)
class Term:
    """Who learns, and where one can learn: each workplace with its field and its instructors."""

    town: Town
    students: list[tuple[Student, Study]] = field(default_factory=list)
    workplaces: list[tuple[Partnership, str, list[Person]]] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)


def learn(town: Town, names: PersonNames) -> Term:
    """Everything but the periods themselves."""
    if not Qualification.objects.exists():
        take_over(local.qualifications(), local.units(), local.parts())
    term = Term(town)
    codes = {code for study in STUDIES for code in study.units}
    term.units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    _enrol(term, names)
    _suit(term)
    _offer(term)
    _show_cards(term)
    return term


def _show_cards(term: Term) -> None:
    """Nearly all have shown the hygiene passport, some a safety card; a few have expired."""
    town = term.town
    rng = chance(town.provider.slug, "cards")
    shown_on = town.today - timedelta(days=95)
    cards: list[tuple[Student, dict[str, Any]]] = []
    for student, _study in term.students:
        if by_chance(rng, 0.97):
            cards.append((student, {"requirement": "hygiene_pass", "shown_on": shown_on}))
        if by_chance(rng, 0.3):
            until = shown_on + timedelta(days=rng.choice((60, 700, 1500)))
            card = {"requirement": "safety_card", "shown_on": shown_on, "valid_until": until}
            cards.append((student, card))
    student_actions.show_cards(cards, by=town.coordinator, at=moment(shown_on, 10))


def _enrol(term: Term, names: PersonNames) -> None:
    town = term.town
    count = min(AT_MOST, round(len(town.partners) * SHARE))
    whole = sum(study.share for study in STUDIES)
    studies = [one for one in STUDIES for _ in range(max(1, round(count * one.share / whole)))]
    qualifications = {
        row.code: row
        for row in Qualification.objects.filter(
            code__in=[one.code for one in STUDIES], record_number=""
        )
    }
    teachers = [town.one_of_us(Role.TEACHER), *town.others[:12]]
    many = [
        _student(
            term,
            names,
            study,
            number=number,
            qualification=qualifications.get(study.code),
            teacher=teachers[STUDIES.index(study) % len(teachers)],
        )
        for number, study in enumerate(studies)
    ]
    by, at = town.coordinator, moment(town.today - timedelta(days=100), 9)
    rows = student_actions.add_students(many, provider=town.provider, by=by, at=at)
    term.students = list(zip(rows, studies, strict=True))


def _student(
    term: Term,
    names: PersonNames,
    study: Study,
    *,
    number: int,
    qualification: Qualification | None,
    teacher: Person,
) -> NewStudent:
    town, rng = term.town, term.town.rng
    given, family, language = names.make()
    age = rng.randint(*study.ages)
    began = town.today - timedelta(days=rng.choice((110, 110, 480)))
    post = f"{town.first_number + number}@opiskelija.invalid"
    fields: dict[str, Any] = {
        "number": f"26-{town.first_number + number:05}",
        "given_name": given,
        "family_name": family,
        "language": language,
        "group": study.group,
        "teacher": teacher,
        "programme": study.programme,
        "learner_oid": _oid("oppija", 98, town.first_number + number),
        "study_right_oid": _oid("opiskeluoikeus", 15, town.first_number + number),
        "qualification": qualification,
        "email": post if by_chance(rng, 0.95) else "",
        "phone": f"050 000 {rng.randint(0, 9999):04}" if by_chance(rng, 0.9) else "",
        "born_on": town.today - timedelta(days=round(age * 365.25) + rng.randint(1, 350)),
        "municipality": HOMES[number % len(HOMES)],
        "longest_way": LONGEST_WAYS[number % len(LONGEST_WAYS)],
        "starts_on": began,
        "ends_on": began + timedelta(days=3 * 365),
    }
    if age < 18:  # noqa: PLR2004 - of age
        fields |= {
            "guardian_name": f"{names.make()[0]} {family}",
            "guardian_email": f"huoltaja.{post}",
            "guardian_phone": f"040 111 {rng.randint(0, 9999):04}",
        }
    needs = by_chance(rng, 0.12)
    support = {
        "is_special": True,
        "is_demanding": by_chance(rng, 0.2),
        "needs": rng.choice(SUPPORT),
    }
    funding = rng.choices(("1", "10", "14"), (95, 3, 2))[0]
    return NewStudent(fields, funding=funding, support=support if needs else {})


def _oid(kind: str, node: int, number: int) -> str:
    """With its check digit; learners are of a test node, where nobody is."""
    begin = f"1.2.246.562.{node}.{9_000_000_000 + number}"
    return next(oid for digit in range(10) if is_oid(kind, oid := f"{begin}{digit}"))


def _suit(term: Term) -> None:
    """Workplaces of the fields are assessed; a few assessments have run out or say no."""
    town, rng = term.town, term.town.rng
    fields = {trade for study in STUDIES for trade in study.trades}
    guides = _instructors(town)
    there = [
        (partner, who.trade.code, guides[partner.pk])
        for who, partner in zip(town.plan.partners, town.partners, strict=True)
        if who.trade.code in fields and guides.get(partner.pk)
    ]
    term.workplaces = there[:WORKPLACES]
    by, at = town.coordinator, moment(town.today - timedelta(days=60), 9)
    assessed = [(partner, _assessment(town)) for partner, *_ in term.workplaces]
    workplaces.assess_many(assessed, by=by, at=at)
    people = {person.pk: person for *_, persons in term.workplaces for person in persons}
    described = [
        (person, {"by_experience": True, "at_most": rng.choice((2, 3, 3))})
        for person in people.values()
        if by_chance(rng, 0.95)
    ]
    workplaces.describe_instructors(described, by=by, at=at)


def _instructors(town: Town) -> dict[int, list[Person]]:
    rows = (
        Position.objects.on(town.today)
        .filter(provider=town.provider, role__in=INSTRUCTING)
        .select_related("person")
        .order_by("pk")
    )
    found: dict[int, list[Person]] = {}
    for row in rows:
        found.setdefault(row.partnership_id, []).append(row.person)
    return found


def _assessment(town: Town) -> dict[str, Any]:
    rng = town.rng
    assessed_on = town.today - timedelta(days=rng.choices((90, 300, 760), (6, 3, 1))[0])
    wanted = [
        code for code in ("hygiene_pass", "shift_work", "criminal_record") if by_chance(rng, 0.2)
    ]
    return {
        "has_activity": True,
        "has_tools": by_chance(rng, 0.98),
        "has_staff": True,
        "has_orientation": by_chance(rng, 0.9),
        "normal_hours": "37.5",
        "at_once": rng.choice((1, 2, 2, 3)),
        "requirements": ",".join(wanted),
        "method": rng.choice(("visit", "visit", "call", "self")),
        "assessed_on": assessed_on,
        "valid_until": assessed_on + timedelta(days=730),
    }


def _offer(term: Term) -> None:
    for fields, partner in _offers(term):
        workplaces.offer(
            partner,
            by=term.town.coordinator,
            at=moment(term.town.today - timedelta(days=1), 15),
            fields=fields,
        )


def _offers(term: Term) -> Iterator[tuple[dict[str, Any], Partnership]]:
    """Every seventh workplace offers places for the spring."""
    today = term.town.today
    for partner, _trade, persons in term.workplaces[::7]:
        first = today + timedelta(days=term.town.rng.choice((45, 60, 90)))
        yield (
            {
                "places": term.town.rng.choice((1, 1, 2, 3)),
                "starts_on": first,
                "ends_on": first + timedelta(days=55),
                "instructor": persons[0],
            },
            partner,
        )
