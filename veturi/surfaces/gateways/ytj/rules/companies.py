"""What an answer of YTJ says, as plain values. Unknown keys are left alone, odd ones are empty.

The shape is that of PRH's open data, YTJ API v3: language 1 is Finnish, 2 Swedish, 3 English; a
name of type 1 is the main one, 2 a parallel one; an address of type 1 is visited, 2 is for mail.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from veturi.directory.codes.municipalities import Via, find_municipality, municipality
from veturi.surfaces.gateways.ytj.refusals import NotFound

Json = Mapping[str, Any]  # Any: what somebody outside sends

MAIN, PARALLEL = "1", "2"
LANGUAGES = ("1", "2", "3")
VISITED = "1"
# The classification of an industry's code; older ones we do not hold, and mix with nothing.
CLASSIFICATIONS = {"TOIMI3": "2008", "TOIMI4": "2025"}
FINLAND = ZoneInfo("Europe/Helsinki")
_STREET = ("street", "buildingNumber", "entrance", "apartmentNumber", "apartmentIdSuffix")
_LONGEST_ADDRESS = 200
_A_LINK = URLValidator(schemes=["http", "https"])


class NotReadable(ValueError):
    """The answer lacks what every company has."""


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """Restructuring (SANE), liquidation (SELTILA) or bankruptcy (KONK)."""

    code: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Address:
    street: str = ""
    postal_code: str = ""
    city: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Industry:
    code: str = ""
    version: str = ""
    text: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Company:
    business_id: str
    name: Name
    earlier_names: tuple[Name, ...] = ()
    parallel_names: tuple[Name, ...] = ()
    form: str = ""
    form_code: str = ""
    industry: Industry = Industry()
    website: str = ""
    address: Address = Address()
    situations: tuple[Situation, ...] = ()
    ended_on: date | None = None
    modified: datetime | None = None


def only_company(answer: Json, business_id: str) -> Json:
    """The company of this Y-tunnus in an answer."""
    for one in companies_in(answer):
        if _text(_part(one, "businessId"), "value") == business_id:
            return one
    raise NotFound


def companies_in(answer: Json) -> list[Json]:
    return _rows(answer, "companies")


def read_company(raw: Json) -> Company:
    """One company of an answer; only a Y-tunnus and a name must be there."""
    business_id = _text(_part(raw, "businessId"), "value")
    names = _rows(raw, "names")
    name = _current_name(names)
    if not business_id or name is None:
        raise NotReadable(business_id)
    form = _current(_rows(raw, "companyForms"))
    return Company(
        business_id=business_id,
        name=name,
        earlier_names=tuple(_earlier(names, name)),
        parallel_names=tuple(_name(one) for one in names if _is_current(one, PARALLEL)),
        form=_words(form) or _text(form, "type"),
        form_code=_text(form, "type"),
        industry=_industry(_part(raw, "mainBusinessLine")),
        website=_website(_text(_part(raw, "website"), "url")),
        address=_address(_rows(raw, "addresses")),
        situations=tuple(_situation(one) for one in _rows(raw, "companySituations")),
        ended_on=_day(raw, "endDate"),
        modified=_moment(_text(raw, "lastModified")),
    )


def _current_name(names: list[Json]) -> Name | None:
    """The main name in force, else any that stands, else any."""
    named = [one for one in names if _text(one, "name")]
    in_force = [one for one in named if _is_current(one, MAIN)]
    standing = [one for one in named if not _text(one, "endDate")]
    return next((_name(one) for one in (*in_force, *standing, *named)), None)


def _is_current(name: Json, kind: str) -> bool:
    return _text(name, "type") == kind and not _text(name, "endDate")


def _earlier(names: list[Json], current: Name) -> Iterable[Name]:
    """Main and parallel names that ended, the latest first."""
    ended = [
        _name(one)
        for one in names
        if _text(one, "endDate") and _text(one, "type") in {MAIN, PARALLEL} and _text(one, "name")
    ]
    ended.sort(key=lambda one: one.until or date.min, reverse=True)
    return (one for one in ended if one.name != current.name)


def _name(one: Json) -> Name:
    return Name(_text(one, "name"), _day(one, "registrationDate"), _day(one, "endDate"))


def _current(rows: list[Json]) -> Json:
    """Of a row and the one before it, the one that has not ended."""
    standing = [one for one in rows if not _text(one, "endDate")]
    return next(iter([*standing, *rows]), {})


def _words(described: Json) -> str:
    """The description in Finnish, else in Swedish, else in English."""
    by_language = {
        _text(one, "languageCode"): _text(one, "description")
        for one in _rows(described, "descriptions")
    }
    return next((words for one in LANGUAGES if (words := by_language.get(one, ""))), "")


def _industry(line: Json) -> Industry:
    code = _text(line, "type")
    return Industry(
        code=code,
        version=CLASSIFICATIONS.get(_text(line, "typeCodeSet"), ""),
        text=_words(line) or code,
        since=_day(line, "registrationDate"),
    )


def _website(text: str) -> str:
    """As a link: the register writes most of them without the scheme."""
    address = text if "://" in text else f"https://{text}"
    try:
        _A_LINK(address)
    except ValidationError:
        return ""
    return address if len(address) <= _LONGEST_ADDRESS else ""


def _address(rows: list[Json]) -> Address:
    """The visiting address, else the one for mail."""
    standing = [one for one in rows if not _text(one, "endDate")] or rows
    visited = [one for one in standing if _text(one, "type") == VISITED]
    chosen = next(iter([*visited, *standing]), None)
    if chosen is None:
        return Address()
    offices = {_text(one, "languageCode"): one for one in _rows(chosen, "postOffices")}
    cities = [_text(offices[one], "city") for one in LANGUAGES if one in offices]
    city = next((name for name in cities if name), "")
    return Address(
        street=_street(chosen),
        postal_code=_text(chosen, "postCode"),
        city=city,
        municipality=_municipality(offices.values(), city),
    )


def _street(address: Json) -> str:
    parts = " ".join(text for key in _STREET if (text := _text(address, key)))
    box = _text(address, "postOfficeBox")
    return parts or (f"PL {box}" if box else _text(address, "freeAddressLine"))


def _municipality(offices: Iterable[Json], city: str) -> str:
    """The code in the answer; without one, the municipality that bears the town's name."""
    codes = [_text(one, "municipalityCode") for one in offices]
    for code in codes:
        if (place := municipality(code)) and place.in_force:
            return place.code
    named = find_municipality(city) if city and not any(codes) else None
    return named.code if named and named.via == Via.NAME else ""


def _situation(one: Json) -> Situation:
    return Situation(_text(one, "type"), _day(one, "registrationDate"), _day(one, "endDate"))


def _rows(thing: Json, key: str) -> list[Json]:
    value = thing.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _part(thing: Json, key: str) -> Json:
    value = thing.get(key)
    return value if isinstance(value, dict) else {}


def _text(thing: Json, key: str) -> str:
    value = thing.get(key)
    return " ".join(str(value).split()) if isinstance(value, (str, int)) else ""


def _day(thing: Json, key: str) -> date | None:
    try:
        return date.fromisoformat(_text(thing, key)[:10])
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    """The register's own clock, which says no zone."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=FINLAND)
    except ValueError:
        return None
