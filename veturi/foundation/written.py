"""What somebody wrote in JSON, read into typed values by tables of fields.

What is not as it must be is refused with one sentence that names the place:
“Deed 3, “on”: write a day such as 2026-11-24, not 5.”
"""

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

T = TypeVar("T")
Read = Callable[[Any], T]

MISSING = object()
SHOWN = 40
FIRST_YEAR, LAST_YEAR, END_OF_TIME = 1900, 2999, 9999
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,30}(\.\d{1,30})?", re.ASCII)


class Unreadable(Exception):
    """It does not say what it must; the sentence names the place."""

    def __init__(self, sentence: str, *places: str) -> None:
        super().__init__(f"{', '.join(places)}: {sentence}" if places else sentence)
        self.sentence = sentence
        self.places = places

    def within(self, place: str) -> "Unreadable":
        return Unreadable(self.sentence, place, *self.places)


@dataclass(frozen=True, slots=True)
class Field:
    """One value: its key, how it is read, what stands when it is left out, its name in code."""

    key: str
    read: Read[Any]
    default: Any = MISSING
    name: str = ""

    def within(self, wrong: Unreadable) -> Unreadable:
        """A row says its own place (“Deed 3”); anything else is found by its key."""
        return wrong if wrong.places else wrong.within(f"“{self.key}”")

    def of(self, value: Any) -> Any:
        try:
            return self.read(value)
        except Unreadable as wrong:
            raise self.within(wrong) from None


def read_file(path: Path) -> Any:
    """What a file says, with or without a byte order mark."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(_("this is not text in UTF-8.")) from None
    except OSError as wrong:
        raise Unreadable(_("this cannot be read: %(why)s.") % {"why": wrong.strerror}) from wrong


def parse(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise Unreadable(_("this is nested too deep.")) from None
    except ValueError as wrong:
        raise Unreadable(_("this is not JSON: %(why)s.") % {"why": wrong}) from wrong


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def record(make: Callable[..., T], *fields: Field) -> Read[T]:
    """An object with these keys; others are ignored."""

    def read(value: Any) -> T:
        there = braced(value)
        return make(**{field.name or field.key: _value_of(field, there) for field in fields})

    return read


def braced(value: Any) -> dict[str, Any]:
    """An object, whatever its keys."""
    if not isinstance(value, dict):
        raise not_this(_("write an object in braces, not %(found)s."), value)
    return value


def _value_of(field: Field, there: Mapping[str, Any]) -> Any:
    if field.key in there:
        return field.of(there[field.key])
    if field.default is MISSING:
        raise Unreadable(_("this is missing."), f"“{field.key}”")
    return field.default


def row(make: Callable[..., T], *fields: Field) -> Read[T]:
    """A list of these values in this order; the last ones may be left out if they have defaults."""
    names = ", ".join(field.key for field in fields)

    def read(value: Any) -> T:
        least = sum(field.default is MISSING for field in fields)
        if not isinstance(value, list) or not least <= len(value) <= len(fields):
            sentence = _("write these values in brackets: %(names)s; not %(found)s.")
            raise not_this(sentence, value, names=names)
        given = {field.key: field.of(one) for field, one in zip(fields, value, strict=False)}
        return make(**{field.key: field.default for field in fields} | given)

    return read


def rows(read: Read[T], name: str) -> Read[tuple[T, ...]]:
    """A list; each row is called by its name and number."""

    def read_all(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise not_this(_("write a list in brackets, not %(found)s."), value)
        return tuple(_placed(read, one, f"{name} {number}") for number, one in enumerate(value, 1))

    return read_all


def mapping(read: Read[T], name: str, keys: Collection[str] = ()) -> Read[dict[str, T]]:
    """An object with a value for each of the keys and no other; without keys, any are taken."""

    def read_all(value: Any) -> dict[str, T]:
        there = braced(value)
        for key in keys:
            if key not in there:
                raise Unreadable(_("this is missing."), f"{name} {key}")
        for key in there:
            if keys and key not in keys:
                raise Unreadable(_("this is not known."), f"{name} {shown(key)}")
        return {key: _placed(read, one, f"{name} {key}") for key, one in there.items()}

    return read_all


def _placed(read: Read[T], value: Any, place: str) -> T:
    try:
        return read(value)
    except Unreadable as wrong:
        raise wrong.within(place) from None


def optional(read: Read[T]) -> Read[T | None]:
    """Nothing, written as null, or the value."""
    return lambda value: None if value is None else read(value)


def day(value: Any) -> date:
    """A day on which something is or begins; month reckoning never leaves the calendar."""
    return _day_of(value, LAST_YEAR)


def last_day(value: Any) -> date:
    """A day on which something ends: some write 9999-12-31 for never."""
    return _day_of(value, END_OF_TIME)


def _day_of(value: Any, last_year: int) -> date:
    try:
        found = date.fromisoformat(value) if _is_written(value, _DAY) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= last_year:
        raise not_this(_("write a day such as 2026-11-24, not %(found)s."), value)
    return found


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise not_this(_("write true or false, not %(found)s."), value)
    return value


def text(most: int, least: int = 0) -> Read[str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not least <= len(value.strip()) <= most:
            sentence = _("write a text of %(least)s to %(most)s characters, not %(found)s.")
            raise not_this(sentence, value, least=least, most=most)
        return value

    return read


def whole(least: int, most: int) -> Read[int]:
    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            sentence = _("write a whole number from %(least)s to %(most)s, not %(found)s.")
            raise not_this(sentence, value, least=least, most=most)
        return value

    return read


def number(least: int, most: int) -> Read[Decimal]:
    """An exact number, written as a number or as text."""

    def read(value: Any) -> Decimal:
        plain = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
        found = Decimal(str(value)) if plain or _is_written(value, _NUMBER) else None
        if found is None or not found.is_finite() or not least <= found <= most:
            sentence = _("write a number from %(least)s to %(most)s, not %(found)s.")
            raise not_this(sentence, value, least=least, most=most)
        return found

    return read


def one_of(choices: Sequence[T]) -> Read[T]:
    def read(value: Any) -> T:
        for choice in choices:
            if choice == value and not isinstance(value, bool):
                return choice
        names = ", ".join(str(choice) for choice in choices)
        raise not_this(_("write one of %(choices)s, not %(found)s."), value, choices=names)

    return read


def refuse_before(first: date, key: str, last: date | None) -> None:
    """A last day follows the first."""
    if last is not None and last < first:
        sentence = _("this day is before the first one, %(day)s.") % {"day": first}
        raise Unreadable(sentence, f"“{key}”")


def not_this(sentence: str, value: Any, **more: object) -> Unreadable:
    """The refusal of a value: the sentence shows what was found."""
    return Unreadable(sentence % {"found": shown(value), **more})


def shown(value: Any) -> str:
    """A value as it was written, shortened."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    written = json.dumps(value, ensure_ascii=False, default=str)
    written = written.encode("utf-8", "backslashreplace").decode()
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"


def _is_written(value: Any, form: re.Pattern[str]) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None
