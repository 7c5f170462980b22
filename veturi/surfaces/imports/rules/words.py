"""Words of lists and the codes they mean: layers, reach of networks, types of organisations."""

import re
from collections.abc import Iterable
from functools import lru_cache

from veturi.directory.codes.organisation_types import OrganisationType as Type
from veturi.directory.models import Body, Partnership
from veturi.foundation.text import fold
from veturi.foundation.words import in_every_language
from veturi.ledger.kinds import Layer

_LAYERS = {
    Layer.EVERYDAY: "arjen arki arkinen arkipaiva vardag vardagens vardaglig vardagligt everyday",
    Layer.DEVELOPING: "kehittava kehittaminen utvecklande utveckling utvecklings developing"
    " development",
    Layer.STRATEGIC: "strateginen strategia strategisk strategiskt strategi strategic",
    Layer.NETWORK: "verkosto verkostot verkostokumppani natverk natverks network networks",
}
_LAYER_OF = {word: layer for layer, words in _LAYERS.items() for word in words.split()}
_EMPTY_WORDS = frozenset({"kumppani", "kumppanuus", "partner", "partnerskap", "partnership"})
_BETWEEN = re.compile(r"[;,/+&|\n]| ja | och | and ")
# What is not, is no longer or only may be is no layer to state.
_DOUBTS = frozenset(
    (
        *(
            "ei",
            "entinen",
            "aiempi",
            "aiemmin",
            "ent",
            "ex",
            "vanha",
            "ehka",
            "mahdollinen",
            "tuleva",
        ),
        *("inte", "tidigare", "fd", "kanske", "ej", "not", "no", "former", "formerly", "maybe"),
    )
)
_NONE = frozenset(
    (
        *(
            "ei",
            "ei ole",
            "ei tiedossa",
            "ei tiedossa kunta",
            "ei tietoa",
            "ei y tunnusta",
            "puuttuu",
        ),
        *("tuntematon", "saknas", "okand", "inget", "ingen", "none", "no", "n a", "na", "unknown"),
    )
)

_REACHES = {
    Body.Reach.LOCAL: "paikallinen paikallis lokal lokalt local",
    Body.Reach.REGIONAL: "alueellinen maakunnallinen seudullinen regional regionalt regionell",
    Body.Reach.NATIONAL: "valtakunnallinen kansallinen nationell nationellt riksomfattande"
    " national",
    Body.Reach.INTERNATIONAL: "kv kansainvalinen internationell internationellt international",
}
_REACH_OF = {word: reach for reach, words in _REACHES.items() for word in words.split()}

# Types of organisations in the national register of schools, the telling ones first.
_REGISTER_TYPES = (
    ("09", Type.MUNICIPALITY),
    ("01", Type.PROVIDER),
    ("02", Type.SCHOOL),
    ("06", Type.NGO),
    ("03", Type.SCHOOL),
    ("04", Type.SCHOOL),
    ("08", Type.SERVICE),
    ("07", Type.SERVICE),
    ("05", Type.OTHER),
)
_REGISTER_SITES = frozenset({"03", "04", "08"})
_REGISTER_TYPE = re.compile(r"organisaatiotyyppi_(\d\d)")

