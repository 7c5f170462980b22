"""Fields of a provider's own as JSON: written out, and read back by a table or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from veturi.directory.rules.own_fields import Kind
from veturi.foundation.words import Words
from veturi.foundation.written import Field, Unreadable, one_of, record, rows, text, truth

VERSION = 1
THINGS = ("partner", "person")
LABEL, HELP, KEY = 80, 200, 40


@dataclass(frozen=True, slots=True)
class Definition:
    """A field as a file tells it, with its choices in their order."""

    thing: str
    key: str
    label: Words
    kind: str
    help_text: str = ""
    is_required: bool = False
    is_filter: bool = False
    choices: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    version: int
    fields: tuple[Definition, ...]


_words = record(
    Words,
    Field("fi", text(LABEL, 1)),
    Field("sv", text(LABEL), ""),
    Field("en", text(LABEL), ""),
)
_definition = record(
    Definition,
    Field("thing", one_of(THINGS)),
    Field("key", text(KEY, 1)),
    Field("label", _words),
    Field("kind", one_of(Kind.values)),
    Field("help", text(HELP), "", "help_text"),
    Field("required", truth, False, "is_required"),
    Field("filter", truth, False, "is_filter"),
    Field("choices", rows(_words, "Choice"), ()),
)
_definitions = record(
    Definitions,
    Field("version", one_of((VERSION,))),
    Field("fields", rows(_definition, "Field")),
)


def read_definitions(value: Any) -> tuple[Definition, ...]:
    """The fields that a file tells; the refusal names the place."""
    found = _definitions(value).fields
    for number, one in enumerate(found, 1):
        if Kind(one.kind).has_choices != bool(one.choices):
            sentence = _("“choices” belong to a field of choices, and to no other.")
            raise Unreadable(sentence, f"Field {number}")
    return found


def write_definitions(definitions: Sequence[Definition]) -> dict[str, Any]:
    return {"version": VERSION, "fields": [_written(one) for one in definitions]}


def _written(one: Definition) -> dict[str, Any]:
    told: dict[str, Any] = {
        "thing": one.thing,
        "key": one.key,
        "label": _in_languages(one.label),
        "kind": one.kind,
        "help": one.help_text,
        "required": one.is_required,
        "filter": one.is_filter,
    }
    return told | ({"choices": list(map(_in_languages, one.choices))} if one.choices else {})


def _in_languages(words: Words) -> dict[str, str]:
    """Only what is said."""
    said = {"fi": words.fi, "sv": words.sv, "en": words.en}
    return {language: label for language, label in said.items() if label}
