"""What is compared, in words: codes as their names, days as people read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from veturi.directory.codes.municipalities import municipality
from veturi.foundation.web.templates import day
from veturi.surfaces.gateways.ytj.rules.companies import Company, Name
from veturi.surfaces.gateways.ytj.rules.comparing import (
    Field,
    Ours,
    differences,
    former_names,
    our_side,
    their_side,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact as we have it and as the register has it."""

    label: "StrOrPromise"
    ours: str
    theirs: str
    differs: bool


def side_by_side(ours: Ours, company: Company) -> Iterator[Pair]:
    """Facts that one of the two has, those that differ marked; former names stand elsewhere."""
    mine, theirs = our_side(ours), their_side(company, ours)
    differing = {one.field for one in differences(ours, company)}
    for field in Field:
        if field != Field.FORMER_NAMES and (mine[field] or theirs[field]):
            yield Pair(
                field.label,
                in_words(field, mine[field]),
                in_words(field, theirs[field]),
                field in differing,
            )


def in_words(field: str, text: str) -> str:
    """A side of a difference as a person reads it."""
    if not text:
        return ""
    match field:
        case Field.MUNICIPALITY:
            return str(municipality(text) or text)
        case Field.INDUSTRY:
            return _industry(*text.split(" ", 2))
        case Field.ENDED_ON:
            return day(date.fromisoformat(text))
        case Field.FORMER_NAMES:
            return "; ".join(dated(one) for one in former_names(text))
        case _:
            return text


def _industry(version: str, code: str, words: str = "") -> str:
    return f"{code} {words} (TOL {version})" if words else f"{code} (TOL {version})"


def dated(name: Name) -> str:
    """“Konepaja Vaajavirta Ky (4.5.2009–31.8.2026)”."""
    if name.since is None and name.until is None:
        return name.name
    return f"{name.name} ({day(name.since)}–{day(name.until)})"
