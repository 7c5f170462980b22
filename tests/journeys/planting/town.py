"""A college with a thousand periods in whose way nothing stands; what is drawn is the same each time.

Rows are made in memory, so that who spoils one can change it, and written model by model.
"""

from collections import defaultdict
from datetime import date
from itertools import count
from random import Random

from tests.journeys.planting.drawn import (
    FAMILIES,
    FIRST,
    FORMS,
    SPELLINGS,
    STATE_PAYS,
    USELESS,
    borders,
    days,
)
from veturi.cooperation.placements.models import (
    Guidance,
    Interruption,
    Period,
    Qualification,
    Student,
    StudyRightState,
)
from veturi.directory.actions.naming import name_folds
from veturi.directory.models import Organisation, Partnership, Person, Position
from veturi.directory.tests.factories import ProviderFactory
from veturi.foundation.business_id import made_up_business_id
from veturi.foundation.text import fold, sort_key

PERIODS = 1000
WORKPLACES = 95
STUDENTS = 130
QUALIFICATIONS = 8
AT_A_WORKPLACE = 3
ORDER = (
    Organisation,
    Partnership,
    Person,
    Position,
    Qualification,
    Student,
    StudyRightState,
    Period,
    Interruption,
    Guidance,
)


class Town:
    """The college on a day of its funding season, which began on 1.7."""

    def __init__(self, provider, *, day, seed):
        self.provider, self.day = provider, day
        self.season = date(day.year if day.month >= 7 else day.year - 1, 7, 1)
        self.chance = Random(seed)
        self.numbers, self.families = count(1), count()
        self.rows = defaultdict(list)
        self.first_business_id = 300_000 + provider.pk % 40 * 4_000
        self.qualifications = [self.qualification() for _ in range(QUALIFICATIONS)]
        self.workplaces = [self.workplace() for _ in range(WORKPLACES)]
        self.staff = {
            workplace.name: [self.person(workplace) for _ in range(AT_A_WORKPLACE)]
            for workplace in self.workplaces
        }
        self.students = [self.long_known_student() for _ in range(STUDENTS)]

    def keep(self, row):
        self.rows[type(row)].append(row)
        return row

    def draw(self, *choices):
        return self.chance.choice(choices)

    def between(self, first, last):
        return first + days(self.chance.randint(0, (last - first).days))

    # Days

    def past(self):
        return self.between(self.season, self.day - days(1))

    def coming(self):
        return self.between(self.day + days(1), self.season + days(700))

    def some_day(self):
        return self.draw(
            self.past(), self.past(), self.coming(), self.draw(*borders(self.season, self.day))
        )

    # Who and where

    def qualification(self, kind="vocational", **given):
        number = next(self.numbers)
        fields = {
            "code": f"{390_000 + number}",
            "record_number": f"OPH-K{self.provider.pk}-{number}",
        }
        return self.keep(
            Qualification(name_fi=f"Esimerkkialan tutkinto {number}", kind=kind, **fields | given)
        )

    def workplace(self, provider=None, **given):
        number, provider = next(self.numbers), provider or self.provider
        fields = {
            "name": f"{self.draw(*FAMILIES)}n paja {number} Oy",
            "business_id": made_up_business_id(self.first_business_id + number),
            "private_to": provider,
        }
        organisation = Organisation(kind="company", **fields | given)
        partner = Partnership(
            provider=provider,
            organisation=organisation,
            name=organisation.name,
            since=date(2020, 1, 7),
            is_fictitious=True,
        )
        for row in (organisation, partner):
            name_folds(row)
            self.keep(row)
        return partner

    def phone(self):
        digits = f"{1_000_000 + next(self.numbers)}"
        return self.draw(*SPELLINGS).format(digits[:3], digits[3:])

    def address(self, name):
        return f"{fold(name).replace(' ', '.')}.{next(self.numbers)}@paja.invalid"

    def contacts(self, name):
        """An e-mail, a phone or both; of a phone beside an e-mail nobody asks what it is like."""
        email, phone = self.address(name), self.phone()
        both = (email, phone)
        return self.draw(both, both, both, (email, ""), ("", phone), (email, self.draw(*USELESS)))

    def name(self):
        """Nobody else has the family name: families are made on purpose."""
        again, which = divmod(next(self.families), len(FAMILIES))
        tail = f"-{FAMILIES[again]}" if again else ""
        return self.draw(*FIRST.split()), FAMILIES[which] + tail

    def person(self, workplace, name=None, contacts=None):
        given_name, family_name = name or self.name()
        email, phone = contacts or self.contacts(f"{given_name} {family_name}")
        person = Person(
            provider=workplace.provider,
            given_name=given_name,
            family_name=family_name,
            email=email,
            phone=phone,
        )
        name_folds(person)
        self.keep(
            Position(
                provider=workplace.provider,
                person=person,
                partnership=workplace,
                role="instructor",
            )
        )
        return self.keep(person)

    def student(self, provider=None, **given):
        number = next(self.numbers)
        given_name, family_name = self.draw(*FIRST.split()), f"Opiskelija{number}"
        fields = {
            "qualification": self.draw(*self.qualifications),
            "starts_on": self.season - days(700),
            "ends_on": self.season + days(1500),
        }
        return self.keep(
            Student(
                provider=provider or self.provider,
                number=f"K{number:05}",
                given_name=given_name,
                family_name=family_name,
                name_folded=fold(f"{given_name} {family_name}"),
                name_sort=sort_key(f"{family_name} {given_name}"),
                **fields | given,
            )
        )

    def state(self, student, since, state="lasna", funding="1"):
        return self.keep(
            StudyRightState(
                provider=student.provider,
                student=student,
                since=since,
                state=state,
                funding=funding,
            )
        )

    def long_known_student(self):
        """Present, on leave, interrupted before the season; of some no states are known."""
        student = self.student(programme=self.draw(*["vocational"] * 5, "labour_market"))
        paid = self.draw(*STATE_PAYS)
        walks = (
            [],
            [(700, "lasna")],
            [(700, "lasna"), (90, "valiaikaisestikeskeytynyt"), (30, "lasna")],
            [(700, "lasna"), (-60, "loma"), (-90, "lasna"), (-400, "loma")],
            [(700, "valiaikaisestikeskeytynyt"), (2, "lasna"), (-1600, "valmistunut")],
        )
        for before, state in self.draw(*walks):
            self.state(student, self.season - days(before), state, paid)
        return student

    # Periods

    def period(self, student, workplace, instructor, last, **given):
        starts = last - days(self.draw(14, 30, 45, 68, 90, 130, 365))
        recorded = starts + days(self.chance.randint(-20, 5))
        fields = {
            "starts_on": starts,
            "form": self.draw(*FORMS),
            "part_time": self.draw(1, 40, 60, 80, 100, 100, self.chance.randint(1, 100)),
            "recorded_on": min(recorded, self.day, last - days(1)),
            "made_on": min(starts, self.day) - days(40),
        }
        period = Period(
            provider=student.provider,
            student=student,
            partnership=workplace,
            instructor=instructor,
            unique_id=f"koe-{student.provider.pk}-{next(self.numbers)}",
            **fields | self.course(starts, last) | given,
        )
        return self.keep(period)

    def course(self, starts, last):
        """Proposed, agreed, running; ended as agreed, before it or after it, or not written yet."""
        agreed = min(starts, self.day) - days(30)
        if starts > self.day:
            accepted = {"accepted_on": self.draw(None, agreed), "agreed_on": None}
            return {"ends_on": last, **self.draw({"agreed_on": agreed}, accepted)}
        began = {"agreed_on": agreed, "started_on": starts, "ends_on": last}
        if last >= self.day:
            return began
        agreed_last = self.draw(last, last, last, last + days(25), last - days(5))
        return began | self.draw({}, {"ended_on": last, "ends_on": agreed_last})

    def stop(self, period, since, until):
        return self.keep(
            Interruption(provider=period.provider, period=period, since=since, until=until)
        )

    def stop_in_between(self, period):
        """Up to two interruptions, the later of which may end on the eve."""
        last = period.last_day
        if self.chance.random() < 0.2:
            self.stop(period, period.starts_on, period.starts_on + days(3))
        if self.chance.random() < 0.2:
            self.stop(period, last - days(8), last - days(self.draw(1, 3, 5)))

    def alone(self, last=None, *, workplace=None, name=None, contacts=None, of=None, **given):
        """A sound period of a student and an instructor who have no other."""
        workplace = workplace or self.draw(*self.workplaces)
        student = of or self.student()
        instructor = self.person(workplace, name, contacts)
        return self.period(student, workplace, instructor, last or self.some_day(), **given)

    def believable(self):
        """One of a student who may have others at the time, with somebody who guides others too."""
        workplace = self.draw(*self.workplaces)
        instructor = self.draw(*self.staff[workplace.name])
        student = self.draw(*self.students)
        period = self.period(student, workplace, instructor, self.some_day())
        self.stop_in_between(period)

    def neighbour(self):
        return ProviderFactory(slug=f"naapuri-{self.provider.pk}")

    def standing(self):
        return [
            period
            for period in self.rows[Period]
            if period.provider == self.provider and period.called_off_on is None
        ]

    def fill(self):
        while len(self.standing()) < PERIODS:
            self.believable()

    def write(self):
        for model in ORDER:
            model.objects.bulk_create(self.rows[model])
