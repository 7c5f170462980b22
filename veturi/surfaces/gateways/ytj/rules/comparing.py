"""In what an organisation of ours differs from the register. What it leaves empty is no difference.

Both sides of a difference are kept as text: a municipality by its code, an industry by
classification and code (the register adds its words), a day as ISO, former names a line each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.industries import industry
from veturi.foundation.text import fold
from veturi.surfaces.gateways.ytj.rules.companies import Company, Name

_LONGEST_NAME, _LONGEST_FORM = 200, 60


class Field(TextChoices):
    NAME = "name", _("official name")
    FORMER_NAMES = "former_names", _("former names")
    LEGAL_FORM = "legal_form", _("company form")
    INDUSTRY = "industry", _("industry")
    MUNICIPALITY = "municipality", _("municipality")
    WEBSITE = "website", _("website")
    ENDED_ON = "ended_on", _("ended on")


@dataclass(frozen=True, slots=True)
class Ours:
    """What we have of the organisation."""

    name: str = ""
    legal_form: str = ""
    industry: str = ""
    industry_version: str = ""
    municipality: str = ""
    website: str = ""
    ended_on: date | None = None
    former_names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """One proposed change, and since when the register has it so."""

    field: Field
    ours: str
    theirs: str
    since: date | None = None


def differences(ours: Ours, company: Company) -> list[Change]:
    """What would change if the register were right."""
    mine, theirs = our_side(ours), their_side(company, ours)
    since = {Field.NAME: company.name.since, Field.INDUSTRY: company.industry.since}
    return [
        Change(field, mine[field], theirs[field], since.get(field))
        for field in Field
        if theirs[field] and not _same(field, mine[field], theirs[field])
    ]


def our_side(ours: Ours) -> dict[Field, str]:
    return {
        Field.NAME: ours.name,
        Field.FORMER_NAMES: "",
        Field.LEGAL_FORM: ours.legal_form,
        Field.INDUSTRY: f"{ours.industry_version} {ours.industry}" if ours.industry else "",
        Field.MUNICIPALITY: ours.municipality,
        Field.WEBSITE: ours.website,
        Field.ENDED_ON: ours.ended_on.isoformat() if ours.ended_on else "",
    }


def their_side(company: Company, ours: Ours) -> dict[Field, str]:
    """Empty where the register says nothing, or nothing that we could keep."""
    line = company.industry
    is_known = bool(line.code and line.version and industry(line.version, line.code))
    return {
        Field.NAME: company.name.name[:_LONGEST_NAME],
        Field.FORMER_NAMES: _lines(_missing(company, ours)),
        Field.LEGAL_FORM: company.form[:_LONGEST_FORM],
        Field.INDUSTRY: f"{line.version} {line.code} {line.text}" if is_known else "",
        Field.MUNICIPALITY: company.address.municipality,
        Field.WEBSITE: company.website,
        Field.ENDED_ON: company.ended_on.isoformat() if company.ended_on else "",
    }


def _missing(company: Company, ours: Ours) -> list[Name]:
    """Earlier names that we do not know; the one we still use becomes one by being replaced."""
    known = {fold(name) for name in (*ours.former_names, ours.name, company.name.name)}
    return [one for one in company.earlier_names if fold(one.name) not in known]


def _same(field: Field, mine: str, theirs: str) -> bool:
    match field:
        case Field.WEBSITE:
            return _bare(mine) == _bare(theirs)
        case Field.INDUSTRY:
            # 85.32 is 85320: we may hold the class, the register writes its national part too.
            return bool(mine) and theirs.startswith(mine.replace(".", ""))
        case Field.ENDED_ON:
            return mine == theirs
        case _:
            return fold(mine) == fold(theirs)


def _bare(address: str) -> str:
    """A website without what makes no difference."""
    return address.casefold().partition("://")[2].removeprefix("www.").rstrip("/")


def _lines(names: Iterable[Name]) -> str:
    return "\n".join(
        "\t".join((one.name[:_LONGEST_NAME], _iso(one.since), _iso(one.until))) for one in names
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def former_names(text: str) -> list[Name]:
    """The names of such lines."""
    return [
        Name(name, _read_day(since), _read_day(until))
        for line in text.splitlines()
        for name, since, until in [line.split("\t")]
    ]


def facts_of(changes: Mapping[Field, str]) -> dict[str, Any]:
    """Fields of an organisation with what they would be; former names are not a field of it."""
    facts: dict[str, Any] = {}
    for field, theirs in changes.items():
        match field:
            case Field.FORMER_NAMES:
                continue
            case Field.INDUSTRY:
                facts["industry_version"], facts["industry"], *_words = theirs.split(" ")
            case Field.ENDED_ON:
                facts["ended_on"] = _read_day(theirs)
            case _:
                facts[field.value] = theirs
    return facts


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
