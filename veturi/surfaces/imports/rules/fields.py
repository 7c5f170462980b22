"""The fields that a column may hold, with the words by which people head them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from veturi.directory.codes.municipalities import Via, find_municipality
from veturi.directory.reading import FORMS_OF_COMPANY
from veturi.foundation.business_id import NotABusinessId, read_business_id
from veturi.foundation.sheets.mapping import Field
from veturi.foundation.text import fold
from veturi.surfaces.imports.rules.own import OwnColumn

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Known:
    """A field of ours: its label on the page, and its words in three languages."""

    key: str
    label: "StrOrPromise"
    words: str

    @property
    def folded(self) -> frozenset[str]:
        return frozenset(fold(word) for word in self.words.split(", "))


FIELDS = (
    Known(
        "name",
        _("Name"),
        "nimi, organisaatio, organisaation nimi, kumppani, yritys, työpaikka, oppilaitos, verkosto,"
        " namn, organisation, partner, företag, nätverk, name, company, network",
    ),
    Known(
        "business_id",
        _("Y-tunnus"),
        "y tunnus, ytunnus, y tunnus fo nummer, fo nummer, yritystunnus, fo nr, business id, vat",
    ),
    Known("kind", _("Type"), "tyyppi, organisaatiotyyppi, laji, typ, type, kind"),
    Known(
        "municipality",
        _("Municipality"),
        "kunta, kotikunta, paikkakunta, kaupunki, kommun, hemkommun, ort, municipality, town, city",
    ),
    Known(
        "form",
        _("Form of cooperation"),
        "yhteistyön muoto, yhteistyömuoto, yhteistyö, samarbetsform, samarbete,"
        " form of cooperation, cooperation",
    ),
    Known(
        "layer",
        _("Layer of partnership"),
        "kumppanuus, kumppanuuden taso, kerros, partnerskap, nivå, partnership, layer",
    ),
    Known(
        "last_contact",
        _("Last contact"),
        "viim yhteydenotto, viimeisin yhteydenotto, viimeksi, yhteydenotto, viimeinen yhteys,"
        " senaste kontakt, senast, last contact, last contacted",
    ),
    Known("reach", _("Reach of the network"), "taso, laajuus, räckvidd, reach, scope, level"),
    Known(
        "representative",
        _("Our representative"),
        "edustajamme, edustaja, vastuuhenkilö, vastuuhenkilömme, omistaja, vår representant,"
        " ansvarig, ansvarig person, ägare, our representative, representative, owner",
    ),
    Known(
        "deputy",
        _("Deputy"),
        "varahenkilö, varahenkilömme, ersättare, ställföreträdare, deputy",
    ),
    Known("phase", _("Phase"), "vaihe, kumppanuuden vaihe, skede, fas, phase"),
    Known(
        "unit",
        _("Our unit"),
        "yksikkömme, yksikkö, oma yksikkö, vår enhet, enhet, our unit, unit",
    ),
    Known(
        "since",
        _("Partner since"),
        "kumppani alkaen, kumppanina alkaen, kumppanuus alkaen, kumppani vuodesta, partner sedan,"
        " partner från, partner since",
    ),
    Known("tags", _("Tags"), "avainsanat, tunnisteet, asiasanat, nyckelord, taggar, tags"),
    Known(
        "notes",
        _("Notes"),
        "huom, huomautus, huomioita, muistiinpanot, lisätietoja, kommentti, anm, anmärkning,"
        " anteckningar, notes, note, comment, remarks",
    ),
    Known("oid", "OID", "oid, oppilaitosnumero, läroanstaltsnummer"),
    Known("website", _("Website"), "www, verkkosivu, kotisivu, webbplats, hemsida, website, url"),
    Known(
        "email",
        _("E-mail of the organisation"),
        "organisaation sähköposti, organisationens e post, organisation e mail",
    ),
    Known(
        "phone",
        _("Phone of the organisation"),
        "puhelinvaihde, organisaation puhelin, växel, switchboard, organisation phone",
    ),
    Known(
        "contact_name",
        _("Contact person"),
        "yhteyshenkilö, yhteyshenkilön nimi, kontaktperson, contact, contact person",
    ),
    Known(
        "contact_email",
        _("E-mail of the contact person"),
        "sähköposti, yhteyshenkilön sähköposti, e post, kontaktpersonens e post, email, e mail",
    ),
    Known(
        "contact_phone",
        _("Phone of the contact person"),
        "puhelin, puh, puhelinnumero, yhteyshenkilön puhelin, telefon, tfn, phone, telephone",
    ),
    Known("address", _("Street address"), "osoite, katuosoite, lähiosoite, adress, gatuadress,"
          " address, street address"),
    Known("postal_code", _("Postal code"), "postinumero, postnummer, postal code, zip"),
)  # fmt: skip
BY_KEY = {field.key: field for field in FIELDS}

_PROJECTS = "hanke, hankkeen nimi, projekti, projekt, project"
KNOWN_HEADERS = {field.key: field.folded for field in FIELDS} | {
    "project": frozenset(_PROJECTS.split(", "))
}
_NETWORK_HEADERS = frozenset({"verkosto", "verkoston nimi", "natverk", "network"})
_OID = re.compile(r"1\.2\.246\.562\.\d+\.\d+")


def proposable(own: Iterable[OwnColumn] = ()) -> list[Field]:
    """The fields as the mapping proposes them: by name, else by what the cells look like."""
    looks = {
        "business_id": _is_business_id,
        "oid": _is_oid,
        "municipality": _is_municipality,
        "contact_email": _is_email,
    }
    ours = [Field(column.key, column.folded) for column in own if not column.is_away]
    return [*(Field(field.key, field.folded, looks.get(field.key)) for field in FIELDS), *ours]


def lists_networks(headers: list[str]) -> bool:
    return any(fold(header) in _NETWORK_HEADERS for header in headers)


def lists_projects(headers: list[str]) -> bool:
    """Projects head a column so, and no column names organisations."""
    folded = {fold(header) for header in headers}
    return bool(folded & KNOWN_HEADERS["project"]) and not folded & BY_KEY["name"].folded


def _is_business_id(text: str) -> bool:
    try:
        return bool(read_business_id(text))
    except NotABusinessId:
        return False


def _is_municipality(text: str) -> bool:
    found = find_municipality(text)
    return found is not None and found.via == Via.NAME


def looks_like_data(header: str) -> bool:
    """What stands in a header is a value: an organisation with its form, a place, a Y-tunnus."""
    forms = set(fold(header).split()) & FORMS_OF_COMPANY
    return bool(forms) or _is_municipality(header) or _is_business_id(header)


def _is_oid(text: str) -> bool:
    return _OID.fullmatch(text) is not None


def _is_email(text: str) -> bool:
    return "@" in text and " " not in text
