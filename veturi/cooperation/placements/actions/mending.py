"""What the guard's list mends at once, never over what somebody wrote meanwhile."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.actions.periods import NotPossible, edit, note_facts
from veturi.cooperation.placements.models import Period
from veturi.directory.actions.people import edit_person
from veturi.directory.models import Person

WHOLE_WEEK = 100


@transaction.atomic
def record_today(period: Period, *, by: Person, at: datetime) -> Period:
    """The period was recorded in eHOKS today."""
    if _locked(period).recorded_on is not None:
        raise NotPossible(_("The day of recording is written already."))
    return note_facts(period, by=by, at=at, fields={"recorded_on": localdate(at)})


@transaction.atomic
def spend_whole_week(period: Period, *, by: Person, at: datetime) -> Period:
    """The whole week is spent at the workplace."""
    if _locked(period).part_time is not None:
        raise NotPossible(_("The part-time percentage is written already."))
    return edit(period, by=by, at=at, fields={"part_time": WHOLE_WEEK})


@transaction.atomic
def give_address(period: Period, *, email: str, by: Person) -> Person:
    """The e-mail of the instructor, as all periods know it."""
    instructor = _locked(period).instructor
    if instructor is None:
        raise NotPossible(_("Name the instructor first."))
    return edit_person(instructor.shown, by=by, fields={"email": email})


def _locked(period: Period) -> Period:
    return Period.objects.select_for_update().get(pk=period.pk)
