"""What the guard of the national survey asks of a period, and what it answers with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.fragments import Told
from veturi.cooperation.placements.rules.law.rows import Place
from veturi.cooperation.placements.rules.national.contacts import contact_outcome
from veturi.cooperation.placements.rules.national.eligibility import fully_keskeytynyt
from veturi.foundation.text import fold

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DAY = timedelta(days=1)
SOON = timedelta(days=14)
Row = Mapping[str, Any]


class Code(TextChoices):
    """The reasons, in the order in which they are told, each with its name in lists."""

    END_DATE_MISSING = "end_date_missing", _("no last day")
    AGREEMENT_TYPE = "agreement_type", _("no agreement that the survey is about")
    INSTRUCTOR_MISSING = "instructor_missing", _("no instructor")
    WORKPLACE_NAME_MISSING = "workplace_name_missing", _("no name of the workplace")
    BUSINESS_ID_MISSING = "business_id_missing", _("no business ID")
    BUSINESS_ID_INVALID = "business_id_invalid", _("wrong business ID")
    PART_TIME_MISSING = "part_time_missing", _("no part-time percentage")
    INTERRUPTED_AT_END = "interrupted_at_end", _("interrupted on the last day")
    OTHER_SEASON = "other_season", _("another funding season")
    TUVA = "tuva", _("TUVA")
    NOT_VOCATIONAL = "not_vocational", _("not vocational studies")
    TELMA = "telma", _("TELMA")
    STUDY_RIGHT_ENDED = "study_right_ended", _("study right ended")
    EXTERNAL_FUNDING = "external_funding", _("paid by others")
    LINKED_STUDY_RIGHT = "linked_study_right", _("linked study right")
    NOT_RECORDED = "not_recorded", _("not recorded in eHOKS")
    RECORDED_LATE = "recorded_late", _("recorded too late")
    NO_CONTACTS = "no_contacts", _("no e-mail or phone of the instructor")
    EMAIL_MISMATCH = "email_mismatch", _("several e-mail addresses")
    PHONE_MISMATCH = "phone_mismatch", _("several phone numbers")
    PHONE_INVALID = "phone_invalid", _("not a Finnish mobile number")
    TWO_SPELLINGS = "two_spellings", _("name spelled in two ways")


class Gravity(StrEnum):
    """What comes of a reason."""

    STOPS = "stops"  # the survey is not sent unless it is mended
    NEVER = "never"  # no survey is asked: there is nothing to mend unless a fact is wrong
    SPLITS = "splits"  # the survey is sent, but in two


class Mender(TextChoices):
    TEACHER = "teacher", _("teacher")
    COORDINATOR = "coordinator", _("coordinator")
    OFFICE = "office", _("student office")


@dataclass(frozen=True)
class Facts:
    """What is asked of one period, and of the bundle that its survey is sent in."""

    told: Told
    right: Row  # {opiskeluoikeusjaksot: [{alku, tila, rahoitus}], programme, included_in}
    recorded_on: date | None = None
    emails: frozenset[str] = frozenset()  # all that the periods of its bundle have
    phones: frozenset[str] = frozenset()
    spellings: frozenset[str] = frozenset()  # other names of what seems the same instructor

    @property
    def last_day(self) -> date | None:
        return self.told.last_day

    @property
    def deadline(self) -> date | None:
        """The last day on which mending it still counts: the eve of the last day."""
        return self.last_day - DAY if self.last_day else None

    @property
    def is_named(self) -> bool:
        return bool(self.told.instructor.strip())

    @property
    def is_interrupted_at_end(self) -> bool:
        if not self.told.interruptions:
            return False
        spans = [{"alku": since, "loppu": until} for since, until in self.told.interruptions]
        return fully_keskeytynyt({"loppu": self.last_day, "keskeytymisajanjaksot": spans})

    @cached_property
    def unreachable(self) -> frozenset[str]:
        """What is wrong with e-mail and phone, when neither of them can be used."""
        return _unreachable(self.emails, self.phones) if self.is_named else frozenset()


@lru_cache(maxsize=4096)
def _unreachable(emails: frozenset[str], phones: frozenset[str]) -> frozenset[str]:
    """Asked once of each bundle: reading phone numbers is slow."""
    outcome = contact_outcome(emails=emails, phones=phones)
    wrong = {outcome["kasittelytila"], outcome["sms_kasittelytila"]}
    return frozenset() if None in wrong else frozenset(wrong)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it is not sent: what is wrong, what helps, who can do it, where and until when."""

    code: Code
    gravity: Gravity
    sentence: "StrPromise"
    mender: Mender
    place: Place
    field: str
    until: date | None

    @property
    def stops(self) -> bool:
        return self.gravity == Gravity.STOPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One reason: when it holds, and what is said of it."""

    code: Code
    holds: Callable[[Facts, date], bool]
    sentence: "StrPromise"
    place: Place
    field: str = ""
    gravity: Gravity = Gravity.STOPS
    mender: Mender = Mender.TEACHER


class Named(NamedTuple):
    """An instructor as the periods know one: a name as it is written, an e-mail, a phone."""

    name: str
    email: str = ""
    phone: str = ""
    family: str = ""


def is_alike(one: Named, other: Named) -> bool:
    """Whether two spellings at one workplace seem to be one person.

    The same words in whatever order and letters, or the same family name and initial with a
    contact in common.
    """
    if one.name == other.name:
        return False
    mine, theirs = _words(one.name), _words(other.name)
    if mine == theirs:
        return True
    shares = bool({one.email, one.phone} & {other.email, other.phone} - {""})
    return shares and bool(mine and theirs) and _short(one) == _short(other)


@lru_cache(maxsize=4096)
def _words(name: str) -> list[str]:
    return sorted(fold(name).split())


@lru_cache(maxsize=4096)
def _short(one: Named) -> tuple[str, str]:
    """The initial as it is written, and the family name; the last word where nobody says which."""
    family = one.family or one.name.split()[-1]
    return one.name.strip()[:1].casefold(), fold(family)
