"""A name or sentence in the three languages, read in the reader's own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import lazystr
from django.utils.translation import get_language, override

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Words:
    """Whole in every language; shown in the active one, in Finnish when there is none."""

    fi: str
    sv: str
    en: str

    def __str__(self) -> str:
        return self.in_language(get_language())

    def in_language(self, language: str | None) -> str:
        return {"sv": self.sv, "en": self.en}.get((language or "")[:2], self.fi)


def label(fi: str, sv: str, en: str) -> "StrPromise":
    """Words for the label of a choice: lazy text that migrations and forms accept."""
    return lazystr(Words(fi, sv, en))


def in_every_language(text: "StrPromise | str") -> Words:
    """What a lazy text says in each language."""
    said = []
    for language in ("fi", "sv", "en"):
        with override(language):
            said.append(str(text))
    return Words(*said)
