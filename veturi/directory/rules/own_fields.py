"""What may stand in a field of a provider's own: read from text, checked, written as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.foundation.loose_dates import Precision, read_date
from veturi.foundation.personal_id import looks_like_personal_id
from veturi.foundation.text import fold, without_controls
from veturi.foundation.words import Words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Before the key of a field, wherever built-in fields are named too: forms, columns, history.
PREFIX = "own_"
SHORT, LONG = 200, 5000
DIGITS, PLACES = 15, 4
LARGEST = Decimal(10) ** (DIGITS - PLACES)
BETWEEN = "; "


class Kind(TextChoices):
    TEXT = "text", _("text")
    LONG = "long", _("long text")
    NUMBER = "number", _("number")
    DAY = "day", _("day")
    TRUTH = "truth", _("yes or no")
    CHOICE = "choice", _("choice")
    SEVERAL = "several", _("several choices")
    ADDRESS = "address", _("web address")

    @property
    def has_choices(self) -> bool:
        return self in {Kind.CHOICE, Kind.SEVERAL}

    @property
    def is_text(self) -> bool:
        return self in {Kind.TEXT, Kind.LONG, Kind.ADDRESS}


class Picks(tuple[int, ...]):
    """The keys of several choices, in their order; written as history and logs keep them."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(map(str, self))


Value = str | int | Decimal | date | Picks | None


class NotThis(Exception):
    """The field cannot hold it; `proposal` is a text that it could hold."""

    def __init__(self, sentence: "StrOrPromise", *, proposal: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class Shape:
    """A field as rules need it; `choices` stand in their order, by key."""

    kind: Kind
    choices: Mapping[int, Words] = field(default_factory=dict)

    def nothing(self) -> Value:
        """What an empty field holds."""
        if self.kind == Kind.SEVERAL:
            return Picks()
        return "" if self.kind.is_text else None


def checked(shape: Shape, value: Value) -> Value:
    """The value as it is kept, or a refusal: forms, imports and the demo all pass here."""
    if value is None or value in {"", Picks()}:
        return shape.nothing()
    return _CHECKS[shape.kind](shape, value)


def _text(_shape: Shape, value: Value) -> Value:
    return _fitting(" ".join(without_controls(str(value)).split()), SHORT)


def _long(_shape: Shape, value: Value) -> Value:
    return _fitting("\n".join(without_controls(str(value)).strip().splitlines()), LONG)


def _fitting(text: str, longest: int) -> str:
    if len(text) > longest:
        sentence = _("The text is longer than {longest} characters.")
        raise NotThis(format_lazy(sentence, longest=longest))
    if looks_like_personal_id(text):
        raise NotThis(NO_PERSONAL_ID)
    return text


NO_PERSONAL_ID = _("This looks like a henkilötunnus. Veturi does not keep them: leave it out.")


def _number(_shape: Shape, value: Value) -> Value:
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) >= LARGEST:
        raise NotThis(_("The number is too large."))
    if number != round(number, PLACES):
        raise NotThis(_("Write at most four decimals."))
    return number


def _as_it_is(_shape: Shape, value: Value) -> Value:
    return value


def _choice(shape: Shape, value: Value) -> Value:
    if value not in shape.choices:
        raise NotThis(_("This is not among the choices of the field."))
    return value


def _several(shape: Shape, value: Value) -> Value:
    if not isinstance(value, tuple) or not shape.choices.keys() >= set(value):
        raise NotThis(_("This is not among the choices of the field."))
    return Picks(key for key in shape.choices if key in value)


def _address(shape: Shape, value: Value) -> Value:
    text = str(_text(shape, value))
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        sentence = _("“{text}” is not the address of a website.")
        raise NotThis(format_lazy(sentence, text=text)) from None
    return _fitting(address, SHORT)


_CHECKS = {
    Kind.TEXT: _text,
    Kind.LONG: _long,
    Kind.NUMBER: _number,
    Kind.DAY: _as_it_is,
    Kind.TRUTH: _as_it_is,
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.ADDRESS: _address,
}


def read(shape: Shape, text: str, *, today: date) -> Value:
    """What a cell of a list says, as people write it."""
    if not text.strip():
        return shape.nothing()
    return checked(shape, _READS[shape.kind](shape, text.strip(), today))


