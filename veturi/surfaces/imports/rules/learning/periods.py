"""A row of a list of workplace periods, cell by cell."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Interruption, Period
from veturi.foundation.business_id import NotABusinessId, read_business_id
from veturi.foundation.text import fold
from veturi.surfaces.imports.rules.alike import Known, Match, Why
from veturi.surfaces.imports.rules.findings import Finding
from veturi.surfaces.imports.rules.learning import words
from veturi.surfaces.imports.rules.learning.known import Ground, Names
from veturi.surfaces.imports.rules.learning.reading import (
    LearningRow,
    Learnt,
    day,
    email,
    is_usable,
    ours,
    persons,
    phone,
    student,
)
from veturi.surfaces.imports.rules.learning.whole_periods import weigh_period
from veturi.surfaces.imports.rules.values import Contact, longest

NEEDED = frozenset({"student", "workplace", "starts_on"})
MOST_HOURS = 60
_WHOLE = 100


def read_period(
    texts: Mapping[str, str],
    *,
    ground: Ground,
    today: date,
    answered: Collection[str] = frozenset(),
) -> tuple[Learnt, list[Finding]]:
    """`texts` gives for each mapped field what its cell says; `ground` what is known here."""
    row = LearningRow(networks=False, today=today, answered=answered, texts=texts, ground=ground)
    _student(row)
    _workplace(row)
    for key, understand in _UNDERSTOOD.items():
        if is_usable(row, key, NEEDED):
            understand(row, key)
    _instructor(row)
    weigh_period(row)
    return row.learnt, row.findings


def _student(row: LearningRow) -> None:
    is_usable(row, "student", NEEDED)
    row.learnt.student = student(row, "student")
    if row.learnt.student is not None or row.is_open("student"):
        return
    number = row.text("student") or row.text("study_right_oid")
    if not number:
        row.refuse("student", _("The row does not say whose period it is."))
    else:
        sentence = _("No student here has the number {number}. Bring the students in first.")
        row.refuse("student", sentence, number=number)


def _workplace(row: LearningRow) -> None:
    """The partner, recognised as partners are: by its Y-tunnus, its name, nearly its name."""
    name, business_id = row.text("workplace"), _business_id(row)
    if not name and not business_id:
        if not row.is_open("business_id"):
            row.refuse("workplace", _("The row names no workplace."))
        return
    found = row.ground.partners.find(Known(0, name, business_id=business_id))
    if found is not None and _is_sure(found):
        row.learnt.partner = int(str(found.known.key))
        _tell_other_name(row, name)
    elif found is not None:
        _ask_which(row, name, found)
    else:
        sentence = _("No partner is called “{text}”. Bring it in first, or write its name as here.")
        row.refuse("workplace", sentence, text=name or business_id)


def _ask_which(row: LearningRow, name: str, found: Match) -> None:
    """Nearly the same name is asked; the same name of another number, or of several, is refused."""
    partner = row.ground.partner_names[int(str(found.known.key))]
    if found.why is Why.TWIN:
        row.refuse("business_id", _("{partner} has another Y-tunnus here."), partner=partner)
    elif fold(partner) == fold(name):
        row.refuse(
            "workplace", _("Several partners are called “{text}”: give the Y-tunnus."), text=name
        )
    else:
        sentence = format_lazy(_("Is “{text}” the partner {partner}?"), text=name, partner=partner)
        row.ask("workplace", sentence, proposal=partner)


def _is_sure(found: Match) -> bool:
    return found.why.is_sure or (found.why is Why.OPEN_PLACE and found.is_only)


def _tell_other_name(row: LearningRow, name: str) -> None:
    ours_ = row.ground.partner_names[row.learnt.partner or 0]
    if name and fold(name) != fold(ours_):
        row.tell("workplace", _("Here it is called {name}."), name=ours_)


def _business_id(row: LearningRow) -> str:
    if not is_usable(row, "business_id", NEEDED):
        return ""
    try:
        return read_business_id(row.text("business_id"))
    except NotABusinessId as wrong:
        row.refuse("business_id", wrong.reason)
        return ""


def _site(row: LearningRow, key: str) -> None:
    """A site of the partner by name or address; one that is not there is told."""
    if row.learnt.partner is None:
        return
    found = row.ground.sites_of.get(row.learnt.partner, Names()).find(row.text(key))
    if len(found) == 1:
        row.take(key, found[0].key)
    else:
        sentence = _("The partner has no site “{text}” here: the period comes in without a site.")
        row.tell(key, sentence, text=row.text(key))


def _form(row: LearningRow, key: str) -> None:
    form = words.form_in(row.text(key))
    if form is None:
        row.refuse(key, _("“{text}” is not a form of learning at work."), text=row.text(key))
    else:
        row.take(key, form)


def _day(row: LearningRow, key: str) -> None:
    if (found := day(row, key)) is not None:
        row.take(key, found)


def _day_beside(row: LearningRow, key: str) -> None:
    if (found := day(row, key)) is not None:
        row.learnt.more[key] = found


def _number(text: str) -> Decimal | None:
    plain = text.replace("%", "").replace("h", "").replace(",", ".").replace(" ", "")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _weekly_hours(row: LearningRow, key: str) -> None:
    hours = _number(row.text(key))
    if hours is None or not 1 <= hours <= MOST_HOURS:
        row.refuse(
            key, _("The hours of a week are from 1 to 60, not “{text}”."), text=row.text(key)
        )
    else:
        row.take(key, round(hours, 1))
        if round(hours, 1) != hours:
            row.tell(key, _("Kept with one decimal: {hours}."), hours=round(hours, 1))


def _part_time(row: LearningRow, key: str) -> None:
    """Whole percents; a cell that a spreadsheet keeps as 0.8 is 80."""
    text = row.text(key)
    share = _number(text)
    if share is not None and 0 < share < 1 and "%" not in text:
        share *= _WHOLE
    if share is None or share != int(share) or not 1 <= share <= _WHOLE:
        row.refuse(key, _("The part-time percentage is from 1 to 100, not “{text}”."), text=text)
    else:
        row.take(key, int(share))


def _teacher(row: LearningRow, key: str) -> None:
    if (found := ours(row, key)) is not None:
        row.take(key, found)


def _key_tasks(row: LearningRow, key: str) -> None:
    """One a line; a list in one line is divided at semicolons."""
    lines = row.texts[key].replace(";", "\n").splitlines()
    row.take(key, "\n".join(filter(None, (" ".join(line.split()) for line in lines))))


def _units(row: LearningRow, key: str) -> None:
    """Each by its code or name; one that is not known is refused, and the row waits."""
    found, strange = [], []
    for text in filter(None, map(str.strip, row.texts[key].replace("\n", ";").split(";"))):
        units = _units_in(row, text)
        found += units
        strange += [] if units else [text]
    if strange:
        sentence = _("“{text}” is not the code or name of a qualification unit that we know.")
        row.refuse(key, sentence, text=strange[0])
    else:
        row.learnt.more[key] = list(dict.fromkeys(found))


def _units_in(row: LearningRow, text: str) -> list[int]:
    """A name, a code, a code before its name, or codes with commas between."""
    whole = row.ground.units.find(text)
    if len(whole) == 1:
        return [whole[0].key]
    codes = [part.strip().removeprefix("tutkinnonosat_") for part in text.split(",")]
    if not all(code.isdigit() for code in codes):
        codes = codes[0].split(maxsplit=1)[:1]
    each = [row.ground.units.find(code) for code in codes]
    return [one[0].key for one in each] if all(len(one) == 1 for one in each) else []


def _unique_id(row: LearningRow, key: str) -> None:
    most = longest(Period, key)
    if len(row.text(key)) > most:
        row.too_long(key, most)
    else:
        row.take(key, row.text(key))


def _agreed_on(row: LearningRow, key: str) -> None:
    found = day(row, key)
    if found is not None and found > row.today:
        row.refuse(key, _("The day of signing is still to come."))
    elif found is not None:
        row.learnt.more[key] = found


def _state(row: LearningRow, key: str) -> None:
    state = words.period_state_in(row.text(key))
    if state is None:
        sentence = _("“{text}” is not a state of a period: proposed, agreed, ended, called off.")
        row.refuse(key, sentence, text=row.text(key))
    else:
        row.learnt.more[key] = state


def _reason(row: LearningRow, key: str) -> None:
    row.learnt.more[key] = row.text(key)[: longest(Interruption, "reason")]


def _instructor(row: LearningRow) -> None:
    """Somebody of the partner's, by e-mail or name; who is not there comes in as an instructor."""
    said = [key for key in _OF_INSTRUCTOR if is_usable(row, key, NEEDED)]
    mail = email(row, "instructor_email") if "instructor_email" in said else ""
    number = phone(row, "instructor_phone") if "instructor_phone" in said else ""
    named = persons(row, "instructor_name") if "instructor_name" in said else []
    if len(named) > 1:
        row.ask("instructor_name", _("One person is the responsible instructor: name that one."))
    elif row.learnt.partner is not None and said and not any(map(row.is_open, _OF_INSTRUCTOR)):
        _take_instructor(row, named, mail, number)


