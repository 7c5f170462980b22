"""Reads one row: each cell by its field, whole or with what must be said about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.municipalities import Via, find_municipality
from veturi.directory.codes.organisation_types import OrganisationType
from veturi.foundation.business_id import NotABusinessId, read_business_id
from veturi.foundation.loose_dates import Precision, Reading, read_date
from veturi.foundation.text import fold
from veturi.ledger.kinds import Layer
from veturi.surfaces.imports.rules.findings import Finding, Severity
from veturi.surfaces.imports.rules.words import (
    guess_kind,
    is_site_in_register,
    kind_in,
    layers_in,
    reach_in,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_NAME = 200
LONGEST_ADDRESS = 200
_POSTAL_CODE = 5
_NOT_KNOWN = frozenset(
    ("ei tiedossa", "ei tiedossa kunta", "tuntematon", "okand", "unknown", "ei tietoa", "n a")
)


@dataclass(slots=True)
class Contact:
    """A person of the partner's, as far as the list tells."""

    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(slots=True)
class Values:
    """A row as it was understood; what is empty was empty or could not be used."""

    name: str = ""
    kind: str = ""
    kind_is_told: bool = False
    business_id: str = ""
    municipality: str = ""
    website: str = ""
    oid: str = ""
    reach: str = ""
    representative: str = ""
    layers: list[Layer] = field(default_factory=list)
    contact_on: date | None = None
    contact_said: str = ""
    contact_is_day: bool = False
    ongoing: str = ""
    form: str = ""
    notes: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postal_code: str = ""
    person: Contact = field(default_factory=Contact)


def read_row(
    texts: Mapping[str, str], *, networks: bool, today: date
) -> tuple[Values, list[Finding]]:
    """`texts` gives for each mapped field what its cell says."""
    reader = _Reader(networks=networks, today=today)
    for key in sorted(texts, key=lambda key: key != "name"):
        reader.read(key, " ".join(texts[key].split()))
    return reader.finish()


