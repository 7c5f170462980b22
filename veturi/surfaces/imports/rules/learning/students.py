"""A row of a list of students."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.models.students import OF_AGE
from veturi.cooperation.placements.rules.national.identifiers import is_oid
from veturi.directory.codes.municipalities import find_municipality
from veturi.foundation.history.actions import written
from veturi.foundation.text import fold
from veturi.surfaces.imports.rules.findings import Finding
from veturi.surfaces.imports.rules.learning import words
from veturi.surfaces.imports.rules.learning.fields import SUPPORT
from veturi.surfaces.imports.rules.learning.known import Ground, KnownStudent
from veturi.surfaces.imports.rules.learning.reading import (
    LearningRow,
    Learnt,
    day,
    email,
    is_usable,
    one_of,
    ours,
    persons,
    phone,
    student,
    tell_changes,
)
from veturi.surfaces.imports.rules.values import longest

NEEDED = frozenset({"number", "family_name", "given_name", "whole_name"})
_OLDEST = 100
_KINDS_OF_OID = {"study_right_oid": "opiskeluoikeus", "learner_oid": "oppija"}


def read_student(
    texts: Mapping[str, str],
    *,
    ground: Ground,
    today: date,
    answered: Collection[str] = frozenset(),
) -> tuple[Learnt, list[Finding]]:
    """`texts` gives for each mapped field what its cell says; `ground` what is known here."""
    row = LearningRow(networks=False, today=today, answered=answered, texts=texts, ground=ground)
    for key, understand in _UNDERSTOOD.items():
        if is_usable(row, key, NEEDED):
            understand(row, key)
    _find(row)
    _contradictions(row)
    if row.learnt.student is not None:
        _tell_differences(row, row.learnt.student)
    return row.learnt, row.findings


def _text(row: LearningRow, key: str) -> None:
    text, most = row.text(key), longest(Student, key)
    if len(text) > most:
        row.too_long(key, most)
    elif key in {"number", "family_name", "given_name"} and not fold(text):
        row.refuse(key, _("“{text}” has neither letters nor digits."), text=text)
    else:
        row.take(key, text)


def _whole_name(row: LearningRow, key: str) -> None:
    """Only where the names have no columns of their own: “Aho, Eetu” or “Eetu Aho”."""
    if row.text("family_name"):
        return
    found = persons(row, key)
    if len(found) != 1 or not found[0].given_name:
        if not row.is_open(key):
            row.ask(key, _("Write one student’s name as family name, comma and given name."))
        return
    one = found[0]
    row.take("family_name", one.family_name)
    row.take("given_name", one.given_name)
    if "," not in row.text(key):
        sentence = _("Taken so: given name {given}, family name {family}.")
        row.tell(key, sentence, given=one.given_name, family=one.family_name)


def _teacher(row: LearningRow, key: str) -> None:
    if (found := ours(row, key)) is not None:
        row.take(key, found)


def _qualification(row: LearningRow, key: str) -> None:
    """By code or name; a code before its name is enough: “361902 Esimerkkialan …”."""
    first = row.text(key).removeprefix("koulutus_").split(maxsplit=1)[0]
    by_code = row.ground.qualifications.find(first) if first.isdigit() else []
    found = (
        by_code[0].key
        if by_code
        else one_of(
            row,
            key,
            row.ground.qualifications,
            _("“{text}” is not the code or name of a qualification that we know."),
            _("Several qualifications are called “{text}”. Write the code instead."),
        )
    )
    if found is not None:
        row.take(key, found)


def _chosen(
    read: Callable[[str], str | None], unknown: "object", *, to_more: bool = False
) -> Callable[[LearningRow, str], None]:
    def understand(row: LearningRow, key: str) -> None:
        value = read(row.text(key))
        if value is None:
            row.refuse(key, unknown, text=row.text(key))  # type: ignore[arg-type]
        elif to_more:
            row.learnt.more[key] = value
        else:
            row.take(key, value)

    return understand


def _language(row: LearningRow, key: str) -> None:
    """Of other languages we have no texts: the language here stays as it is."""
    value = words.language_in(row.text(key))
    if value is None:
        sentence = _("“{text}” is not a language of our texts: what stands here stays.")
        row.tell(key, sentence, text=row.text(key))
    else:
        row.take(key, value)


def _day(row: LearningRow, key: str) -> None:
    if (found := day(row, key)) is not None:
        row.take(key, found)


def _day_beside(row: LearningRow, key: str) -> None:
    if (found := day(row, key)) is not None:
        row.learnt.more[key] = found


def _born_on(row: LearningRow, key: str) -> None:
    found = day(row, key)
    if found is None:
        return
    if found >= row.today or row.today.year - found.year > _OLDEST:
        row.refuse(key, _("Nobody who studies was born on this day."))
    else:
        row.take(key, found)


def _oid(row: LearningRow, key: str) -> None:
    text, kind = row.text(key), _KINDS_OF_OID.get(key, "opiskeluoikeus")
    if not is_oid(kind, text):
        row.refuse(key, _("“{text}” is not such an OID: a digit is wrong or missing."), text=text)
    else:
        row.take(key, text)


def _email(row: LearningRow, key: str) -> None:
    if text := email(row, key):
        row.take(key, text)


def _phone(row: LearningRow, key: str) -> None:
    if text := phone(row, key):
        row.take(key, text)


def _municipality(row: LearningRow, key: str) -> None:
    if (found := find_municipality(row.text(key))) is None:
        sentence = _("“{text}” is not a municipality. Write its name, for example Jyväskylä.")
        row.refuse(key, sentence, text=row.text(key))
    else:
        row.take(key, found.code)


def _support(row: LearningRow, key: str) -> None:
    """What the cell says is not repeated in words: it is for few to see."""
    found = words.support_in(row.text(key))
    if found is None:
        row.refuse(key, _("Write yes or no, or that the support is demanding."))
    else:
        row.learnt.more[key] = found


def _find(row: LearningRow) -> None:
    """The student who is there already; who is new has a number and both names."""
    found = row.learnt.student = student(row, "number")
    if found is None:
        _refuse_nameless(row)
    elif found.is_put_away:
        row.tell("number", _("This student has been put away here, and stays so."))


def _refuse_nameless(row: LearningRow) -> None:
    given = row.learnt.fields
    if "number" not in given and not row.is_open("number"):
        row.refuse("number", _("The row has no student number."))
    if "family_name" in given and "given_name" in given:
        return
    if any(row.is_open(key) for key in ("family_name", "given_name", "whole_name")):
        return
    lacking = "given_name" if "family_name" in given else "family_name"
    row.refuse(lacking, _("The row does not give the whole name of the student."))


def _contradictions(row: LearningRow) -> None:
    given = row.learnt.fields
    first, last, born = (given.get(key) for key in ("starts_on", "ends_on", "born_on"))
    ended = row.learnt.more.get("ended_on")
    if first and last and last < first:
        row.refuse("ends_on", _("The study right ends before it begins."))
    if first and ended and ended < first:
        row.refuse("ended_on", _("The study right ended before it began."))
    if first and born and born >= first:
        row.refuse("born_on", _("The study right begins before the student was born."))
    _state(row, ended)
    if born and _is_minor(born, row.today) and not row.text("guardian_name"):
        row.tell("born_on", _("The student is under 18 and no guardian is named."))


def _state(row: LearningRow, ended: date | None) -> None:
    """A day of ending and a state that goes on contradict each other."""
    state = row.learnt.more.get("state")
    if ended is None or ended > row.today or not row.text("state") or state is None:
        return
    if state not in words.OVER:
        row.ask("state", _("The study right has ended, but its state says that it goes on."))


def _is_minor(born: date, today: date) -> bool:
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if had_birthday else 1) < OF_AGE


def _tell_differences(row: LearningRow, found: KnownStudent) -> None:
    """A column that is left empty changes nothing; the number of a known student stays."""
    given = row.learnt.fields
    if given.get("number", found.number) != found.number:
        del given["number"]
        row.tell("number", _("Found by the study right; its number here stays: {number}."),
                 number=found.number)  # fmt: skip
    _keep_version(row, found)
    tell_changes(row, found.values, written)


def _keep_version(row: LearningRow, found: KnownStudent) -> None:
    """The version of the qualification that stands here stays when its code is the same."""
    said = row.learnt.fields.get("qualification")
    if said is not None and row.ground.codes.get(said) == found.qualification_code:
        del row.learnt.fields["qualification"]


_UNKNOWN_STATE = _("“{text}” is not a state of a study right: present, on leave, graduated …")
_UNKNOWN_FUNDING = _("“{text}” is not a code or name of funding.")
_UNKNOWN_PROGRAMME = _("“{text}” is not among our forms of education.")
_UNDERSTOOD: dict[str, Callable[[LearningRow, str], None]] = {
    "number": _text,
    "family_name": _text,
    "given_name": _text,
    "whole_name": _whole_name,
    "group": _text,
    "teacher": _teacher,
    "qualification": _qualification,
    "programme": _chosen(words.programme_in, _UNKNOWN_PROGRAMME),
    "starts_on": _day,
    "ends_on": _day,
    "ended_on": _day_beside,
    "funding": _chosen(words.funding_in, _UNKNOWN_FUNDING, to_more=True),
    "state": _chosen(words.state_in, _UNKNOWN_STATE, to_more=True),
    "state_since": _day_beside,
    "study_right_oid": _oid,
    "learner_oid": _oid,
    "included_in": _oid,
    "born_on": _born_on,
    "email": _email,
    "phone": _phone,
    "language": _language,
    "municipality": _municipality,
    "guardian_name": _text,
    "guardian_email": _email,
    "guardian_phone": _phone,
    SUPPORT: _support,
}
