"""Who guides: named, competent, of the workplace (A8); in TET an adult who is responsible (A12)."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.law.rows import (
    L531,
    L998,
    LEARNING,
    OWN_FIRM,
    TET,
    Place,
    Rule,
    Severity,
    Stage,
)

instructor = partial(
    Rule, code="A8", paragraph="L531/2017 72.2 §", since=L531, place=Place.INSTRUCTOR
)

INSTRUCTORS = (
    instructor(
        forms=LEARNING,
        is_broken=lambda a: a.case.guide is None,
        sentence=_("Name the responsible workplace instructor."),
        field="instructor",
    ),
    instructor(
        forms=LEARNING,
        is_broken=lambda a: a.case.guide is not None and not a.case.guide.is_competent,
        sentence=_(
            "It is not known what makes the instructor competent: write whether it is skill, "
            "education or experience."
        ),
        field="by_skill",
        place=Place.COMPETENCE,
    ),
    # In one's own firm the instructor may come from another workplace.
    instructor(
        forms=LEARNING - OWN_FIRM,
        is_broken=lambda a: a.case.guide is not None and not a.case.guide.is_of_workplace,
        severity=Severity.WARN,
        sentence=_(
            "The instructor has no role at this workplace on the first day: add the role, or name "
            "somebody who works there."
        ),
        field="instructor",
    ),
    instructor(
        forms=LEARNING,
        is_broken=lambda a: a.case.guide is not None and a.case.guide.is_resting,
        severity=Severity.WARN,
        sentence=_(
            "The instructor takes no students at present: ask first, or name another instructor."
        ),
        field="instructor",
    ),
    Rule(
        code="A12",
        paragraph="L998/1993 10 §",
        since=L998,
        forms=TET,
        is_broken=lambda a: a.case.guide is None,
        severity=Severity.WARN,
        before=Stage.START,
        sentence=_("Name the adult at the workplace who is responsible for the student."),
        field="instructor",
        place=Place.INSTRUCTOR,
    ),
)
