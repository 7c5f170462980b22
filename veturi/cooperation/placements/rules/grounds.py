"""Which grounds end which form, and what each of them asks (L531/2017 75 and 76 §)."""

from veturi.cooperation.placements.rules.words import Ground

AGREEMENT = [
    Ground.MUTUAL,
    Ground.BREACH,
    Ground.CLOSURE,
    Ground.TO_APPRENTICESHIP,
    Ground.STUDENT_NOTICE,
    Ground.STUDY_RIGHT,
]
APPRENTICESHIP = [
    Ground.MUTUAL,
    Ground.BREACH,
    Ground.CLOSURE,
    Ground.TRIAL,
    Ground.IMMEDIATE,
    Ground.DISMISSAL,
    Ground.STUDY_RIGHT,
]
# The other side is heard first (75.2, 76.2 and 76.4 §).
HEARD = frozenset({Ground.BREACH, Ground.STUDENT_NOTICE})
PERMITTED = frozenset({Ground.DISMISSAL})
# After these nothing else need be arranged: there is no study right, or the learning goes on.
NOTHING_FOLLOWS = frozenset({Ground.STUDY_RIGHT, Ground.TO_APPRENTICESHIP})
OTHERS = [Ground.MUTUAL, Ground.BREACH, Ground.CLOSURE, Ground.STUDY_RIGHT]


def grounds(form: str) -> list[Ground]:
    """The grounds of a form; TET and other practice end by what is agreed."""
    match form:
        case "training_agreement":
            return AGREEMENT
        case "apprenticeship" | "entrepreneur":
            return APPRENTICESHIP
    return OTHERS
