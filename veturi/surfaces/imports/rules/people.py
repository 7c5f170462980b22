"""The people of a row, and whose the e-mails and phones beside them are."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from veturi.surfaces.imports.rules import contacts
from veturi.surfaces.imports.rules.own import OF_PERSON
from veturi.surfaces.imports.rules.taking import Taking


def email(taking: Taking, text: str) -> None:
    taking.values.emails = _several(taking, "email", contacts.read_emails, text)


def phone(taking: Taking, text: str) -> None:
    taking.values.phones = _several(taking, "phone", contacts.read_phones, text)


def contact_email(taking: Taking, text: str) -> None:
    found = _several(taking, "contact_email", contacts.read_emails, text)
    taking.of_contacts["contact_email"] = found


def contact_phone(taking: Taking, text: str) -> None:
    found = _several(taking, "contact_phone", contacts.read_phones, text)
    taking.of_contacts["contact_phone"] = found


def _several(taking: Taking, key: str, read: Callable[[str], list[str]], text: str) -> list[str]:
    try:
        return read(text)
    except contacts.Unclear as wrong:
        taking.refuse(key, wrong.sentence)
        return []


def contact_name(taking: Taking, text: str) -> None:
    try:
        persons = contacts.read_persons(text)
    except contacts.Unclear as unclear:
        taking.ask("contact_name", unclear.sentence)
        return
    taking.values.persons = persons
    if len(persons) > 1:
        names = ", ".join(map(str, persons))
        sentence = _("The cell names several persons: {names}. Each comes in.")
        taking.tell("contact_name", sentence, names=names)


def give_to_persons(taking: Taking) -> None:
    """What no person of the row bears is the organisation's, and kept in its notes."""
    if taking.is_open("contact_name"):
        return
    values, given = taking.values, taking.of_contacts
    left = contacts.give_emails(values.persons, given.get("contact_email", []))
    _tell_whose(taking, "contact_email", "email", left)
    values.emails = list(dict.fromkeys([*values.emails, *left]))
    left = contacts.give_phones(values.persons, given.get("contact_phone", []))
    _tell_whose(taking, "contact_phone", "phone", left)
    values.phones = list(dict.fromkeys([*values.phones, *left]))
    for name in values.own_of_persons:
        _tell_of_whom(taking, f"{OF_PERSON}{name}")


def _tell_of_whom(taking: Taking, key: str) -> None:
    """What one cell says of several persons is said of each."""
    persons = taking.values.persons
    if not persons:
        taking.tell(key, _("No contact person is named: it is kept in the notes."))
    elif len(persons) > 1:
        names = ", ".join(map(str, persons))
        taking.tell(key, _("It is taken for each of them: {names}."), names=names)


def _tell_whose(taking: Taking, key: str, attribute: str, left: list[str]) -> None:
    persons = taking.values.persons
    if left and not persons:
        taking.tell(key, _("No contact person is named: it is kept in the notes."))
    elif left:
        taking.tell(key, _("There are more of them than persons: the rest is kept in the notes."))
    elif len(persons) > 1 and taking.of_contacts.get(key):
        pairs = [(getattr(one, attribute), one) for one in persons]
        whose = "; ".join(f"{text}: {one}" for text, one in pairs if text)
        taking.tell(key, _("These are taken so: {whose}."), whose=whose)
