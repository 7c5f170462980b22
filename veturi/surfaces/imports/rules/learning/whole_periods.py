"""A row of a list of workplace periods as a whole: what contradicts, and which period it is."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from veturi.foundation.history.actions import written
from veturi.surfaces.imports.rules.learning import words
from veturi.surfaces.imports.rules.learning.known import KnownPeriod, KnownStudent
from veturi.surfaces.imports.rules.learning.reading import LearningRow, tell_changes


def weigh_period(row: LearningRow) -> None:
    """After its cells were read."""
    _first_day(row)
    _contradictions(row)
    _find(row)


def _first_day(row: LearningRow) -> None:
    if "starts_on" not in row.learnt.fields and not row.is_open("starts_on"):
        row.refuse("starts_on", _("The row gives no first day."))


def _contradictions(row: LearningRow) -> None:
    first, last = (row.learnt.fields.get(key) for key in ("starts_on", "ends_on"))
    if first and last and last < first:
        row.refuse("ends_on", _("The last day is before the first."))
    _states(row, last)
    _interruption(row, first, last)


def _states(row: LearningRow, last: date | None) -> None:
    """What the state says is taken only as far as days bear it out."""
    more = row.learnt.more
    state, agreed = more.get("state"), more.get("agreed_on")
    if state == words.ENDED and last and last > row.today:
        row.ask("state", _("The state says that it has ended, but its last day is still to come."))
    if state == words.CALLED_OFF and agreed:
        row.tell("agreed_on", _("It was called off: the day of signing is not taken."))
    if state in {words.AGREED, words.ENDED} and not agreed and not row.is_open("agreed_on"):
        row.tell("state", _("No day of signing is given: it is not taken for an agreed one."))
    if agreed and last is None and not row.is_open("ends_on"):
        row.refuse("ends_on", _("What has been agreed has a last day."))


def _interruption(row: LearningRow, first: date | None, last: date | None) -> None:
    more = row.learnt.more
    since, until = more.get("interrupted_from"), more.get("interrupted_until")
    if until and not since and not row.is_open("interrupted_from"):
        row.refuse("interrupted_from", _("An interruption that ends has begun on some day."))
    if since and until and until < since:
        row.refuse("interrupted_until", _("The interruption ends before it begins."))
    is_outside = (first and since and since < first) or (
        last and any(one and one > last for one in (since, until))
    )
    if is_outside:
        row.refuse("interrupted_from", _("An interruption lies within the period."))


def _find(row: LearningRow) -> None:
    """The period that is there: by its identifier, else by student, workplace and first day."""
    given, ground = row.learnt.fields, row.ground
    whose, partner = row.learnt.student, row.learnt.partner
    if whose is None or partner is None or "starts_on" not in given:
        return
    found = ground.periods_by_id.get(given.get("unique_id", ""))
    if found is not None and _is_another(row, found, whose, partner):
        return
    found = found or ground.periods.get((whose.key, partner, written(given["starts_on"])))
    row.learnt.period = found
    if found is None:
        _new(row)
    elif found.is_called_off:
        row.refuse("student", _("This period was called off here: it is not changed."))
    else:
        _keep_identifier(row, found)
        tell_changes(row, found.values, written)
        if row.learnt.more.get("state") == words.CALLED_OFF:
            row.tell("state", _("It is called off here too, unless it has begun."))


def _is_another(row: LearningRow, found: KnownPeriod, whose: KnownStudent, partner: int) -> bool:
    if found.student != whose.key:
        row.refuse("unique_id", _("Another student’s period has this identifier."))
    elif found.partner != partner:
        name = row.ground.partner_names.get(found.partner, "–")
        sentence = _("The period of this identifier is at {name} here.")
        row.refuse("unique_id", sentence, name=name)
    else:
        return False
    return True


def _keep_identifier(row: LearningRow, found: KnownPeriod) -> None:
    """An identifier stays the same in every system: another one in the list is told, not taken."""
    said = row.learnt.fields.pop("unique_id", found.unique_id)
    if said != found.unique_id:
        sentence = _("The period has the identifier {text} here, and keeps it.")
        row.tell("unique_id", sentence, text=found.unique_id)


def _new(row: LearningRow) -> None:
    if "form" not in row.learnt.fields and not row.is_open("form"):
        row.tell("form", _("No form is given: it is taken for a training agreement."))
        row.take("form", "training_agreement")
    if row.learnt.more.get("state") == words.CALLED_OFF:
        row.tell("state", _("It was called off before it came here: it is left out."))
