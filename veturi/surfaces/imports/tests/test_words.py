"""Words of lists: layers, reach, types."""

import pytest

from veturi.ledger.kinds import Layer
from veturi.surfaces.imports.rules.words import guess_kind, kind_in, layers_in, reach_in


@pytest.mark.parametrize(
    ("text", "layers"),
    [
        ("kehittävä", [Layer.DEVELOPING]),
        ("Kehittävä ", [Layer.DEVELOPING]),
        ("KEHITTÄVÄ", [Layer.DEVELOPING]),
        ("arjen kumppanuus", [Layer.EVERYDAY]),
        (" verkosto", [Layer.NETWORK]),
        ("kehittävä; arjen", [Layer.DEVELOPING, Layer.EVERYDAY]),
        ("arjen ja strateginen", [Layer.EVERYDAY, Layer.STRATEGIC]),
        ("vardag", [Layer.EVERYDAY]),
        ("utvecklande och strategisk", [Layer.DEVELOPING, Layer.STRATEGIC]),
        ("everyday, everyday", [Layer.EVERYDAY]),
    ],
)
def test_layers_are_read_in_three_languages(text, layers):
    assert layers_in(text) == (layers, [])


def test_a_strange_layer_is_named():
    assert layers_in("kehittävä; syvä") == ([Layer.DEVELOPING], ["syvä"])


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("paikallinen", "local"),
        ("alueellinen", "regional"),
        ("valtakunnallinen", "national"),
        ("kv", "international"),
        ("kansainvälinen", "international"),
        ("nationell", "national"),
        ("laaja", None),
    ],
)
def test_reach_is_read(text, reach):
    assert reach_in(text) == reach


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("organisaatiotyyppi_01", "provider"),
        ("organisaatiotyyppi_02", "school"),
        ("organisaatiotyyppi_03", "school"),
        ("organisaatiotyyppi_01,organisaatiotyyppi_07,organisaatiotyyppi_09", "municipality"),
        ("MUU_ORGANISAATIO", "other"),
        ("yritys", "company"),
        ("församling", "parish"),
        ("folk high school", "folk_high_school"),
        ("jotain muuta", None),
    ],
)
def test_types_are_read(text, kind):
    assert kind_in(text) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kuvitteen Talousyhdistys ry (KUVAPO)", "ngo"),
        ("Satulan kunta", "municipality"),
        ("Sepittelän kaupunki", "municipality"),
        ("Kuvitteen seudun koulutuskuntayhtymä", "joint_authority"),
        ("Satulan hiippakunta", "diocese"),
        ("Satulan seurakunta", "parish"),
        ("Mielikuva-opisto", "folk_high_school"),
        ("Pohjoisen Kuvitteen ammattiopisto", "school"),
        ("Kuvitteen yliopisto", "university"),
        ("Kuvitteen ammattikorkeakoulu Oy", "applied_sciences"),
        ("Kuvitteen turvallisuusfoorumi", "network"),
        ("Vapaan sivistystyön Kuvitteen piiri", "network"),
        ("Mielikuvan säätiö", "foundation"),
        ("Opetushallitus", "authority"),
        ("Kirkkohallitus", "church_body"),
        ("Väärä Tunnus Oy (testi)", "company"),
        ("Kattila", "company"),
    ],
)
def test_a_name_tells_the_type(name, kind):
    assert guess_kind(name) == kind
