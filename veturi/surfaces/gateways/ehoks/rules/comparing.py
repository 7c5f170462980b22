"""A period beside the same period in eHOKS, field by field."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import phonenumbers
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from veturi.surfaces.gateways.ehoks.rules.hoks import AT_WORK, INSTRUCTOR, Found, Json

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Of = Callable[[Json], str]


class Field(TextChoices):
    """What is compared, in the order in which it is shown."""

    STARTS = "alku", _("First day")
    ENDS = "loppu", _("Last day")
    WAY = "osaamisen-hankkimistapa-koodi-uri", _("Form")
    BASIS = "oppisopimuksen-perusta-koodi-uri", _("Basis of the apprenticeship")
    PART_TIME = "osa-aikaisuustieto", _("Part-time percentage")
    INTERRUPTIONS = "keskeytymisajanjaksot", _("Interruptions")
    WORKPLACE = "tyopaikan-nimi", _("Workplace")
    BUSINESS_ID = "tyopaikan-y-tunnus", _("Y-tunnus")
    INSTRUCTOR = "nimi", _("Workplace instructor")
    EMAIL = "sahkoposti", _("Instructor’s e-mail")
    PHONE = "puhelinnumero", _("Instructor’s phone")
    TASKS = "keskeiset-tyotehtavat", _("Key work tasks")
    UNIT = "tutkinnon-osa-koodi-uri", _("Unit")


class Same(StrEnum):
    """How the two stand to each other."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_THERE = "not_there"
    NOT_HERE = "not_here"


@dataclass(frozen=True, slots=True)
class Row:
    """One field, as each of the two writes it."""

    field: Field
    ours: str
    theirs: str
    same: Same

    @property
    def label(self) -> "StrPromise":
        return self.field.label


AT_WORKPLACE = frozenset({Field.WORKPLACE, Field.BUSINESS_ID, Field.TASKS})
OF_INSTRUCTOR = frozenset({Field.INSTRUCTOR, Field.EMAIL, Field.PHONE})


def compared(ours: Json, theirs: Found, *, units: Sequence[str]) -> list[Row]:
    """Every field that one of the two knows."""
    return list(_rows(ours, theirs, units))


def _rows(ours: Json, theirs: Found, units: Sequence[str]) -> Iterator[Row]:
    for field in Field:
        if field != Field.UNIT:
            mine, there = said(ours, field), said(theirs.way, field)
            if mine or there:
                yield Row(field, mine, there, _same(field, mine, there))
    yield _unit(theirs.part, units)


def _unit(part: str, units: Sequence[str]) -> Row:
    """A period of several units stands in one of them there."""
    code = part.removeprefix("tutkinnonosat_")
    same = Same.SAME if code in units else Same.DIFFERS if units else Same.NOT_HERE
    return Row(Field.UNIT, ", ".join(units), code, same)


def said(way: Json, field: Field) -> str:
    """What the period says of the field, written in one line; nothing when it does not."""
    value = _place(way, field).get(field.value)
    if field == Field.INTERRUPTIONS:
        return ", ".join(sorted(map(_span, value))) if isinstance(value, list) else ""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value).strip()


def _place(way: Json, field: Field) -> Mapping[str, Any]:
    if field not in AT_WORKPLACE | OF_INSTRUCTOR:
        return way
    there = _inside(way, AT_WORK)
    return there if field in AT_WORKPLACE else _inside(there, INSTRUCTOR)


def _inside(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = whole.get(name)
    return inner if isinstance(inner, dict) else {}


def _span(row: Any) -> str:
    return f"{row.get('alku', '')}–{row.get('loppu', '')}" if isinstance(row, dict) else ""


def _same(field: Field, ours: str, theirs: str) -> Same:
    if not theirs:
        return Same.NOT_THERE
    if not ours:
        return Same.NOT_HERE
    alike = AS_COMPARED.get(field, str)
    return Same.SAME if alike(ours) == alike(theirs) else Same.DIFFERS


def _number(text: str) -> str:
    """A phone as all write it the same way."""
    try:
        number = phonenumbers.parse(text, "FI")
    except phonenumbers.NumberParseException:
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


AS_COMPARED: Mapping[Field, Callable[[str], str]] = {
    Field.EMAIL: str.casefold,
    Field.PHONE: _number,
}