class _Reader:
    """Collects values and findings; one method a field that needs understanding."""

    def __init__(self, *, networks: bool, today: date) -> None:
        self._networks = networks
        self._today = today
        self._values = Values()
        self._findings: list[Finding] = []

    def read(self, key: str, text: str) -> None:
        if not text:
            return
        if understand := _UNDERSTOOD.get(key):
            understand(self, text)
        elif key in _PLAIN:
            setattr(self._values, key, text)

    def finish(self) -> tuple[Values, list[Finding]]:
        values = self._values
        if not values.name:
            self._say("name", Severity.ERROR, _("The row has no name."))
        if self._networks:
            values.kind = OrganisationType.NETWORK.value
        elif not values.kind:
            values.kind = guess_kind(values.name).value
        return values, self._findings

    def _say(
        self, key: str, severity: Severity, sentence: "StrOrPromise", proposal: str = ""
    ) -> None:
        self._findings.append(Finding(key, severity, sentence, proposal))

    def name(self, text: str) -> None:
        if len(text) > LONGEST_NAME:
            self._say("name", Severity.ERROR, _("The name is longer than 200 characters."))
        elif not fold(text):
            self._say("name", Severity.ERROR, _("The name has no letters."))
        self._values.name = text[:LONGEST_NAME]

    def business_id(self, text: str) -> None:
        try:
            self._values.business_id = read_business_id(text)
        except NotABusinessId as wrong:
            self._say("business_id", Severity.ERROR, wrong.reason)

    def kind(self, text: str) -> None:
        if self._networks:
            return
        kind = kind_in(text)
        if kind is None:
            proposal = str(guess_kind(self._values.name or text).label)
            sentence = _("“{text}” is not among our types. Is it: {proposal}?")
            sentence = format_lazy(sentence, text=text, proposal=proposal)
            self._say("kind", Severity.QUESTION, sentence, proposal)
            return
        self._values.kind, self._values.kind_is_told = kind.value, True
        if is_site_in_register(text):
            self._say("kind", Severity.INFO, _SITE)

    def municipality(self, text: str) -> None:
        if fold(text) in _NOT_KNOWN:
            sentence = _("The list says that the municipality is not known.")
            self._say("municipality", Severity.INFO, sentence)
            return
        found = find_municipality(text)
        if found is None:
            sentence = _("“{text}” is not a municipality. Write its name, for example Jyväskylä.")
            self._say("municipality", Severity.ERROR, format_lazy(sentence, text=text))
            return
        self._values.municipality = found.code
        if found.via != Via.NAME:
            sentence = format_lazy(_("“{text}” is taken for {place}."), text=text, place=found.name)
            self._say("municipality", Severity.INFO, sentence)

    def layer(self, text: str) -> None:
        layers, strange = layers_in(text)
        self._values.layers = layers
        if strange:
            sentence = _(
                "“{text}” is not a layer. The layers are everyday, developing, strategic, network."
            )
            self._say("layer", Severity.ERROR, format_lazy(sentence, text=strange[0]))
        elif len(layers) > 1:
            self._say("layer", Severity.INFO, _("The cell holds two layers: both are taken."))

    def reach(self, text: str) -> None:
        reach = reach_in(text)
        if reach is None:
            sentence = _("“{text}” is not local, regional, national or international.")
            self._say("reach", Severity.ERROR, format_lazy(sentence, text=text))
            return
        self._values.reach = reach.value

    def last_contact(self, text: str) -> None:
        reading = read_date(text, today=self._today)
        if reading.problem:
            self._say("last_contact", Severity.ERROR, reading.problem)
        elif reading.question:
            proposal = _as_text(reading)
            self._say("last_contact", Severity.QUESTION, reading.question, proposal)
        elif reading.precision is Precision.ONGOING:
            self._values.ongoing = text
            sentence = _("This names no day: it is kept in the notes.")
            self._say("last_contact", Severity.INFO, sentence)
        elif (reading.first or reading.last or self._today) > self._today:
            sentence = _("The day of the last contact is still to come.")
            self._say("last_contact", Severity.ERROR, sentence)
        else:
            self._take_contact(reading, text)

    def _take_contact(self, reading: Reading, text: str) -> None:
        """The last day of what is said, but not later than today."""
        if reading.last is None:
            return
        self._values.contact_on = min(reading.last, self._today)
        self._values.contact_said = text[:40]
        self._values.contact_is_day = reading.precision is Precision.DAY

    def website(self, text: str) -> None:
        address = text if "://" in text else f"https://{text}"
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            sentence = _("“{text}” is not the address of a website.")
            self._say("website", Severity.ERROR, format_lazy(sentence, text=text))
            return
        self._values.website = address[:200]

    def email(self, text: str) -> None:
        self._values.email = self._email("email", text)

    def contact_email(self, text: str) -> None:
        self._values.person.email = self._email("contact_email", text)

    def _email(self, key: str, text: str) -> str:
        try:
            validate_email(text)
        except ValidationError:
            sentence = _("“{text}” is not an e-mail address.")
            self._say(key, Severity.ERROR, format_lazy(sentence, text=text))
            return ""
        return text

    def phone(self, text: str) -> None:
        self._values.phone = self._phone("phone", text)

    def contact_phone(self, text: str) -> None:
        self._values.person.phone = self._phone("contact_phone", text)

    def _phone(self, key: str, text: str) -> str:
        try:
            number = phonenumbers.parse(text, "FI")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            sentence = _("“{text}” is not a phone number. Write it as 040 123 4567.")
            self._say(key, Severity.ERROR, format_lazy(sentence, text=text))
            return ""
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def contact_name(self, text: str) -> None:
        """“Ohjaaja, Otto” and “Otto Ohjaaja” are the same; one word is a family name."""
        person = self._values.person
        if "," in text:
            family, _comma, given = text.partition(",")
        else:
            given, _space, family = text.rpartition(" ")
        person.given_name, person.family_name = given.strip()[:80], family.strip()[:80]

    def postal_code(self, text: str) -> None:
        digits = text.removeprefix("FI-").zfill(_POSTAL_CODE)
        if not digits.isdigit() or len(digits) != _POSTAL_CODE:
            sentence = _("A postal code has five digits.")
            self._say("postal_code", Severity.ERROR, sentence)
            return
        self._values.postal_code = digits

    def address(self, text: str) -> None:
        self._values.address = text[:LONGEST_ADDRESS]


_SITE = _("In the register this is a place of a school; it comes in as a school of its own.")
_PLAIN = frozenset({"form", "notes", "oid", "representative"})
_UNDERSTOOD: dict[str, Callable[[_Reader, str], None]] = {
    "name": _Reader.name,
    "business_id": _Reader.business_id,
    "kind": _Reader.kind,
    "municipality": _Reader.municipality,
    "layer": _Reader.layer,
    "reach": _Reader.reach,
    "last_contact": _Reader.last_contact,
    "website": _Reader.website,
    "email": _Reader.email,
    "phone": _Reader.phone,
    "contact_name": _Reader.contact_name,
    "contact_email": _Reader.contact_email,
    "contact_phone": _Reader.contact_phone,
    "postal_code": _Reader.postal_code,
    "address": _Reader.address,
}


def _as_text(reading: Reading) -> str:
    """The proposal as a person would type it."""
    first, last = reading.first, reading.last
    if first and last and first != last:
        return f"{first.day}.{first.month}.{first.year}–{last.day}.{last.month}.{last.year}"
    day = last or first
    return f"{day.day}.{day.month}.{day.year}" if day else ""
