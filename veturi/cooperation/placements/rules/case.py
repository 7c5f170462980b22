"""What the law asks of one workplace period: all of it as plain values, no rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum

OF_AGE = 18
HOUR = 60
DAY_OF_MINUTES = 24 * HOUR


class Form(StrEnum):
    """How the learning is arranged (domain §1.1); the same words as `Period.Form`."""

    TRAINING_AGREEMENT = "training_agreement"
    APPRENTICESHIP = "apprenticeship"
    ENTREPRENEUR = "entrepreneur"
    TET = "tet"
    PRACTICE = "practice"


class Programme(StrEnum):
    """What the student studies; the same words as `Student.Programme`."""

    VOCATIONAL = "vocational"
    TUVA = "tuva"
    TELMA = "telma"
    LABOUR_MARKET = "labour_market"
    BASIC_EDUCATION = "basic_education"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The preconditions of the workplace as they were assessed (L531/2017 72 §)."""

    assessed_on: date
    valid_until: date
    has_activity: bool = False
    has_tools: bool = False
    has_staff: bool = False
    has_orientation: bool = False
    normal_hours: Decimal | None = None

    def holds_on(self, day: date) -> bool:
        return self.assessed_on <= day <= self.valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The responsible workplace instructor (72.2 §)."""

    is_competent: bool = False
    is_resting: bool = False
    is_of_workplace: bool = False
    is_reached: bool = False  # by e-mail or phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One period; a day that is none has not come, a number that is none is not known."""

    form: Form
    starts_on: date
    ends_on: date | None = None
    ended_on: date | None = None

    # Of the student.
    programme: Programme = Programme.VOCATIONAL
    born_on: date | None = None
    study_begins_on: date | None = None
    study_ends_on: date | None = None
    has_special_support: bool = False
    has_demanding_support: bool = False
    is_workplace_told_of_support: bool = False
    # Shown and standing, each until its last day of all that were shown.
    cards: Mapping[str, date] = field(default_factory=dict)

    # Of the workplace.
    in_finland: bool = True
    has_business_id: bool = False
    assessment: Assessment | None = None
    guide: Guide | None = None
    requirements: frozenset[str] = frozenset()

    # Of the work.
    weekly_hours: Decimal | None = None
    day_begins: time | None = None
    day_ends: time | None = None
    part_time: int | None = None
    tasks: tuple[str, ...] = ()
    has_teacher: bool = False

    # Of the contract.
    wage_basis: str = ""
    trial_until: date | None = None
    compensation: Decimal | None = None
    arrangement_signed_on: date | None = None

    # What has been seen to.
    plan_approved_on: date | None = None
    plan_approved_by_student_on: date | None = None
    plan_approved_by_workplace_on: date | None = None
    safety_told_on: date | None = None
    safety_acknowledged_on: date | None = None
    record_shown_on: date | None = None
    guardian_told_on: date | None = None
    recorded_on: date | None = None

    @property
    def last_day(self) -> date | None:
        """As it came to be, or as it is agreed."""
        return self.ended_on or self.ends_on

    @property
    def effective_on(self) -> date:
        """The day from which the contract binds."""
        return self.starts_on

    @property
    def record_by(self) -> date | None:
        """The last day on which recording it in eHOKS still counts."""
        return self.last_day - timedelta(days=1) if self.last_day else None

    @property
    def is_compensated(self) -> bool:
        return bool(self.compensation)

    @property
    def is_paid_to_entrepreneur(self) -> bool:
        """In one's own firm it may go only to the instructor of another workplace (73.2 §)."""
        return self.is_compensated and (self.guide is None or self.guide.is_of_workplace)

    def age_on(self, day: date) -> int | None:
        return years(self.born_on, on=day) if self.born_on else None

    def is_minor_on(self, day: date) -> bool:
        """Whoever's age is not known is not treated as a minor."""
        age = self.age_on(day)
        return age is not None and age < OF_AGE

    def looked_at(self, on: date) -> date:
        """The day, kept between the first and the last of the period."""
        return max(self.starts_on, min(on, self.last_day or on))

    @property
    def working_minutes(self) -> tuple[int, int] | None:
        """From midnight, the earliest beginning and the latest end; a night goes past 24 hours."""
        if self.day_begins is None or self.day_ends is None:
            return None
        begins, ends = _minutes(self.day_begins), _minutes(self.day_ends)
        return begins, ends if ends > begins else ends + DAY_OF_MINUTES

    @property
    def sure_rest(self) -> int | None:
        """Minutes between two days of work, when both shifts are at their limits."""
        if self.working_minutes is None:
            return None
        begins, ends = self.working_minutes
        return DAY_OF_MINUTES - (ends - begins)


def years(born_on: date, *, on: date) -> int:
    """Full years; who is born on a leap day grows older on 1 March in the other years.

    The later day keeps who is young protected.
    """
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (0 if had_birthday else 1)


def _minutes(clock: time) -> int:
    return clock.hour * HOUR + clock.minute
