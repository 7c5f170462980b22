"""A message in the shape that the service wants, and whether the answer says that it took it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import phonenumbers

HOLE = re.compile(r"\{(to|digits|text|sender)\}")
# Finland, where a number without its country is taken to be.
HOME = "FI"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Message:
    """To a number as all the world writes it (E.164), from a name or a number."""

    to: str
    text: str
    sender: str


def in_the_world(number: str) -> str | None:
    """The number in E.164: +358401234567; nothing when it is none."""
    try:
        found = phonenumbers.parse(number, HOME)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def masked(number: str) -> str:
    """For logs: enough to find it by, not enough to call it."""
    return f"…{number[-SHOWN:]}"


def written(template: Any, message: Message) -> Any:
    """The template with its holes filled: {to}, {digits} (without the plus), {text}, {sender}."""
    if isinstance(template, dict):
        return {name: written(inner, message) for name, inner in template.items()}
    if isinstance(template, list):
        return [written(inner, message) for inner in template]
    return _filled(template, message) if isinstance(template, str) else template


def _filled(template: str, message: Message) -> str | int:
    """All holes at once, so that what fills one is not read again; digits alone are a number."""
    holes: Mapping[str, str] = {
        "to": message.to,
        "digits": message.to.removeprefix("+"),
        "text": message.text,
        "sender": message.sender,
    }
    if template == "{digits}":
        return int(holes["digits"])
    return HOLE.sub(lambda hole: holes[hole[1]], template)


def refused_as(body: object, taken: Collection[str]) -> str:
    """The state that stands in the answer and does not mean that it was taken; else nothing."""
    return next((word for word in _states(body) if word.upper() not in taken), "")


def _states(body: object) -> Iterator[str]:
    """Every `status` that is a word, wherever it stands: services differ in where."""
    if isinstance(body, dict):
        for name, inner in body.items():
            if name == "status" and isinstance(inner, str):
                yield inner
            else:
                yield from _states(inner)
    elif isinstance(body, list):
        for inner in body:
            yield from _states(inner)
