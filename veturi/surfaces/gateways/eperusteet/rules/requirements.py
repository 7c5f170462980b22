"""Reads answers of ePerusteet: unknown keys are passed by, what cannot be kept is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from veturi.cooperation.placements.codes.known import Known, KnownPart, KnownUnit
from veturi.cooperation.placements.models import Qualification, Unit

Json = dict[str, Any]
Names = tuple[str, str, str]

HELSINKI = ZoneInfo("Europe/Helsinki")
KINDS = {
    "koulutustyyppi_1": "vocational",
    "koulutustyyppi_26": "vocational",
    "koulutustyyppi_11": "further",
    "koulutustyyppi_12": "specialist",
    "koulutustyyppi_5": "telma",
    "koulutustyyppi_40": "tuva",
}
_CODE = int(Qualification._meta.get_field("code").max_length or 0)
_RECORD = int(Qualification._meta.get_field("record_number").max_length or 0)
_UNIT = int(Unit._meta.get_field("code").max_length or 0)
_NAME = int(Unit._meta.get_field("name_fi").max_length or 0)
_LATEST = 253_402_214_400_000  # the last day of the year 9999


class NotReadable(Exception):
    """The answer has not the shape that the register promises."""


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Json]
    pages: int


def read_page(answer: Json) -> Page:
    """One page of the list; how many there are is told in each."""
    rows, pages = answer.get("data"), answer.get("sivuja")
    if not isinstance(rows, list) or not isinstance(pages, int):
        raise NotReadable
    return Page([row for row in rows if isinstance(row, dict)], pages)


def key_of(row: Json) -> int | None:
    """By which the whole is asked for."""
    key = row.get("id")
    return key if isinstance(key, int) else None


def qualifications_in(row: Json) -> Iterator[Known]:
    """One for each code; what has no code or no Finnish name is none of ours."""
    record, whole = _text(row.get("diaarinumero"), _RECORD), _names(row.get("nimi"))
    for education in _rows(row.get("koulutukset")):
        code = _text(education.get("koulutuskoodiArvo"), _CODE)
        names = _filled(_names(education.get("nimi")), whole)
        if code and names[0]:
            yield Known(
                code,
                record,
                KINDS.get(str(row.get("koulutustyyppi")), "other"),
                names,
                day_of(row.get("voimassaoloAlkaa")),
                day_of(row.get("voimassaoloLoppuu")),
            )


def units_in(whole: Json, *, versions: Mapping[str, int]) -> Iterator[KnownUnit]:
    """The units of one qualification; the register tells no version, so a known one stays."""
    for unit in _rows(whole.get("tutkinnonOsat")):
        code, names = _text(unit.get("koodiArvo"), _UNIT), _names(unit.get("nimi"))
        if code and names[0]:
            yield KnownUnit(code, versions.get(code, 1), names)


def parts_in(whole: Json) -> Iterator[KnownPart]:
    """Each unit once with its points, and whether it is compulsory in the structure."""
    record = _text(whole.get("diaarinumero"), _RECORD)
    codes = {
        str(unit.get("id")): _text(unit.get("koodiArvo"), _UNIT)
        for unit in _rows(whole.get("tutkinnonOsat"))
    }
    seen: set[str] = set()
    for way in _rows(whole.get("suoritustavat")):
        compulsory = set(_compulsory(way.get("rakenne")))
        for place in _rows(way.get("tutkinnonOsaViitteet")):
            code = codes.get(str(place.get("_tutkinnonOsa")), "")
            if record and code and code not in seen:
                seen.add(code)
                is_compulsory = str(place.get("id")) in compulsory
                yield KnownPart(record, code, _points(place.get("laajuus")), is_compulsory)


def day_of(stamp: object) -> date | None:
    """Milliseconds since 1970; the register means midnight in Finland."""
    if isinstance(stamp, bool) or not isinstance(stamp, int) or not 0 <= stamp < _LATEST:
        return None
    return datetime.fromtimestamp(stamp / 1000, tz=UTC).astimezone(HELSINKI).date()


def _compulsory(node: object) -> Iterator[str]:
    if not isinstance(node, dict):
        return
    if node.get("pakollinen") is True and node.get("_tutkinnonOsaViite"):
        yield str(node["_tutkinnonOsaViite"])
    for part in _rows(node.get("osat")):
        yield from _compulsory(part)


def _points(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1000:  # noqa: PLR2004 - as the column keeps
        return None
    return round(Decimal(str(value)), 1)


def _rows(value: object) -> list[Json]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(value: object, longest: int) -> str:
    """What is too long for its column is no code of this register."""
    return value if isinstance(value, str) and len(value) <= longest else ""


def _names(value: object) -> Names:
    """In three languages; a long one is cut."""
    given = value if isinstance(value, dict) else {}
    fi, sv, en = (str(given.get(code) or "").strip()[:_NAME] for code in ("fi", "sv", "en"))
    return fi, sv, en


def _filled(names: Names, otherwise: Names) -> Names:
    fi, sv, en = (one or other for one, other in zip(names, otherwise, strict=True))
    return fi, sv, en
