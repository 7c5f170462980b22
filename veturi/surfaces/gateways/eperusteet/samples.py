"""Answers in the register's own shape, of qualifications that are made up."""

from typing import Any

FORGE, TAR = 9_900_001, 9_900_002
_FROM = 1_785_531_600_000  # 1.8.2026 in Finland

_FORGE: dict[str, Any] = {
    "id": FORGE,
    "nimi": {"fi": "Pajatyön perustutkinto", "sv": "Grundexamen i smedja", "_id": "1"},
    "koulutustyyppi": "koulutustyyppi_26",
    "koulutukset": [
        {
            "nimi": {
                "fi": "Pajatyön perustutkinto",
                "sv": "Grundexamen i smedja",
                "en": "Vocational Qualification in Forging",
                "_id": "2",
            },
            "koulutuskoodiArvo": "399001",
            "koulutuskoodiUri": "koulutus_399001",
        }
    ],
    "diaarinumero": "OPH-9001-2026",
    "voimassaoloAlkaa": _FROM,
    "voimassaoloLoppuu": None,
    "tila": "valmis",
    "tyyppi": "normaali",
}
_TAR: dict[str, Any] = {
    "id": TAR,
    "nimi": {"fi": "Tervanpolton ammattitutkinto", "_id": "3"},
    "koulutustyyppi": "koulutustyyppi_11",
    "koulutukset": [{"nimi": None, "koulutuskoodiArvo": "399002", "jokin": {"uusi": 1}}],
    "diaarinumero": "OPH-9002-2026",
    "voimassaoloAlkaa": _FROM,
    "voimassaoloLoppuu": _FROM + 86_400_000 * 365,
}
ROWS = [_FORGE, _TAR]
WHOLE: dict[int, dict[str, Any]] = {
    FORGE: {
        **_FORGE,
        "suoritustavat": [
            {
                "suoritustapakoodi": "reformi",
                "rakenne": {
                    "pakollinen": False,
                    "osat": [
                        {"pakollinen": True, "_tutkinnonOsaViite": "71"},
                        {
                            "osat": [{"pakollinen": False, "_tutkinnonOsaViite": "72"}],
                        },
                    ],
                },
                "tutkinnonOsaViitteet": [
                    {"id": 71, "_tutkinnonOsa": "81", "laajuus": 30.0},
                    {"id": 72, "_tutkinnonOsa": "82", "laajuus": None},
                ],
            }
        ],
        "tutkinnonOsat": [
            {"id": 81, "nimi": {"fi": "Takominen", "sv": "Smide"}, "koodiArvo": "199001"},
            {"id": 82, "nimi": {"fi": "Karkaisu"}, "koodiArvo": "199002"},
        ],
    },
    TAR: {**_TAR, "suoritustavat": [], "tutkinnonOsat": []},
}