def _read_text(_shape: Shape, text: str, _today: date) -> Value:
    return text


def _read_number(_shape: Shape, text: str, _today: date) -> Value:
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".").replace("−", "-")
    try:
        return Decimal(plain)
    except InvalidOperation:
        sentence = _("“{text}” is not a number. Write it as 12,5.")
        raise NotThis(format_lazy(sentence, text=text)) from None


def _read_day(_shape: Shape, text: str, today: date) -> Value:
    reading = read_date(text, today=today)
    if reading.problem or reading.first is None:
        not_understood = _("“{text}” was not understood as a date. Write it as 12.3.2024.")
        raise NotThis(reading.problem or format_lazy(not_understood, text=text))
    if reading.precision is not Precision.DAY or reading.question:
        proposal = f"{reading.first.day}.{reading.first.month}.{reading.first.year}"
        which_day = format_lazy(_("Which day is it: {day}?"), day=proposal)
        raise NotThis(reading.question or which_day, proposal=proposal)
    return reading.first


_YES = frozenset({"kylla", "k", "on", "joo", "tosi", "ja", "j", "yes", "y", "true", "x", "1"})
_NO = frozenset({"ei", "e", "epatosi", "nej", "n", "no", "false", "0"})


def _read_truth(_shape: Shape, text: str, _today: date) -> Value:
    word = fold(text)
    if word not in _YES | _NO:
        sentence = _("“{text}” is neither yes nor no.")
        raise NotThis(format_lazy(sentence, text=text))
    return word in _YES


def _read_choice(shape: Shape, text: str, _today: date) -> Value:
    found = choice_called(shape, text)
    if found is None:
        names = ", ".join(str(words) for words in shape.choices.values())
        sentence = _("“{text}” is not among the choices: {names}.")
        raise NotThis(format_lazy(sentence, text=text, names=names))
    return found


def choice_called(shape: Shape, text: str) -> int | None:
    """The choice whose name it is, in any language."""
    wanted = fold(text)
    for key, words in shape.choices.items():
        if wanted in {fold(words.fi), fold(words.sv), fold(words.en)}:
            return key
    return None


def _read_several(shape: Shape, text: str, today: date) -> Value:
    """Parted by semicolons, or by commas where a comma belongs to no name."""
    keys: list[int] = []
    for part in filter(None, map(str.strip, re.split(r"[;\n]", text))):
        whole = choice_called(shape, part)
        pieces = [part] if whole is not None else filter(None, map(str.strip, part.split(",")))
        keys += [int(str(_read_choice(shape, piece, today))) for piece in pieces]
    return Picks(keys)


_READS = {
    Kind.TEXT: _read_text,
    Kind.LONG: _read_text,
    Kind.NUMBER: _read_number,
    Kind.DAY: _read_day,
    Kind.TRUTH: _read_truth,
    Kind.CHOICE: _read_choice,
    Kind.SEVERAL: _read_several,
    Kind.ADDRESS: _read_text,
}


def read_written(shape: Shape, text: str) -> Value:
    """A value as history and logs keep it (`written`); a choice that is gone is nothing."""
    if not text or shape.kind.is_text:
        return text or shape.nothing()
    if shape.kind == Kind.NUMBER:
        return Decimal(text)
    if shape.kind == Kind.DAY:
        return date.fromisoformat(text)
    if shape.kind == Kind.TRUTH:
        return text == "True"
    keys = Picks(key for one in text.split(", ") if (key := int(one)) in shape.choices)
    return keys if shape.kind == Kind.SEVERAL else next(iter(keys), None)


def in_words(shape: Shape, value: Value) -> str | Decimal | date:
    """As pages show it and exports write it: numbers and days stay what they are."""
    if value is None:
        return ""
    if shape.kind == Kind.TRUTH:
        return str(_("yes") if value else _("no"))
    if isinstance(value, tuple):
        return BETWEEN.join(str(words) for key, words in shape.choices.items() if key in value)
    if shape.kind == Kind.CHOICE:
        return str(shape.choices.get(int(str(value)), ""))
    return value if isinstance(value, (str, date)) else Decimal(value)


def key_from(label: str, taken: frozenset[str]) -> str:
    """A key that stays when the label changes; of two equal labels the second gets a number."""
    base = fold(label).replace(" ", "_")[:30] or "tieto"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key
