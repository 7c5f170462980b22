"""The everyday layer: calls and visits, periods, lectures, events; both directions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from veturi.surfaces.demo.days import Days
from veturi.surfaces.demo.happening import Happening, by_chance
from veturi.surfaces.demo.histories.learning import Learning


@dataclass(frozen=True, slots=True)
class Pace:
    """How lively an everyday partnership is: chances a term, and from when to when."""

    since: date
    until: date
    periods: float
    talks: float
    exchanges: float


# What is done now and then, with its chance, and whether people are counted or hours.
EXCHANGES: tuple[tuple[str, int, str], ...] = (
    ("exchange.lecture_given", 14, "hours"),
    ("exchange.students_visited", 12, "people"),
    ("exchange.school_visited", 8, "people"),
    ("exchange.presentation_given", 7, "people"),
    ("exchange.partner_taught", 4, "hours"),
    ("exchange.instructor_trained", 11, "people"),
    ("exchange.teacher_period_held", 4, ""),
    ("exchange.premises_used", 8, "rent"),
    ("exchange.partner_premises_used", 4, "hours"),
    ("exchange.campus_day_held", 4, "people"),
    ("exchange.ecampus_course_completed", 5, ""),
    ("exchange.alumnus_contributed", 4, "hours"),
    ("exchange.entrepreneurship_done", 3, "hours"),
    ("projects.joint_project_done", 4, ""),
    ("events.event_attended", 8, "hours"),
    ("encounters.ideas_gathered", 4, "hours"),
    ("placements.place_offered", 5, "people"),
    ("placements.readiness_checked", 3, ""),
)
TALKS: tuple[tuple[str, int], ...] = (
    ("encounters.called", 34),
    ("encounters.messaged", 30),
    ("encounters.met", 14),
    ("encounters.workplace_visited", 12),
    ("encounters.customer_listened", 7),
    ("encounters.need_heard", 5),
    ("feedback.feedback_received", 7),
    ("feedback.feedback_answered", 4),
    ("feedback.jointly_assessed", 4),
    ("outreach.offer_made", 2),
    ("encounters.other_done", 2),
)
TALK_HOURS = tuple(Decimal(number) for number in ("0.5", "0.75", "1", "1", "1.5", "2", "3"))
MEETINGS = frozenset(
    {"encounters.met", "encounters.workplace_visited", "encounters.customer_listened"}
)

FORMS = {
    Learning.period: 78,
    Learning.apprenticeship: 10,
    Learning.short_period: 6,
    Learning.internship: 6,
}
SCHOOL_FORMS = {Learning.short_period: 50, Learning.period: 40, Learning.internship: 10}


class Everyday:
    """Writes the everyday of one partner."""

    def __init__(self, rng: Random, days: Days, partner: int, *, kind: str) -> None:
        self.rng = rng
        self.days = days
        self.partners = (partner,)
        self.kind = kind
        self.learning = Learning(rng, days, partner)

    def years(self, pace: Pace) -> Iterator[Happening]:
        """All terms from the first day to the last; a period may reach past it."""
        for term in self.days.terms(pace.since - timedelta(days=60), pace.until):
            end = min(pace.until, term + timedelta(days=130))
            start = max(pace.since, term)
            if start >= end:
                continue
            for _ in range(self._many(pace.periods)):
                yield from self._learning(term)
            for _ in range(self._many(pace.exchanges)):
                yield self.exchange(start, end)
            for _ in range(self._many(pace.talks)):
                yield self.talk(start, end)
        yield from self._gatherings(pace)

    def talk(self, since: date, until: date) -> Happening:
        kind = self.rng.choices([one for one, _ in TALKS], [share for _, share in TALKS])[0]
        is_meeting = kind in MEETINGS
        return Happening(
            kind,
            self.days.pick(self.rng, since, until),
            self.partners,
            hours=self.rng.choice(TALK_HOURS) if is_meeting and by_chance(self.rng, 0.6) else None,
            present=self.rng.choice((0, 1, 2, 2, 3)) if is_meeting else 0,
        )

    def exchange(self, since: date, until: date) -> Happening:
        shares = [share for _, share, _ in EXCHANGES]
        kind, _share, counted = self.rng.choices(EXCHANGES, shares)[0]
        if self.kind == "ngo" and by_chance(self.rng, 0.4):
            kind, counted = "exchange.ngo_work_done", "hours"
        day = self.days.pick(self.rng, since, until)
        return self.of(kind, day, counted=counted)

    def of(self, kind: str, day: date, *, counted: str = "") -> Happening:
        """With its number typed in most cases, else as the kind's default has it."""
        typed = by_chance(self.rng, 0.65)
        hours = Decimal(self.rng.choice((1, 2, 2, 3, 4)))
        return Happening(
            kind,
            day,
            self.partners,
            hours=hours if typed and counted in {"hours", "rent"} else None,
            people=self.rng.randint(1, 24) if typed and counted == "people" else None,
            euros=25 * hours if counted == "rent" else Decimal(0),
            present=self.rng.choice((0, 1, 1, 2)) if counted else 0,
        )

    def _learning(self, term: date) -> Iterator[Happening]:
        forms = SCHOOL_FORMS if self.kind == "school" else FORMS
        form = self.rng.choices(list(forms), list(forms.values()))[0]
        yield from form(self.learning, term)

    def _gatherings(self, pace: Pace) -> Iterator[Happening]:
        for day in self.days.partner_days(pace.since, pace.until):
            if by_chance(self.rng, 0.28):
                yield self.of("events.partner_day_attended", day, counted="hours")
        for day in self.days.hiring_fairs(pace.since, pace.until):
            if by_chance(self.rng, 0.2):
                yield self.of("events.hiring_fair_attended", day, counted="hours")

    def _many(self, chance: float) -> int:
        """The whole part for sure, the rest by chance."""
        return int(chance) + (by_chance(self.rng, chance % 1))
