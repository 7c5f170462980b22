"""What each of the three does next, and whose turn it is. Pure: facts in, sentences out."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Who(StrEnum):
    STUDENT = "student"
    INSTRUCTOR = "instructor"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts of a period that say whose turn it is."""

    is_accepted: bool = False
    has_instructor: bool = False
    is_sent: bool = False
    waits_for: frozenset[str] = frozenset()
    is_agreed: bool = False
    is_untold: bool = False
    is_unseen: bool = False
    is_told_of_safety: bool = False
    asks_to_talk: bool = False
    proposes_time: bool = False
    has_ended: bool = False
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    who: Who
    sentence: "StrPromise"


Rule = tuple[Callable[[Standing], bool], Who, "StrPromise"]
# In the order of what comes first; the first that holds of each one is their next step.
RULES: tuple[Rule, ...] = (
    (
        lambda one: one.asks_to_talk,
        Who.TEACHER,
        _("Call the workplace: the instructor asks for a talk."),
    ),
    (
        lambda one: one.proposes_time,
        Who.TEACHER,
        _("Answer the time that the workplace proposes for a visit."),
    ),
    (
        lambda one: not (one.is_accepted or one.is_agreed or one.is_sent),
        Who.TEACHER,
        _("Ask the workplace whether it takes the student."),
    ),
    (lambda one: not one.has_instructor, Who.TEACHER, _("Name the instructor.")),
    (
        lambda one: not one.is_agreed and not one.is_sent,
        Who.TEACHER,
        _("Draw up the agreement and send it to be signed."),
    ),
    (
        lambda one: "workplace" in one.waits_for,
        Who.INSTRUCTOR,
        _("The workplace signs the agreement."),
    ),
    (
        lambda one: bool(one.waits_for & {"student", "guardian"}),
        Who.STUDENT,
        _("The student or the guardian signs the agreement."),
    ),
    (lambda one: "provider" in one.waits_for, Who.TEACHER, _("We sign the agreement.")),
    (
        lambda one: one.is_untold,
        Who.TEACHER,
        _("Give the agreement to the student: add an e-mail address, and send a link."),
    ),
    (lambda one: one.is_unseen, Who.STUDENT, _("The student looks at the agreement.")),
    (
        lambda one: one.is_agreed and not one.is_told_of_safety and not one.has_ended,
        Who.TEACHER,
        _("See that the workplace has read the safety notice."),
    ),
    (
        lambda one: one.has_ended and not one.is_answered,
        Who.INSTRUCTOR,
        _("The instructor says whether the workplace would host again."),
    ),
)


def steps(standing: Standing) -> list[Step]:
    """Of each who has something to do the first thing; whose turn it is stands first."""
    found: dict[Who, Step] = {}
    for holds, who, sentence in RULES:
        if who not in found and holds(standing):
            found[who] = Step(who, sentence)
    return list(found.values())
