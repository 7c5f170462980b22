"""Periods of a term: ended, running, to come and proposed, with believable trouble in them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from veturi.cooperation.placements.actions import periods
from veturi.cooperation.placements.actions.agreements import Signer
from veturi.cooperation.placements.actions.bringing import SignedPaper, bring_in
from veturi.cooperation.placements.actions.periods import NewPeriod
from veturi.cooperation.placements.models import Period
from veturi.cooperation.placements.reading.contents import Terms, contents_of
from veturi.cooperation.placements.rules.papers import needed, parties
from veturi.cooperation.placements.rules.words import Party
from veturi.directory.models import Role
from veturi.surfaces.demo.happening import by_chance
from veturi.surfaces.demo.learning import Term
from veturi.surfaces.demo.living import moment
from veturi.surfaces.demo.words.learning import CALLED_OFF, GOALS, STOPS, Study

EACH = 1.5
DAY = timedelta(days=1)
TERMS = Terms(
    demonstrations="Näyttö jakson viimeisellä viikolla, arvioijina opettaja ja työpaikan edustaja.",
    elsewhere="Muualla ei opita jakson aikana.",
)
INTERRUPTED = 0.06


class When(NamedTuple):
    """How many in a hundred, and between which days from today they begin; how long they last."""

    share: int
    first: tuple[int, int]
    days: tuple[int, int]


ENDED = When(46, (-330, -75), (20, 65))
RUNNING = When(24, (-45, -3), (50, 90))
COMING = When(17, (9, 60), (25, 60))
PROPOSED = When(10, (20, 100), (25, 60))
OFF = When(3, (10, 60), (25, 60))
# A hundred of them; whoever takes every 37th meets each kind early.
WHENS = tuple(one for one in (ENDED, RUNNING, COMING, PROPOSED, OFF) for _ in range(one.share))
STRIDE = 37


def work(term: Term) -> None:
    """Every student has one period or two; of each field the workplaces take turns."""
    town = term.town
    if not term.workplaces:
        return
    count = round(len(term.students) * EACH)
    asked = [_period(term, number) for number in range(count)]
    by, at = town.coordinator, moment(town.today - DAY, 15)
    rows = periods.propose_many([new for new, _when in asked], provider=town.provider, by=by, at=at)
    agreed = [row for row in rows if row.agreed_on is not None]
    bring_in(_signed(term, agreed), provider=town.provider, by=by, at=at)
    _interrupt(term, [row for row in agreed if row.started_on and row.ended_on is None])


def _period(term: Term, number: int) -> tuple[NewPeriod, When]:
    town, rng = term.town, term.town.rng
    student, study = term.students[number % len(term.students)]
    when = WHENS[number * STRIDE % len(WHENS)]
    tet = study.programme == "basic_education"
    first = town.today + timedelta(days=rng.randint(*when.first))
    if tet and when is RUNNING:
        first = town.today
    first -= timedelta(days=first.weekday())
    last = first + timedelta(days=4 if tet else rng.randint(*when.days) // 7 * 7 + 4)
    if when is ENDED:
        last = min(last, town.today - timedelta(days=2))
    there = [row for row in term.workplaces if row[1] in study.trades] or term.workplaces
    partner, _trade, persons = there[number % len(there)]
    fields: dict[str, Any] = {
        "student": student,
        "partnership": partner,
        "form": _form(term, study),
        "way": rng.choices(("allocated", "self_sourced", "advertised", "interview"), (6, 3, 1, 1))[
            0
        ],
        "starts_on": first,
        "ends_on": last,
        "weekly_hours": Decimal(30 if tet else 35),
        "part_time": None if by_chance(rng, 0.05) else rng.choice((100, 100, 100, 80, 60)),
        "key_tasks": "\n".join(rng.sample(study.tasks, min(3, len(study.tasks)))),
        "goals": GOALS,
        "instructor": None if by_chance(rng, 0.02) else persons[number % len(persons)],
    }
    fields |= _seen_to(term, when, first, last)
    units = [term.units[code] for code in study.units if code in term.units]
    return NewPeriod(fields, units), when


def _form(term: Term, study: Study) -> str:
    if study.programme == "basic_education":
        return str(Period.Form.TET)
    if study.programme == "tuva":
        return str(Period.Form.PRACTICE)
    apprentice = study.ages[1] > 30 and by_chance(term.town.rng, 0.12)  # noqa: PLR2004
    return str(Period.Form.APPRENTICESHIP if apprentice else Period.Form.TRAINING_AGREEMENT)


def _seen_to(term: Term, when: When, first: date, last: date) -> dict[str, Any]:
    """What was done on the way, with what was forgotten."""
    town, rng = term.town, term.town.rng
    before = min(first, town.today) - timedelta(days=rng.randint(5, 20))
    if when is OFF:
        return {
            "called_off_on": town.today - timedelta(days=rng.randint(1, 30)),
            "called_off_by": rng.choice(("workplace", "student", "school")),
            "called_off_why": rng.choice(CALLED_OFF),
        }
    if when is PROPOSED:
        return {"accepted_on": before if by_chance(rng, 0.5) else None}
    fields: dict[str, Any] = {
        "accepted_on": before,
        "agreed_on": before,
        "plan_approved_on": before,
        "plan_approved_by_student_on": before,
        "plan_approved_by_workplace_on": before,
        "safety_told_on": before,
        "safety_acknowledged_on": before if by_chance(rng, 0.9) else None,
        "recorded_on": before if by_chance(rng, 0.85) else None,
        "wage_basis": "Alan työehtosopimus",
    }
    if when is not COMING:
        fields["started_on"] = first
    if when is ENDED:
        fields |= {
            "ended_on": last,
            "host_again": rng.choices(("yes", "maybe", "no", ""), (6, 2, 1, 2))[0],
            "hired_on": last if by_chance(rng, 0.08) else None,
        }
    return fields


def _signed(term: Term, agreed: Sequence[Period]) -> list[SignedPaper]:
    """Each agreed period has its papers, signed on paper before Veturi was taken into use."""
    asked = [(row, paper, "fi") for row in agreed for paper in needed(row.form)]
    contents = contents_of(asked, on=term.town.today, terms=TERMS)
    return [
        SignedPaper(
            row,
            paper,
            content,
            row.agreed_on or term.town.today,
            moment(row.agreed_on or term.town.today, 9),
            [_signer(term, row, party) for party in parties(paper, is_minor=_is_minor(row))],
        )
        for (row, paper, _language), content in zip(asked, contents, strict=True)
    ]


def _is_minor(row: Period) -> bool:
    return row.student.is_minor_on(row.starts_on)


def _signer(term: Term, row: Period, party: Party) -> Signer:
    student, instructor = row.student, row.instructor
    match party:
        case Party.PROVIDER:
            ours = term.town.one_of_us(Role.MANAGEMENT)
            return Signer(party.value, str(ours), ours.email, person=ours)
        case Party.STUDENT:
            return Signer(party.value, str(student), student.email, language=student.language)
        case Party.GUARDIAN:
            return Signer(party.value, student.guardian_name, student.guardian_email)
    if instructor is None:
        return Signer(party.value, row.partnership.name)
    return Signer(party.value, str(instructor), instructor.email, person=instructor)


def _interrupt(term: Term, running: Sequence[Period]) -> None:
    """A few stand still for some days."""
    town = term.town
    for row in running:
        if not by_chance(town.rng, INTERRUPTED):
            continue
        since = max(row.starts_on, town.today - timedelta(days=town.rng.randint(1, 12)))
        until = since + timedelta(days=4) if by_chance(town.rng, 0.7) else None
        last = row.ends_on or since
        periods.interrupt(
            row,
            since=since,
            until=min(until, last) if until else None,
            reason=town.rng.choice(STOPS),
            by=town.coordinator,
            at=moment(town.today - DAY, 15),
        )
