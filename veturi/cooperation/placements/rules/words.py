"""The trade's lists of words: states, sides, papers, parties, grounds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """What a period is on a day."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted by the workplace")
    AGREED = "agreed", _("agreed")
    RUNNING = "running", _("running")
    INTERRUPTED = "interrupted", _("interrupted")
    ENDED = "ended", _("ended")
    CALLED_OFF = "called_off", _("called off")


class Side(TextChoices):
    """Who called a period off."""

    SCHOOL = "school", _("the school")
    WORKPLACE = "workplace", _("the workplace")
    STUDENT = "student", _("the student")


class Paper(TextChoices):
    """What is put in writing."""

    TRAINING = "training", _("training agreement")
    APPRENTICESHIP = "apprenticeship", _("apprenticeship contract")
    ARRANGEMENT = "arrangement", _("apprenticeship arrangement agreement")
    TET = "tet", _("work experience agreement")
    PRACTICE = "practice", _("practice agreement")


class Party(TextChoices):
    """Who signs a paper."""

    PROVIDER = "provider", _("education provider")
    WORKPLACE = "workplace", _("workplace")
    STUDENT = "student", _("student")
    GUARDIAN = "guardian", _("guardian")


class Ground(TextChoices):
    """Grounds of termination (L531/2017 75 and 76 §)."""

    MUTUAL = "mutual", _("the parties together")
    BREACH = "breach", _("breach, the other side heard")
    CLOSURE = "closure", _("the workplace closes, goes bankrupt or its holder dies")
    TO_APPRENTICESHIP = "to_apprenticeship", _("the student moves to an apprenticeship")
    STUDENT_NOTICE = "student_notice", _("the student’s notice of a breach")
    TRIAL = "trial", _("in the trial period")
    IMMEDIATE = "immediate", _("cancelled at once (TSL 8 ch.)")
    DISMISSAL = "dismissal", _("dismissal, with our permission")
    STUDY_RIGHT = "study_right", _("the study right is revoked")
