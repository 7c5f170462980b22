"""Which papers a period needs, and who signs each (L531/2017 70 and 71 §; of TET the school)."""

from veturi.cooperation.placements.rules.words import Paper, Party

# By the form of a period; the order is that in which they must take effect (70.3 §).
NEEDED: dict[str, tuple[Paper, ...]] = {
    "training_agreement": (Paper.TRAINING,),
    "apprenticeship": (Paper.ARRANGEMENT, Paper.APPRENTICESHIP),
    "entrepreneur": (Paper.ARRANGEMENT,),
    "tet": (Paper.TET,),
    "practice": (Paper.PRACTICE,),
}
# Of a training agreement the student is informed and does not sign it (71.3 §).
TOLD_TO_STUDENT = frozenset({Paper.TRAINING, Paper.ARRANGEMENT})


def parties(paper: Paper, *, is_minor: bool) -> tuple[Party, ...]:
    """Who signs, in the order in which it is asked of them."""
    if paper in (Paper.TRAINING, Paper.ARRANGEMENT):
        return Party.WORKPLACE, Party.PROVIDER
    if paper == Paper.APPRENTICESHIP:
        return Party.STUDENT, Party.WORKPLACE
    first = Party.GUARDIAN if paper == Paper.TET and is_minor else Party.STUDENT
    return first, Party.WORKPLACE, Party.PROVIDER


def needed(form: str) -> tuple[Paper, ...]:
    return NEEDED[form]