def _take_instructor(row: LearningRow, named: list[Contact], mail: str, number: str) -> None:
    people = row.ground.people_of.get(row.learnt.partner or 0, ())
    name = str(named[0]) if named else ""
    by_mail = [one for one, address in people if mail and address.lower() == mail.lower()]
    by_name = [one for one, _mail in people if name and fold(one.name) == fold(name)]
    if found := (by_mail or by_name)[:1]:
        row.take("instructor", found[0].key)
        if name and fold(found[0].name) != fold(name):
            sentence = _("The e-mail is that of {name}, who is taken.")
            row.tell("instructor_email", sentence, name=found[0].name)
        return
    if not named:
        key = "instructor_email" if mail else "instructor_phone"
        row.refuse(key, _("No name is given, and nobody at the workplace has this."))
        return
    named[0].email, named[0].phone = mail, number
    row.learnt.persons = named
    sentence = _("{name} comes in as an instructor at the workplace.")
    row.tell("instructor_name", sentence, name=name)


_OF_INSTRUCTOR = ("instructor_name", "instructor_email", "instructor_phone")
_UNDERSTOOD: dict[str, Callable[[LearningRow, str], None]] = {
    "site": _site,
    "form": _form,
    "starts_on": _day,
    "ends_on": _day,
    "weekly_hours": _weekly_hours,
    "part_time": _part_time,
    "teacher": _teacher,
    "key_tasks": _key_tasks,
    "units": _units,
    "unique_id": _unique_id,
    "agreed_on": _agreed_on,
    "state": _state,
    "interrupted_from": _day_beside,
    "interrupted_until": _day_beside,
    "interruption_reason": _reason,
}
