"""What the guard of the national survey asks of a period, and what it answers with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.law.rows import Place
from veturi.cooperation.placements.rules.national.contacts import contact_outcome
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

    jakso: Row  # as eHOKS would hold it: rules/fragments.py
    right: Row  # {opiskeluoikeusjaksot: [{alku, tila, rahoitus}], programme, included_in}
    last_day: date | None
    recorded_on: date | None = None
    emails: frozenset[str] = frozenset()  # all that the periods of its bundle have
    phones: frozenset[str] = frozenset()
    spellings: frozenset[str] = frozenset()  # other names of what seems the same instructor

    @property
    def deadline(self) -> date | None:
        """The last day on which mending it still counts: the eve of the last day."""
        return self.last_day - DAY if self.last_day else None

    @cached_property
    def workplace(self) -> Row:
        found: Row = self.jakso["tyopaikalla-jarjestettava-koulutus"]
        return found

    @property
    def business_id(self) -> str:
        return str(self.workplace.get("tyopaikan-y-tunnus", ""))

    @property
    def instructor(self) -> str:
        return str(self.workplace.get("vastuullinen-tyopaikka-ohjaaja", {}).get("nimi", ""))

    @property
    def is_named(self) -> bool:
        return bool(self.instructor.strip())

    @cached_property
    def unreachable(self) -> frozenset[str]:
        """What is wrong with e-mail and phone, when neither of them can be used."""
        outcome = contact_outcome(emails=self.emails, phones=self.phones)
        wrong = {outcome["kasittelytila"], outcome["sms_kasittelytila"]}
        return frozenset(wrong) if self.is_named and None not in wrong else frozenset()


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


@dataclass(frozen=True, slots=True)
class Named:
    """An instructor as the periods know one: a name as it is written, an e-mail, a phone."""

    name: str
    email: str = ""
    phone: str = ""


def is_alike(one: Named, other: Named) -> bool:
    """Whether two spellings at one workplace seem to be one person.

    The same words in whatever order and letters, or the same family name and initial with a
    contact in common.
    """
    if one.name == other.name:
        return False
    mine, theirs = fold(one.name).split(), fold(other.name).split()
    if sorted(mine) == sorted(theirs):
        return True
    shares = bool({one.email, one.phone} & {other.email, other.phone} - {""})
    return shares and bool(mine and theirs) and _short(mine) == _short(theirs)


def _short(words: list[str]) -> tuple[str, str]:
    return words[0][:1], words[-1]
