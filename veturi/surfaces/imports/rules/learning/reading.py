"""One row while it is read: what its cells say, compared with what is known here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.loose_dates import Precision, read_date
from veturi.foundation.personal_id import looks_like_personal_id
from veturi.surfaces.imports.rules import contacts
from veturi.surfaces.imports.rules.cells import refuse_formula
from veturi.surfaces.imports.rules.learning.known import Ground, KnownPeriod, KnownStudent, Names
from veturi.surfaces.imports.rules.taking import Taking
from veturi.surfaces.imports.rules.values import Contact

# What stands in the row that is kept, instead of what looked like a henkilötunnus.
PERSONAL = "•••"


@dataclass(slots=True)
class Learnt:
    """What a row says; `fields` are those of the model that the row names, things by their key."""

    fields: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    student: KnownStudent | None = None
    period: KnownPeriod | None = None
    partner: int | None = None
    persons: list[Contact] = field(default_factory=list)


@dataclass(slots=True)
class LearningRow(Taking):
    """The cells in turn: `texts` by field, `ground` is what is known here."""

    texts: Mapping[str, str] = field(default_factory=dict)
    ground: Ground = field(kw_only=True)
    learnt: Learnt = field(default_factory=Learnt)

    def text(self, key: str) -> str:
        """The cell in one line; a dash says nothing."""
        text = " ".join(self.texts.get(key, "").split())
        return text if text.strip("-–—− ") else ""

    def take(self, key: str, value: Any) -> None:
        self.learnt.fields[key] = value


def is_usable(row: LearningRow, key: str, needed: frozenset[str]) -> bool:
    """Whether the cell may be read; what looks like a henkilötunnus is never taken."""
    text = row.text(key)
    if text == PERSONAL or looks_like_personal_id(text):
        tell = row.refuse if key in needed else row.tell
        tell(key, _("This looks like a henkilötunnus: it is not kept."))
        return False
    return bool(text) and not refuse_formula(row, key, text)


def day(row: LearningRow, key: str) -> date | None:
    """The day as a person writes it; one that may be read in two ways is asked about."""
    text = row.text(key)
    found = read_date(text, today=row.today)
    if found.problem or found.first is None:
        sentence = _("“{text}” was not understood as a date. Write it as 12.3.2024.")
        row.refuse(key, found.problem or sentence, **({} if found.problem else {"text": text}))
        return None
    proposal = f"{found.first.day}.{found.first.month}.{found.first.year}"
    is_day = found.precision is Precision.DAY and not found.question
    question = found.question or format_lazy(_("Which day is it: {day}?"), day=proposal)
    if is_day or not row.ask(key, question, text=text, proposal=proposal):
        return found.first
    return None


def email(row: LearningRow, key: str) -> str:
    return _first(row, key, contacts.read_emails)


def phone(row: LearningRow, key: str) -> str:
    return _first(row, key, contacts.read_phones)


def _first(row: LearningRow, key: str, read: Callable[[str], list[str]]) -> str:
    """Of several the first is taken, and the others are told."""
    try:
        found = read(row.text(key))
    except contacts.Unclear as wrong:
        row.refuse(key, wrong.sentence)
        return ""
    if len(found) > 1:
        row.tell(key, _("Of several the first is taken: {first}."), first=found[0])
    return found[0] if found else ""


def persons(row: LearningRow, key: str) -> list[Contact]:
    try:
        return contacts.read_persons(row.text(key))
    except contacts.Unclear as unclear:
        row.ask(key, unclear.sentence)
        return []


def one_of(row: LearningRow, key: str, names: Names, unknown: Any, several: Any) -> int | None:
    """The key of the one thing that the cell names; else it is asked, with the nearest name."""
    text = row.text(key)
    found = names.find(text)
    if len(found) == 1:
        return found[0].key
    proposal = "" if found else names.nearest(text)
    sentence = format_lazy(several if found else unknown, text=text)
    row.ask(key, sentence, proposal=proposal)
    return None


def ours(row: LearningRow, key: str) -> int | None:
    """Who of ours is meant, by name or e-mail."""
    return one_of(
        row,
        key,
        row.ground.ours,
        _("Nobody of ours is called “{text}”. Write the name as it stands among our people."),
        _("Several of ours are called “{text}”. Write the e-mail instead."),
    )


def student(row: LearningRow, key: str) -> KnownStudent | None:
    """By the number, else by the study right; two that differ are refused."""
    ground = row.ground
    by_number = ground.students.get(row.text(key))
    by_right = ground.by_study_right.get(row.text("study_right_oid"))
    if by_number and by_right and by_number.key != by_right.key:
        sentence = _("The number is that of {one}, but the study right is that of {other}.")
        row.refuse(key, sentence, one=by_number.name, other=by_right.name)
        return None
    found = by_number or by_right
    if found is not None and found.is_erased:
        row.refuse(key, _("The data of this student has been erased here: nothing comes back."))
        return None
    return found


def tell_changes(row: LearningRow, values: Mapping[str, tuple[str, str]], written: Any) -> None:
    """Field by field what stands here now, where the list says otherwise."""
    for key, value in row.learnt.fields.items():
        old, shown = values.get(key, ("", ""))
        if written(value) != old and not row.is_open(key):
            now = shown or _("nothing")
            row.tell(key, _("Changes; here it is now: {now}."), now=now)
