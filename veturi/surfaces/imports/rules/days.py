"""The days of a row: since when it is a partner, and when it was last contacted."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.loose_dates import Precision, Reading, read_date
from veturi.surfaces.imports.rules.taking import Taking

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LONG_AGO = date(1950, 1, 1)


def since(taking: Taking, text: str) -> None:
    reading = read_date(text, today=taking.today)
    if reading.problem or reading.first is None:
        not_understood = _("“{text}” was not understood as a date. Write it as 12.3.2024.")
        taking.refuse("since", reading.problem or format_lazy(not_understood, text=text))
        return
    proposal = _as_text(Reading(reading.first, reading.first))
    which_day = format_lazy(_("Since which day: {day}?"), day=proposal)
    is_day = reading.precision is Precision.DAY and not reading.question
    question = reading.question or which_day
    if is_day or not taking.ask("since", question, text=text, proposal=proposal):
        taking.values.since = reading.first


def last_contact(taking: Taking, text: str) -> None:
    reading = read_date(text, today=taking.today)
    question = reading.question or _far_away(reading, text)
    if reading.problem:
        taking.refuse("last_contact", reading.problem)
    elif question and taking.ask("last_contact", question, text=text, proposal=_as_text(reading)):
        return
    elif reading.precision is Precision.ONGOING:
        taking.values.ongoing = text
        taking.tell("last_contact", _("This names no day: it is kept in the notes."))
    elif (reading.first or reading.last or taking.today) > taking.today:
        taking.refuse("last_contact", _("The day of the last contact is still to come."))
    else:
        _take_contact(taking, reading, text)


def _far_away(reading: Reading, text: str) -> "StrOrPromise | None":
    """A spreadsheet's day 60 and its like were never a day on which somebody called."""
    if reading.last is None or reading.last >= _LONG_AGO:
        return None
    sentence = _("“{text}” is far away: is {days} right?")
    return format_lazy(sentence, text=text, days=_as_text(reading))


def _take_contact(taking: Taking, reading: Reading, text: str) -> None:
    """The last day of what is said, but not later than today."""
    taking.values.contact_on = min(reading.last or taking.today, taking.today)
    taking.values.contact_said = text
    taking.values.contact_is_day = reading.precision is Precision.DAY


def _as_text(reading: Reading) -> str:
    """The proposal as a person would type it."""
    first, last = reading.first, reading.last
    if first and last and first != last:
        return f"{first.day}.{first.month}.{first.year}–{last.day}.{last.month}.{last.year}"
    day = last or first
    return f"{day.day}.{day.month}.{day.year}" if day else ""
