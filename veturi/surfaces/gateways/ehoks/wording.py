"""What stands in a register, in the words of a page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from veturi.cooperation.placements.models import Period, Unit
from veturi.surfaces.gateways.ehoks.rules.comparing import Field, Row, Same

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SAMENESS: dict[Same, tuple[str, "StrPromise"]] = {
    Same.SAME: ("ok", _("the same")),
    Same.DIFFERS: ("wait", _("differs")),
    Same.NOT_THERE: ("wait", _("not there yet")),
    Same.NOT_HERE: ("info", _("only in eHOKS")),
}
CODES: dict[str, "StrPromise"] = {
    "osaamisenhankkimistapa_koulutussopimus": Period.Form.TRAINING_AGREEMENT.label,
    "osaamisenhankkimistapa_oppisopimus": Period.Form.APPRENTICESHIP.label,
    "oppisopimuksenperusta_01": _("contract of employment"),
    "oppisopimuksenperusta_02": _("entrepreneur"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    label: "StrPromise"
    ours: str
    theirs: str
    signal: str
    word: "StrPromise"


def lines(rows: Iterable[Row]) -> list[Line]:
    """What differs first; days and codes in words, units by their names."""
    many = sorted(rows, key=lambda row: row.same == Same.SAME)
    units = _units(many)
    return [
        Line(
            row.label,
            _said(row.field, row.ours, units),
            _said(row.field, row.theirs, units),
            *SAMENESS[row.same],
        )
        for row in many
    ]


def _units(rows: list[Row]) -> dict[str, str]:
    wanted = {
        code
        for row in rows
        if row.field == Field.UNIT
        for code in (*row.ours.split(", "), row.theirs)
    }
    return {unit.code: f"{unit.code} {unit.name}" for unit in Unit.objects.filter(code__in=wanted)}


def _said(field: Field, text: str, units: dict[str, str]) -> str:
    if field == Field.UNIT:
        return ", ".join(units.get(code, code) for code in text.split(", "))
    if text in CODES:
        return str(CODES[text])
    return _DAY.sub(_day, text)


def _day(found: re.Match[str]) -> str:
    try:
        return date_format(date.fromisoformat(found[0]), "j.n.Y")
    except ValueError:
        return found[0]
