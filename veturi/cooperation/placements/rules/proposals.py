"""Proposals of a place by students, pure: what was asked, why it was declined, how many wait."""

from datetime import date
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# So many of one student wait at once: a person reads each of them.
MOST_WAITING = 5
# So many of one student in a day, those taken back too.
MOST_A_DAY = 10
LONGEST_AHEAD = 730  # days
# A wish may lie a little back: the student began to write before.
LONGEST_BACK = 30  # days


class Asked(TextChoices):
    """Whether the student has asked the workplace already."""

    NO = "no", _("I have not asked yet")
    WAITING = "waiting", _("I have asked, but have no answer yet")
    YES = "yes", _("I have asked, and they said yes")


# The same as we read it of the student.
ASKED = {
    Asked.NO: _("not yet"),
    Asked.WAITING: _("asked, no answer yet"),
    Asked.YES: _("asked, they said yes"),
}


class Declined(TextChoices):
    """Why the school does not take a proposal further, as its own people choose it."""

    WORK = "work", _("the work does not fit the studies")
    GUIDANCE = "guidance", _("the workplace cannot guide a student")
    FULL = "full", _("the workplace takes no students now")
    DATES = "dates", _("the time does not fit")
    PLACED = "placed", _("the student has another place")
    DISTANCE = "distance", _("the way is too long")
    OTHER = "other", _("another reason")


# The same as the student reads it: what is so, and what helps.
KINDLY = {
    Declined.WORK: _(
        "The work there is not what you practise in your studies now."
        " Think with your teacher where you could do it."
    ),
    Declined.GUIDANCE: _("Nobody there can guide a student now. It is not because of you."),
    Declined.FULL: _("They take no students now. It is not because of you. You can ask later."),
    Declined.DATES: _("The time does not fit your studies. Talk with your teacher about the days."),
    Declined.PLACED: _("You have another place already."),
    Declined.DISTANCE: _("The way there is long. Think with your teacher of a place nearer by."),
    Declined.OTHER: _("This place does not work out now. Talk with your teacher."),
}


class Standing(StrEnum):
    """Where a proposal is."""

    WAITING = "waiting"
    TAKEN = "taken"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


NAMES = {
    Standing.WAITING: _("waits for us"),
    Standing.TAKEN: _("taken further"),
    Standing.DECLINED: _("declined"),
    Standing.TAKEN_BACK: _("taken back by the student"),
}


def is_possible(day: date | None, *, on: date) -> bool:
    """Whether somebody may wish for this day: not long ago, and not many years ahead."""
    return day is None or -LONGEST_BACK <= (day - on).days <= LONGEST_AHEAD


def name_in_two(whole: str) -> tuple[str, str]:
    """A person's name as given name and family name: the last word is the family name."""
    given, _space, family = " ".join(whole.split()).rpartition(" ")
    return given, family
