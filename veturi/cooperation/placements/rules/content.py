"""What stands in a paper: its shape, what the law wants in it, its digest."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.words import Paper

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Human(TypedDict):
    """Somebody who is named in a paper."""

    name: str
    title: str
    email: str
    phone: str


class House(TypedDict):
    """The school or the workplace."""

    name: str
    business_id: str
    site: str
    address: str
    representative: Human | None


class Learner(TypedDict):
    """The student; the day of birth only where the student is a party."""

    name: str
    number: str
    group: str
    born_on: str | None
    is_minor: bool
    guardian: str


class Studied(TypedDict):
    name: str
    code: str
    record_number: str
    kind: str


class Learnt(TypedDict):
    name: str
    code: str
    points: str


class Content(TypedDict):
    """A version, whole: plain JSON; days as 2027-01-11, numbers as text with a point."""

    paper: str
    language: str
    own_firm: bool
    provider: House
    workplace: House
    student: Learner
    qualification: Studied | None
    units: list[Learnt]
    starts_on: str
    ends_on: str | None
    weekly_hours: str | None
    day_begins: str | None
    day_ends: str | None
    part_time: int | None
    tasks: list[str]
    goals: list[str]
    instructor: Human | None
    teacher: Human | None
    demonstrations: str
    elsewhere: str
    wage_basis: str
    trial_until: str | None
    compensation: str | None
    provider_duties: list[str]
    workplace_duties: list[str]
    student_duties: list[str]
    terms: list[str]
    safety: list[str]
    ending: list[str]
    other: str


class Wanted(NamedTuple):
    """One mandatory content: where it stands, in which papers, what is said when it does not."""

    key: str
    papers: frozenset[Paper]
    sentence: "StrPromise"


ALL = frozenset(Paper)
TRAINING = frozenset({Paper.TRAINING})
APPRENTICESHIP = frozenset({Paper.APPRENTICESHIP})
PLANNED = TRAINING | APPRENTICESHIP
ARRANGED = frozenset({Paper.ARRANGEMENT})
LIGHT = frozenset({Paper.TET, Paper.PRACTICE})

WANTED: tuple[Wanted, ...] = (
    Wanted("provider.name", TRAINING, _("Name the education provider (L531/2017 71 §).")),
    Wanted("provider.name", APPRENTICESHIP, _("Name the education provider (L531/2017 70 §).")),
    Wanted("provider.name", ARRANGED, _("Name the education provider (L531/2017 70.3 §).")),
    Wanted("provider.name", LIGHT, _("Name the school.")),
    Wanted("workplace.name", TRAINING, _("Name the workplace (L531/2017 71 §).")),
    Wanted("workplace.name", APPRENTICESHIP, _("Name the employer (L531/2017 70 §).")),
    Wanted("workplace.name", ARRANGED, _("Name the employer (L531/2017 70.3 §).")),
    Wanted("workplace.name", LIGHT, _("Name the workplace.")),
    Wanted("student.name", TRAINING, _("Name the student (L531/2017 71 §).")),
    Wanted("student.name", APPRENTICESHIP | ARRANGED, _("Name the student (L531/2017 70 §).")),
    Wanted("student.name", LIGHT, _("Name the student.")),
    Wanted("starts_on", TRAINING, _("Say the first day (A673/2017 18 §).")),
    Wanted("ends_on", TRAINING, _("Say the last day (A673/2017 18 §).")),
    Wanted("starts_on", APPRENTICESHIP, _("Say the first day (A673/2017 16 §).")),
    Wanted("ends_on", APPRENTICESHIP, _("Say the last day (A673/2017 16 §).")),
    Wanted("starts_on", ARRANGED, _("Say the first day (A673/2017 17 §).")),
    Wanted("ends_on", ARRANGED, _("Say the last day (A673/2017 17 §).")),
    Wanted("starts_on", LIGHT, _("Say the first day.")),
    Wanted("ends_on", LIGHT, _("Say the last day.")),
    Wanted("weekly_hours", TRAINING, _("Say the weekly working hours (L531/2017 71.4 §).")),
    Wanted("weekly_hours", APPRENTICESHIP, _("Say the weekly working hours (A673/2017 16 §).")),
    Wanted("working_time", LIGHT, _("Say the working hours.")),
    Wanted("wage_basis", APPRENTICESHIP, _("Say what the pay is based on (A673/2017 16 §).")),
    Wanted("qualification", PLANNED, _("Say which education it is (A673/2017 9.1 § item 1).")),
    Wanted("learning", PLANNED, _("Say which units are learnt (A673/2017 9.1 § item 1).")),
    Wanted(
        "demonstrations",
        PLANNED,
        _(
            "Say when, where and of what the competence demonstrations are, or that there are none "
            "(A673/2017 9.1 § item 10)."
        ),
    ),
    Wanted(
        "instructor",
        PLANNED,
        _("Name the responsible workplace instructor (A673/2017 9.3 § item 1)."),
    ),
    Wanted("instructor", LIGHT, _("Name who is responsible for the student at the workplace.")),
    Wanted("teacher", PLANNED, _("Name the teacher (A673/2017 9.3 § item 1).")),
    Wanted("teacher", LIGHT, _("Name the teacher.")),
    Wanted("tasks", PLANNED, _("Write down the key work tasks (A673/2017 9.3 § item 3).")),
    Wanted("tasks", LIGHT, _("Write down what the student does at the workplace.")),
    Wanted(
        "elsewhere",
        APPRENTICESHIP,
        _(
            "Say when and where something is learnt elsewhere than at work, or that nothing is "
            "(A673/2017 9.3 § item 5)."
        ),
    ),
    Wanted("provider_duties", TRAINING, _("Say what the provider does (A673/2017 18 §).")),
    Wanted("workplace_duties", TRAINING, _("Say what the workplace does (A673/2017 18 §).")),
    Wanted("provider_duties", ARRANGED, _("Say what the provider does (A673/2017 17 §).")),
    Wanted("workplace_duties", ARRANGED, _("Say what the employer does (A673/2017 17 §).")),
)

# They have no units of a qualification.
WITHOUT_UNITS = frozenset({"tuva", "telma", "other"})


def missing(content: Mapping[str, Any], paper: Paper) -> list[str]:
    """What the law or good order wants in the paper and is not there, each with what to do."""
    return [
        str(wanted.sentence)
        for wanted in WANTED
        if paper in wanted.papers and not _stands(content, wanted.key)
    ]


def _stands(content: Mapping[str, Any], key: str) -> bool:
    if key == "working_time":
        return bool(content.get("weekly_hours") or content.get("day_ends"))
    if key == "learning":
        kind = (content.get("qualification") or {}).get("kind")
        return bool(content.get("units")) or kind in WITHOUT_UNITS
    place: Any = content
    for step in key.split("."):
        place = (place or {}).get(step)
    return bool(place)


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content as canonical JSON: keys in order, no spaces, UTF-8."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
