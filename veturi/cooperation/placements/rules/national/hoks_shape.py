"""What is wrong with the fields of a HOKS, before any rule is asked.

Words that eHOKS has itself, or the vectors of the register, are theirs: "OID pattern",
"Kelvollinen Y-tunnus", "Puhelinnumero virheellinen."; the other sentences are ours.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from veturi.cooperation.placements.rules.national.hoks_fields import METHODS, SHAPES, Fields
from veturi.cooperation.placements.rules.national.identifiers import (
    CODE_URI,
    OID_PATTERNS,
    is_code_uri,
    is_oid,
    is_y_tunnus,
)

Fault = tuple[str, str]
Y_TUNNUS = r"[0-9]{7}-[0-9]"
_PHONE = re.compile(r"[-+0-9() ]{0,256}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def shape_faults(payload: object, method: str) -> Iterator[Fault]:
    """(path, sentence) of each field that is missing, unknown, or not of its kind."""
    return _object_faults(payload, METHODS[method], "")


def _object_faults(value: object, fields: Fields, path: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield path, "Anna tiedot kenttinä."
        return
    kinds = {name.removesuffix("*"): kind for name, kind in fields.items()}
    for name in fields:
        if name.endswith("*") and name[:-1] not in value:
            yield _under(path, name[:-1]), f"Lisää puuttuva kenttä `{name[:-1]}`."
    for name, inner in value.items():
        if name in kinds:
            yield from _faults(inner, kinds[name], _under(path, name))
        else:
            yield _under(path, name), f"Poista tuntematon kenttä `{name}`."


def _under(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)


def _faults(value: object, kind: str, path: str) -> Iterator[Fault]:
    if kind.startswith("["):
        yield from _list_faults(value, kind[1:-1], path)
    elif kind in SHAPES:
        yield from _object_faults(value, SHAPES[kind], path)
    else:
        sentence = _scalar_fault(value, kind)
        yield from [(path, sentence)] if sentence else []


def _list_faults(value: object, kind: str, path: str) -> Iterator[Fault]:
    if not isinstance(value, list | tuple):
        yield path, "Anna luettelo."
        return
    for n, inner in enumerate(value):
        yield from _faults(inner, kind, f"{path}[{n}]")


def _scalar_fault(value: object, kind: str) -> str | None:
    family, _, name = kind.partition(":")
    if family == "oid":
        return _oid_fault(value, name)
    if family == "code":
        return None if is_code_uri(name, value) else f"pattern ^{CODE_URI[name]}$"
    if kind == "y-tunnus":
        return _y_tunnus_fault(value)
    fits, sentence = SCALARS[kind]
    return None if fits(value) else sentence


def _oid_fault(value: object, name: str) -> str | None:
    if not isinstance(value, str) or not OID_PATTERNS[name].fullmatch(value):
        return "OID pattern"
    return None if is_oid(name, value) else "OID check digit"


def _y_tunnus_fault(value: object) -> str | None:
    if not isinstance(value, str) or not re.fullmatch(Y_TUNNUS, value):
        return f"pattern ^{Y_TUNNUS}$"
    return None if is_y_tunnus(value) else "Kelvollinen Y-tunnus"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_day(value: object) -> bool:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return _reads(date.fromisoformat, value)
    return isinstance(value, date) and not isinstance(value, datetime)


def _reads(read: Callable[[str], Any], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


SCALARS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "text": (_is_text, "Anna teksti."),
    "name": (lambda value: _is_text(value) and value != "", "Anna tunniste, joka ei ole tyhjä."),
    "int": (lambda value: _is_number(value) and isinstance(value, int), "Anna kokonaisluku."),
    "bool": (lambda value: isinstance(value, bool), "Anna true tai false."),
    "day": (_is_day, "Anna päivä muodossa YYYY-MM-DD."),
    "moment": (
        lambda value: (
            isinstance(value, datetime)
            or (_is_text(value) and "T" in value and _reads(datetime.fromisoformat, value))
        ),
        "Anna hetki muodossa YYYY-MM-DDTHH:mm:ss.sssZ.",
    ),
    "phone": (
        lambda value: _is_text(value) and bool(_PHONE.fullmatch(value)),
        "Puhelinnumero virheellinen.",
    ),
    "hours": (
        lambda value: _is_number(value) and value >= 0,
        "Opetuksen ja ohjauksen määrä ei saa olla negatiivinen.",
    ),
    "weeks": (
        lambda value: _is_number(value) and value >= 0,
        "Koulutuksen osan laajuus ei saa olla negatiivinen.",
    ),
}
