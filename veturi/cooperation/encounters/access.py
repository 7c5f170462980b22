"""Who may correct or take back an encounter."""

from datetime import date

from veturi.cooperation.encounters.models import Encounter
from veturi.directory.access import Act, may
from veturi.directory.models import Person


def may_correct(person: Person, encounter: Encounter, *, on: date) -> bool:
    """One's own with the right to log; anybody's with the right to correct."""
    if encounter.taken_back_at is not None:
        return False
    own = encounter.made_by_id == person.pk and may(person, Act.LOG, on=on)
    return own or may(person, Act.CORRECT_ANY, on=on)
