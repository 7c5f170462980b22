"""Reads one row: each cell by its field, whole or with what must be said about it."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.municipalities import Via, find_municipality
from veturi.directory.codes.organisation_types import OrganisationType
from veturi.directory.reading import FORMS_OF_COMPANY
from veturi.foundation.business_id import NotABusinessId, read_business_id
from veturi.foundation.sheets.grid import is_error
from veturi.foundation.text import fold
from veturi.surfaces.imports.rules import days, people
from veturi.surfaces.imports.rules.findings import Finding
from veturi.surfaces.imports.rules.own import OwnColumn, OwnColumns, is_own, shown_own
from veturi.surfaces.imports.rules.own import understand as understand_own
from veturi.surfaces.imports.rules.taking import Taking
from veturi.surfaces.imports.rules.values import (
    ADDRESS,
    NAME,
    OID,
    TAG,
    UNIT,
    WEBSITE,
    Values,
    is_address_kept,
    is_name_kept,
)
from veturi.surfaces.imports.rules.words import (
    guess_kind,
    is_none,
    is_site_in_register,
    kind_in,
    layers_in,
    phase_in,
    reach_in,
)

UNKNOWN_FORMULA = "="
NO_COLUMNS: OwnColumns = {}
_POSTAL_CODE = 5
_TWO = 2
_ORGANISATIONS = re.compile(r" / |[;,&]| ja | och | and ")
_FORMS = re.compile(r"(?:[;,]| / | \+ | ja | och | and )(?![^(]*\))")
_TAGS = re.compile(r"[;,]")


def read_row(
    texts: Mapping[str, str],
    *,
    networks: bool,
    today: date,
    answered: Collection[str] = frozenset(),
    own: OwnColumns = NO_COLUMNS,
) -> tuple[Values, list[Finding]]:
    """`texts` gives for each mapped field what its cell says; `answered` fields somebody mended.

    `own` are the fields that the provider has made.
    """
    taking = Taking(networks, today, answered)
    for key in sorted(texts, key=lambda key: key != "name"):
        if is_own(key):
            _read_own(taking, own.get(key), texts[key])
        else:
            _read(taking, key, shown(key, texts[key]))
    _finish(taking)
    return taking.values, taking.findings


def name_in(text: str) -> str:
    """The name as `read_row` takes it, without all that stands beside it."""
    taking = Taking(networks=False, today=date.min)
    _read(taking, "name", shown("name", text))
    return taking.values.name


def shown(key: str, text: str) -> str:
    """The text in one line; where each line is a person, or an address of one, with / between."""
    if not key.startswith("contact_"):
        return " ".join(text.split())
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return " / ".join(filter(None, lines))


def _read_own(taking: Taking, column: OwnColumn | None, text: str) -> None:
    text = shown_own(column, text)
    if column is not None and text.strip("-–—− ") and not refuse_formula(taking, column.key, text):
        understand_own(taking, column, text)


def refuse_formula(taking: Taking, key: str, text: str) -> bool:
    """Whether the cell shows what a formula left instead of its value; then it is refused."""
    if text == UNKNOWN_FORMULA:
        taking.refuse(key, _NO_VALUE)
    elif is_error(text):
        sentence = _("The formula in the cell shows {text}: write the value here.")
        taking.refuse(key, sentence, text=text)
    else:
        return False
    return True


def _read(taking: Taking, key: str, text: str) -> None:
    if not text or (key != "name" and not text.strip("-–—− ")):
        return
    if refuse_formula(taking, key, text):
        return
    if understand := _UNDERSTOOD.get(key):
        understand(taking, text)
    else:
        setattr(taking.values, key, text)


def _finish(taking: Taking) -> None:
    values = taking.values
    if not values.name and not taking.is_open("name"):
        taking.refuse("name", _("The row has no name."))
    if taking.networks:
        values.kind = OrganisationType.NETWORK.value
    elif not values.kind:
        values.kind = guess_kind(values.name).value
    if values.postal_code and not values.address and not taking.is_open("address"):
        taking.tell("postal_code", _("No address is given: it is kept in the notes."))
    people.give_to_persons(taking)


def _name(taking: Taking, text: str) -> None:
    if not is_name_kept(text):
        taking.refuse("name", _("The name is longer than 200 characters."))
    elif not fold(text):
        taking.refuse("name", _("The name has no letters."))
    elif _names_several(text):
        taking.ask("name", _TWO_NAMES, text=text, proposal=text)
    taking.values.name = text[:NAME]


def _names_several(text: str) -> bool:
    """Each part has a form of company of its own: “Eka Oy / Toka Oy”."""
    parts = _ORGANISATIONS.split(text)
    return len(parts) > 1 and all(set(fold(part).split()) & FORMS_OF_COMPANY for part in parts)


def _business_id(taking: Taking, text: str) -> None:
    if is_none(text):
        return
    try:
        taking.values.business_id = read_business_id(text)
    except NotABusinessId as wrong:
        taking.refuse("business_id", wrong.reason)


def _kind(taking: Taking, text: str) -> None:
    if taking.networks:
        return
    kind = kind_in(text)
    if kind is None:
        proposal = str(guess_kind(taking.values.name or text).label)
        sentence = _("“{text}” is not among our types. Is it: {proposal}?")
        taking.ask("kind", format_lazy(sentence, text=text, proposal=proposal), proposal=proposal)
        return
    taking.values.kind, taking.values.kind_is_told = kind.value, True
    if is_site_in_register(text):
        taking.tell("kind", _SITE)


def _municipality(taking: Taking, text: str) -> None:
    if is_none(text):
        taking.tell("municipality", _("The list says that the municipality is not known."))
        return
    found = find_municipality(text)
    if found is None:
        sentence = _("“{text}” is not a municipality. Write its name, for example Jyväskylä.")
        taking.refuse("municipality", sentence, text=text)
        return
    taking.values.municipality = found.code
    if found.via != Via.NAME:
        taking.tell(
            "municipality", _("“{text}” is taken for {place}."), text=text, place=found.name
        )


def _layer(taking: Taking, text: str) -> None:
    layers, strange = layers_in(text)
    taking.values.layers = layers
    if strange:
        sentence = _(
            "“{text}” is not a layer. The layers are everyday, developing, strategic, network."
        )
        taking.refuse("layer", sentence, text=strange[0])
    elif len(layers) == _TWO:
        taking.tell("layer", _("The cell holds two layers: both are taken."))
    elif len(layers) > _TWO:
        taking.tell("layer", _("The cell holds several layers: all are taken."))


def _reach(taking: Taking, text: str) -> None:
    reach = reach_in(text)
    if reach is None:
        sentence = _("“{text}” is not local, regional, national or international.")
        taking.refuse("reach", sentence, text=text)
        return
    taking.values.reach = reach.value


def _phase(taking: Taking, text: str) -> None:
    phase = phase_in(text)
    if phase is None:
        sentence = _(
            "“{text}” is not a phase: identified, contacted, negotiating, cooperating, ended."
        )
        taking.refuse("phase", sentence, text=text)
        return
    taking.values.phase = phase.value


def _tags(taking: Taking, text: str) -> None:
    tags = [tag.strip() for tag in _TAGS.split(text) if fold(tag)]
    if any(max(len(tag), len(fold(tag))) > TAG for tag in tags):
        taking.too_long("tags", TAG)
        return
    taking.values.tags = tags


def _form(taking: Taking, text: str) -> None:
    """Each form is a kind of deed of its own: what one cell joins is told."""
    taking.values.form = text
    forms = [part.strip() for part in _FORMS.split(text) if part.strip()]
    if len(forms) > 1:
        sentence = _("The cell holds several forms of cooperation: {forms}. All are kept.")
        taking.tell("form", sentence, forms=" · ".join(forms))


def _oid(taking: Taking, text: str) -> None:
    if len(text) > OID:
        taking.too_long("oid", OID)
        return
    taking.values.oid = text


def _unit(taking: Taking, text: str) -> None:
    if len(text) > UNIT:
        taking.too_long("unit", UNIT)
        return
    taking.values.unit = text


def _website(taking: Taking, text: str) -> None:
    address = text if "://" in text else f"https://{text}"
    if len(address) > WEBSITE:
        taking.too_long("website", WEBSITE)
        return
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        taking.refuse("website", _("“{text}” is not the address of a website."), text=text)
        return
    taking.values.website = address


def _postal_code(taking: Taking, text: str) -> None:
    digits = text.removeprefix("FI-").zfill(_POSTAL_CODE)
    if not digits.isdigit() or len(digits) != _POSTAL_CODE:
        taking.refuse("postal_code", _("A postal code has five digits."))
        return
    taking.values.postal_code = digits


def _address(taking: Taking, text: str) -> None:
    if not is_address_kept(text):
        taking.too_long("address", ADDRESS)
        return
    taking.values.address = text


_SITE = _("In the register this is a place of a school; it comes in as a school of its own.")
_TWO_NAMES = _("Does the cell name one organisation? Of two make a row for each.")
_NO_VALUE = _(
    "The file holds a formula here but not its value. Open it in a spreadsheet program and save"
    " it there, or write the value here."
)
_UNDERSTOOD: dict[str, Callable[[Taking, str], None]] = {
    "name": _name,
    "business_id": _business_id,
    "kind": _kind,
    "municipality": _municipality,
    "layer": _layer,
    "reach": _reach,
    "phase": _phase,
    "unit": _unit,
    "since": days.since,
    "last_contact": days.last_contact,
    "tags": _tags,
    "form": _form,
    "oid": _oid,
    "website": _website,
    "email": people.email,
    "phone": people.phone,
    "contact_name": people.contact_name,
    "contact_email": people.contact_email,
    "contact_phone": people.contact_phone,
    "postal_code": _postal_code,
    "address": _address,
}
