"""What the parties of a paper undertake, on which terms, and how it ends: standing sentences.

They go into the content of a version in its language, and stay there whatever is written here.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.rules.words import Paper, Party

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Sentences = tuple["StrPromise", ...]

PLANS = _(
    "Draws up the student’s personal competence development plan together with the student and "
    "the workplace and keeps it up to date (L531/2017 44–45 §)."
)
SUPERVISES = _("Leads the training and sees that this agreement is kept (L531/2017 79 §).")
ORIENTS = _(
    "Supports the workplace instructor, and orients the workplace’s assessor to the assessment of "
    "competence demonstrations (L531/2017 54 §)."
)
KEEPS_IN_TOUCH = _("Keeps in touch with the workplace and the student during the period.")
ANSWERS = _("Acts without delay when the workplace or the student tells of a difficulty.")
NAMES_INSTRUCTOR = _(
    "Names a competent responsible instructor and gives that person time to guide the student "
    "(L531/2017 72 §)."
)
GIVES_TASKS = _(
    "Gives the student work in which the competence that is written down here can be learnt."
)
FOLLOWS = _(
    "Follows how the student’s competence develops, acts when the goals are not being met and "
    "tells the education provider (L531/2017 74 §)."
)
ASSESSES = _(
    "Takes part in assessing the competence demonstrations that are given at the workplace "
    "(L531/2017 54 §)."
)
TELLS = _("Tells the school at once of absences, accidents and whatever hinders learning.")
STUDENT_WORKS = _("Works and studies as agreed here and follows the guidance of the workplace.")
STUDENT_TELLS = _("Tells the workplace and the school at once of being absent.")
STUDENT_SECRETS = _("Keeps to confidence what is confidential at the workplace.")

OF_PROVIDER: dict[Paper, Sentences] = {
    Paper.TRAINING: (SUPERVISES, PLANS, ORIENTS, KEEPS_IN_TOUCH, ANSWERS),
    Paper.APPRENTICESHIP: (SUPERVISES, PLANS, ORIENTS, KEEPS_IN_TOUCH),
    Paper.ARRANGEMENT: (SUPERVISES, PLANS, ORIENTS, KEEPS_IN_TOUCH, ANSWERS),
    Paper.TET: (
        _("Prepares the pupil for the period and goes through the goals with them."),
        KEEPS_IN_TOUCH,
        ANSWERS,
    ),
    Paper.PRACTICE: (
        _("Goes through the goals of the period with the student and the workplace."),
        KEEPS_IN_TOUCH,
        ANSWERS,
    ),
}

OF_WORKPLACE: dict[Paper, Sentences] = {
    Paper.TRAINING: (NAMES_INSTRUCTOR, GIVES_TASKS, FOLLOWS, ASSESSES, TELLS),
    Paper.APPRENTICESHIP: (
        NAMES_INSTRUCTOR,
        GIVES_TASKS,
        _("Pays the wage and meets the other duties of an employer."),
        _("Gives time for what is learnt elsewhere than at work."),
        ASSESSES,
        TELLS,
    ),
    Paper.ARRANGEMENT: (
        NAMES_INSTRUCTOR,
        GIVES_TASKS,
        _("Gives time for what is learnt elsewhere than at work."),
        FOLLOWS,
        ASSESSES,
        TELLS,
    ),
    Paper.TET: (
        _("Names an adult who is responsible for the pupil."),
        _("Gives the pupil tasks that suit their age, none of them dangerous (L998/1993)."),
        TELLS,
    ),
    Paper.PRACTICE: (
        _("Names somebody who guides the student and is responsible for them."),
        GIVES_TASKS,
        TELLS,
    ),
}

OF_STUDENT: dict[Paper, Sentences] = {
    Paper.TRAINING: (),
    Paper.APPRENTICESHIP: (STUDENT_WORKS, STUDENT_TELLS, STUDENT_SECRETS),
    Paper.ARRANGEMENT: (),
    Paper.TET: (STUDENT_WORKS, STUDENT_TELLS, STUDENT_SECRETS),
    Paper.PRACTICE: (STUDENT_WORKS, STUDENT_TELLS, STUDENT_SECRETS),
}

INSURED = _("The student is insured against accidents by the school (L460/2015).")
UNPAID = _("The student is not employed by the workplace and no pay is paid for the period.")

TERMS: dict[Paper, Sentences] = {
    Paper.TRAINING: (
        _(
            "The parties are the education provider and the workplace. The student is given this "
            "agreement, and each change of it, for information (L531/2017 71.3 §)."
        ),
        _("The student is not employed by the workplace and no pay is paid (L531/2017 71 §)."),
        _("The working time is at most the normal one of the workplace (L531/2017 77.2 §)."),
        _("The student is insured against accidents at work and on the way there (L460/2015)."),
    ),
    Paper.APPRENTICESHIP: (
        _("This is a fixed-term contract of employment: labour law applies (L531/2017 70 §)."),
        _(
            "It takes effect when the education provider and the employer have agreed in writing "
            "on arranging the training (L531/2017 70.3 §)."
        ),
        _("The working time is at least 25 hours a week on average (L531/2017 70 §)."),
    ),
    Paper.ARRANGEMENT: (
        _("This agreement does not depart from the student’s personal plan (L531/2017 70.3 §)."),
    ),
    Paper.TET: (UNPAID, INSURED),
    Paper.PRACTICE: (UNPAID, INSURED),
}

SAFETY: Sentences = (
    _(
        "The workplace is responsible for the student’s safety at work as it is for its own "
        "employees’ (L738/2002 3–4 §, L531/2017 78 §)."
    ),
    _(
        "The workplace orients the student to the work, to its hazards, to safe ways of working "
        "and to the tools and protective equipment before the work begins (L738/2002 14 §)."
    ),
    _("An accident is told to the school at once."),
)
OF_MINORS = _(
    "The student is under 18: hours, rest and what may not be done are as the act on young workers "
    "says (L998/1993)."
)

LIGHTLY_ENDED: Sentences = (
    _("The period ends on its last day, or earlier when either party says so with a reason."),
)
ENDING: dict[Paper, Sentences] = {
    Paper.TRAINING: (
        _(
            "The agreement ends on its last day. It can be ended earlier by the parties together, "
            "and by either party, the other heard, when law or this agreement is broken "
            "(L531/2017 76 §)."
        ),
    ),
    Paper.APPRENTICESHIP: (
        _(
            "The contract ends on its last day. How it ends earlier is said in the employment "
            "contracts act and in L531/2017 75 §."
        ),
    ),
    Paper.ARRANGEMENT: (
        _(
            "The agreement ends on its last day. When it is ended earlier, the apprenticeship "
            "contract ends with it (L531/2017 75 §)."
        ),
    ),
    Paper.TET: LIGHTLY_ENDED,
    Paper.PRACTICE: LIGHTLY_ENDED,
}

# An entrepreneur learns at work of their own: nobody is employed (70.4 §).
OWN_FIRM: Sentences = (
    _(
        "The entrepreneur learns in their own firm: no contract of employment is made, and no "
        "compensation is paid to the entrepreneur (L531/2017 70.4 and 73.2 §)."
    ),
    *TERMS[Paper.ARRANGEMENT],
)
OWN_FIRM_ENDING: Sentences = (
    _(
        "The agreement ends on its last day. How it ends earlier is said in L531/2017 75 §; it "
        "ends when the study right is revoked (81 §)."
    ),
)


def duties(paper: Paper, party: Party) -> list[str]:
    """What a party undertakes, in the active language."""
    of = {Party.PROVIDER: OF_PROVIDER, Party.WORKPLACE: OF_WORKPLACE, Party.STUDENT: OF_STUDENT}
    return [str(sentence) for sentence in of.get(party, {}).get(paper, ())]


def terms(paper: Paper, *, own_firm: bool = False, is_paid: bool = False) -> list[str]:
    of = OWN_FIRM if own_firm else TERMS[paper]
    return [str(sentence) for sentence in of if not (is_paid and sentence is UNPAID)]


def safety(*, is_minor: bool) -> list[str]:
    return [str(sentence) for sentence in (*SAFETY, *((OF_MINORS,) if is_minor else ()))]


def ending(paper: Paper, *, own_firm: bool = False) -> list[str]:
    return [str(sentence) for sentence in (OWN_FIRM_ENDING if own_firm else ENDING[paper])]
