"""Columns that hold a field of the provider's own: proposed by its name, read by its kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from veturi.directory.rules.own_fields import PREFIX, Kind, NotThis, Shape, read
from veturi.foundation.text import fold
from veturi.foundation.words import Words
from veturi.surfaces.imports.rules.taking import Taking

NEAR_ENOUGH = 80
# Before the key of a field of the contact persons: a field of partners may be called the same.
OF_PERSON = "person_"
_ALSO = ("yhteyshenkilön {fi}", "kontaktpersonens {sv}", "contact person {en}")


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A field of the provider's own as a column may hold it; one put away is not proposed.

    `name` is what the directory calls it, `key` what a mapping does.
    """

    key: str
    label: Words
    shape: Shape
    is_away: bool = False

    @property
    def folded(self) -> frozenset[str]:
        said = {"fi": self.label.fi, "sv": self.label.sv, "en": self.label.en}
        longer = [words.format_map(said) for words in _ALSO] if self.is_of_person else []
        return frozenset(fold(word) for word in (*said.values(), *longer))

    @property
    def name(self) -> str:
        return self.key.removeprefix(OF_PERSON)

    @property
    def is_of_person(self) -> bool:
        return is_of_person(self.key)


OwnColumns = Mapping[str, OwnColumn]


def is_own(key: str) -> bool:
    return key.startswith((PREFIX, f"{OF_PERSON}{PREFIX}"))


def is_of_person(key: str) -> bool:
    return key.startswith(f"{OF_PERSON}{PREFIX}")


def shown_own(column: OwnColumn | None, text: str) -> str:
    """A long text keeps its lines."""
    if column is not None and column.shape.kind == Kind.LONG:
        return text.strip()
    return " ".join(text.split()) if column is None or column.shape.kind.is_text else text.strip()


def understand(taking: Taking, column: OwnColumn, text: str) -> None:
    """What the cell says, or what must be said about it; nearly a choice is asked about."""
    held = taking.values.own_of_persons if column.is_of_person else taking.values.own
    try:
        held[column.name] = read(column.shape, text, today=taking.today)
    except NotThis as refusal:
        near = refusal.proposal or _nearly(column.shape, text)
        if refusal.proposal:
            taking.ask(column.key, refusal.sentence, text=text, proposal=near)
        elif near:
            sentence = _("“{text}” is not among the choices. Is it: {proposal}?")
            asked = format_lazy(sentence, text=text, proposal=near)
            taking.ask(column.key, asked, proposal=near)
        else:
            taking.refuse(column.key, refusal.sentence)


def _nearly(shape: Shape, text: str) -> str:
    """The name of the choice that was probably meant."""
    names = {str(words): fold(str(words)) for words in shape.choices.values()}
    best = process.extractOne(fold(text), names, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return str(best[2]) if best and shape.kind == Kind.CHOICE else ""