# Ends of words that tell what an organisation is; the first that fits decides.
_ENDS = (
    (Type.DIOCESE, "hiippakunta stift"),
    (Type.PARISH, "seurakunta seurakuntayhtyma forsamling kyrkliga"),
    (Type.CHURCH_BODY, "kirkkohallitus kyrkostyrelsen"),
    (Type.AUTHORITY, "opetushallitus utbildningsstyrelsen ministerio virasto"),
    (Type.WELLBEING_COUNTY, "hyvinvointialue valfardsomrade"),
    (Type.JOINT_AUTHORITY, "kuntayhtyma samkommun"),
    (Type.RECEPTION_CENTRE, "vastaanottokeskus"),
    (Type.EMPLOYMENT_AREA, "tyollisyysalue tyollisyysalueet sysselsattningsomrade"),
    (Type.APPLIED_SCIENCES, "ammattikorkeakoulu yrkeshogskola"),
    (Type.UNIVERSITY, "yliopisto universitet university"),
    (Type.SCHOOL, "ammattiopisto aikuisopisto musiikkiopisto tyovaenopisto kansalaisopisto"),
    (Type.FOLK_HIGH_SCHOOL, "opisto folkhogskola"),
    (Type.SCHOOL, "koulu lukio oppilaitos gymnasium skola laroanstalt lyseo school"),
    (Type.SERVICE, "paivakoti daghem"),
    (Type.NETWORK, "verkosto rengas ryhma foorumi piiri natverk jarjestajat network"),
    (Type.FOUNDATION, "saatio stiftelse"),
    (Type.NGO, "yhdistys liitto jarjesto forening forbund association"),
    (Type.MUNICIPALITY, "kaupunki kommun"),
)
_TELLING_ENDS = [(kind, tuple(ends.split())) for kind, ends in _ENDS]
_ANY_END = tuple(end for _kind, ends in _TELLING_ENDS for end in ends)
_BRACKETS = re.compile(r"\([^)]*\)")
_TELLING_WORDS = {
    "ry": Type.NGO,
    "rf": Type.NGO,
    "oy": Type.COMPANY,
    "oyj": Type.COMPANY,
    "ab": Type.COMPANY,
    "tmi": Type.COMPANY,
    "sr": Type.FOUNDATION,
    "kunta": Type.MUNICIPALITY,
    "stad": Type.MUNICIPALITY,
}


def layers_in(text: str) -> tuple[list[Layer], list[str]]:
    """The layers that the cell names, each once, and the words that name none."""
    found: dict[Layer, None] = {}
    strange = []
    for part in _BETWEEN.split(text):
        words = [word for word in fold(part).split() if word not in _EMPTY_WORDS]
        known = [_LAYER_OF[word] for word in words if word in _LAYER_OF]
        if _DOUBTS & set(words):
            strange.append(part.strip())
            continue
        found.update(dict.fromkeys(known))
        if words and not known:
            strange.append(part.strip())
    return list(found), strange


def is_none(text: str) -> bool:
    """The list says that there is none, or that it is not known."""
    folded = fold(text)
    return not folded or folded in _NONE


def phase_in(text: str) -> Partnership.Phase | None:
    return _phases_by_name().get(fold(text))


def reach_in(text: str) -> Body.Reach | None:
    return next((_REACH_OF[word] for word in fold(text).split() if word in _REACH_OF), None)


def kind_in(text: str) -> Type | None:
    """A code of the national register, or the name of a type in one of our languages."""
    if codes := set(_REGISTER_TYPE.findall(text)):
        return next((kind for code, kind in _REGISTER_TYPES if code in codes), Type.OTHER)
    folded = fold(text)
    return _types_by_name().get(folded)


def is_site_in_register(text: str) -> bool:
    codes = set(_REGISTER_TYPE.findall(text))
    return bool(codes) and codes <= _REGISTER_SITES


def guess_kind(name: str) -> Type:
    """What the name says of the type; a company when it says nothing."""
    words = fold(_BRACKETS.sub(" ", name)).split()
    if _ends_so(words, _ANY_END):
        return next(kind for kind, ends in _TELLING_ENDS if _ends_so(words, ends))
    told = (_TELLING_WORDS[word] for word in words if word in _TELLING_WORDS)
    return next(told, Type.COMPANY)


def _ends_so(words: Iterable[str], ends: tuple[str, ...]) -> bool:
    return any(word.endswith(ends) for word in words)


@lru_cache(maxsize=1)
def _phases_by_name() -> dict[str, Partnership.Phase]:
    names: dict[str, Partnership.Phase] = {}
    for phase in Partnership.Phase:
        labels = in_every_language(phase.label)
        names |= {fold(name): phase for name in (labels.fi, labels.sv, labels.en, phase.value)}
    return names


@lru_cache(maxsize=1)
def _types_by_name() -> dict[str, Type]:
    names = {"muu organisaatio": Type.OTHER, "yhdistys": Type.NGO, "kaupunki": Type.MUNICIPALITY}
    for kind in Type:
        labels = in_every_language(kind.label)
        names |= {fold(label): kind for label in (labels.fi, labels.sv, labels.en, kind.value)}
    return names
