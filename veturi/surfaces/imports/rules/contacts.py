"""Persons, e-mails and phones of a row: several in a cell, and which is whose."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.text import fold
from veturi.surfaces.imports.rules.values import EMAIL, Contact, is_person_kept

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_FINLAND = 358
_AT_HOME = re.compile(r"0[1-9](?:[ -]*[0-9]){6,10}")
_NO_DIGIT = re.compile(r"[^0-9]")
_OUTSIDE_BRACKETS = r"(?![^(]*\))"
_WORDS_BETWEEN = r"\s(?:ja|och|and)\s"
_PERSONS = re.compile(rf"(?:[\n;/&+]|{_WORDS_BETWEEN}){_OUTSIDE_BRACKETS}")
_COMMA = re.compile(rf",{_OUTSIDE_BRACKETS}")
_ADDRESSES = re.compile(rf"{_WORDS_BETWEEN}|[\s;,/]+")
_NUMBERS = re.compile(rf"{_WORDS_BETWEEN}|[\n;,/]")
_TITLE_BEHIND = re.compile(r"(?P<name>[^(]+?)\s*\((?P<title>[^()]*)\)|(?P<n>.+?) [-–] (?P<t>.+)")
_MORE_THAN_A_NAME = re.compile(r"[\d@]")
_PARTICLES = frozenset({"af", "von", "van", "de", "da", "di", "del", "la", "der", "den"})
_TITLES = re.compile(
    r"(?:johtaja|paallikko|rehtori|koordinaattori|sihteeri|assistentti|yrittaja|omistaja"
    r"|opettaja|vastaava|esimies|asiantuntija|suunnittelija|isannoitsija|neuvoja|ohjaaja"
    r"|chef|rektor|direktor|larare|sekreterare|ansvarig|koordinator|agare|foretagare"
    r"|manager|director|principal|coordinator|secretary|owner|teacher|ceo|tj|vd|pj)$"
)


class Unclear(ValueError):
    """The cell cannot be read; the sentence says why."""

    def __init__(self, sentence: "StrOrPromise") -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_persons(text: str) -> list[Contact]:
    """“Ohjaaja, Otto” and “Otto Ohjaaja” are the same; a title may stand behind the name."""
    if _MORE_THAN_A_NAME.search(text):
        raise Unclear(_("The cell holds more than names: move the rest into its own column."))
    parts = [part.strip(" ,") for part in _PERSONS.split(text)]
    persons = [person for part in parts if part for person in _in_one_part(part)]
    given = [bool(person.given_name) for person in persons]
    if any(given) and not all(given):
        raise _unclear(text)
    if not all(map(is_person_kept, persons)):
        raise Unclear(_("The name or title of a person is too long to be kept."))
    return persons


def _unclear(text: str) -> Unclear:
    sentence = _(
        "“{text}” can be read in several ways. Write each person as first name and family name,"
        " with / between them."
    )
    return Unclear(format_lazy(sentence, text=" ".join(text.split())))


def _in_one_part(part: str) -> list[Contact]:
    """What commas divide: family and given name, a title, or persons."""
    pieces = [piece for piece in map(str.strip, _COMMA.split(part)) if piece]
    names = [piece for place, piece in enumerate(pieces) if not place or not _is_title(piece)]
    titles = [piece for piece in pieces if piece not in names]
    persons = _named(names, part)
    if len(titles) > len(persons):
        raise _unclear(part)
    for person, title in zip(persons, titles, strict=False):
        person.title = title
    return persons


def _named(names: Sequence[str], part: str) -> list[Contact]:
    if len(names) > 1 and all(" " in name for name in names):
        return [_person(name) for name in names]
    if len(names) == 1:
        return [_person(names[0])]
    family, given = names[0], names[-1]
    is_one_name = " " not in family or family.split()[0] in _PARTICLES
    if len(names) > 2 or not is_one_name:  # noqa: PLR2004 - a family name and a given one
        raise _unclear(part)
    person = _person(given)
    return [Contact(str(person), family, title=person.title)]


def _person(text: str) -> Contact:
    """One word is a family name; what stands behind it in brackets or after a dash is a title."""
    found = _TITLE_BEHIND.fullmatch(text)
    title = (found["title"] or found["t"] or "").strip() if found else ""
    words = ((found["name"] or found["n"]) if found else text).split()
    first = next(
        (place for place, word in enumerate(words[:-1]) if word in _PARTICLES),
        len(words) - 1,
    )
    return Contact(" ".join(words[:first]), " ".join(words[first:]), title=title)


def _is_title(piece: str) -> bool:
    first = piece.split(maxsplit=1)[0]
    if first in _PARTICLES:
        return False
    return first[0].islower() or _TITLES.search(fold(piece)) is not None


def read_emails(text: str) -> list[str]:
    return _several(text, _ADDRESSES, _email)


def read_phones(text: str) -> list[str]:
    return _several(text, _NUMBERS, _phone)


def _several(text: str, between: re.Pattern[str], read: Callable[[str], str]) -> list[str]:
    """The cell as a whole, else each of its parts."""
    try:
        return [read(text)]
    except Unclear:
        parts = [part.strip() for part in between.split(text) if part.strip()]
        if len(parts) < 2:  # noqa: PLR2004 - nothing was divided
            raise
    return [read(part) for part in parts]


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        sentence = _("“{text}” is not an e-mail address.")
        raise Unclear(format_lazy(sentence, text=text)) from None
    if len(text) > EMAIL:
        sentence = _("The text is longer than {longest} characters.")
        raise Unclear(format_lazy(sentence, longest=EMAIL))
    return text


def _phone(text: str) -> str:
    number = _number(text)
    if number is None or not phonenumbers.is_possible_number(number):
        sentence = _("“{text}” is not a phone number. Write it as 040 123 4567.")
        raise Unclear(format_lazy(sentence, text=text))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _number(text: str) -> phonenumbers.PhoneNumber | None:
    """Most are written as one dials at home: of which country they are need not be found out."""
    if _AT_HOME.fullmatch(text):
        dialled = _NO_DIGIT.sub("", text)[1:]
        return phonenumbers.PhoneNumber(country_code=_FINLAND, national_number=int(dialled))
    try:
        return phonenumbers.parse(text, "FI")
    except phonenumbers.NumberParseException:
        return None


def give_emails(persons: Sequence[Contact], emails: Iterable[str]) -> list[str]:
    """To whom the address names, then in the order of the cells; returns what is left."""
    left = []
    for email in emails:
        local = fold(email.partition("@")[0]).replace(" ", "")
        named = (one for one in persons if not one.email and fold(one.family_name) in local)
        if person := next(named, None):
            person.email = email
        else:
            left.append(email)
    free = [person for person in persons if not person.email]
    for person, email in zip(free, left, strict=False):
        person.email = email
    return left[len(free) :]


def give_phones(persons: Sequence[Contact], phones: Sequence[str]) -> list[str]:
    for person, phone in zip(persons, phones, strict=False):
        person.phone = phone
    return list(phones[len(persons) :])
