"""A partner list of our own with every trouble of a real one; all names are fictitious.

Sheet rows of Kumppanit: 1 title, 2 a shout, 3 blank, 4 the header, 5–28 partners with the heading
"VERKOSTOT ALLA" at 17, 29 blank, 30 a sum whose formula was never calculated, 31 a note.
"""

from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from veturi.foundation.business_id import made_up_business_id

HEADER_ROW = 4
HEADING_ROW = 17
SUM_ROW = 30
PARTNER_ROWS = (*range(5, 17), *range(18, 29))
CSV_ROWS = range(2, 17)

WRONG_CHECK_DIGIT = "1234567-8"
COUNTRY_PREFIXED = f"FI{made_up_business_id(1).replace('-', '')}"

DUPLICATES = ((5, 6), (5, 7), (8, 9), (11, 12), (21, 22))
"""Rows that are the same organisation: three spellings of an ID, a space behind it, two names."""

IMPOSSIBLE_DAYS = {26: "29.2.2023", 27: "31.4.2024"}
YEAR_MISSING = {15: "vko 41"}
TWO_LAYERS = {24: "kehittävä; arjen"}

HEADERS = (
    "Nro",
    "Organisaatio ",
    "Y-tunnus / FO-nummer",
    "Paikkakunta",
    "Yhteistyön muoto",
    "Kumppanuus (arjen/kehittävä/strateginen/verkosto)",
    "Viim. yhteydenotto",
    "Huom.",
)

_ONE, _TWO, _TOWN, _COLLEGE = map(made_up_business_id, (1, 2, 3, 4))
_RING = "kansanopistojen yhteistoimintarengas"
_PROJECT = "hanke Kuvitteelliset polut"

_PARTNERS: tuple[tuple[str | date, ...], ...] = (
    ("Kuvitteen Talousyhdistys ry (KUVAPO)", _ONE, "Jyväskylä", "vertaisarviointi", "kehittävä",
     date(2024, 11, 12), ""),
    ("KUVAPO", COUNTRY_PREFIXED, "JKL", "vertaisarviointi 2022", "Kehittävä ", "2022",
     "sama kuin yllä?"),
    ("Kuvitteen Talousyhdistys", _ONE.replace("-", ""), "Jyväskylä", "", "KEHITTÄVÄ", "", "sama?"),
    ("Kuvitteen koulutuskuntayhtymä Satumaa", _TWO, "Jyväskylä", "hanke, verkosto", "kehittävä",
     "3.9.2025", ""),
    ("Satumaa", f"{_TWO} ", "Jyväskylä", "hanketoripäivät", "arjen", "12.3.24", ""),
    ("Pohjoisen Kuvitteen ammattiopisto", "", "Äänekoski", "vertaisarviointi", "kehittävä",
     "syksy 2024", ""),
    ("Kuviteltujen kansanopistojen yhdistys KKY", "", "", "jäsenyys", "verkosto", "jatkuva", ""),
    ("KKY ry", "", "", _PROJECT, "kehittävä", "16.12.2021-31.12.2023", ""),
    ("Kuvitteen turvallisuusfoorumi", "", "Jyväskylä", "foorumi", "strateginen", "2025-05-06", ""),
    ("Vapaan sivistystyön Kuvitteen piiri", "", "Jyväskylä", "piirin kokous", "strateginen",
     "14.02.2025", ""),
    ("Kuvitteen kansanopistojen johto", "", "", "johdon tapaamiset 2 x v", "strateginen", "vko 41",
     ""),
    ("Kuvitteen koulutuksen järjestäjät", "", "", "johtoryhmä", "strateginen",
     datetime(2025, 10, 7, 9, 30), ""),
    ("VERKOSTOT ALLA", "", "", "", "", "", ""),
    ("Satujärven Opisto", "", "Suolahti", _RING, "verkosto", "", ""),
    ("Mielikuva-opisto", "", "Korpilahti (Jyväskylä)", _RING, "verkosto", "", ""),
    ("Tarujoen kristillinen opisto", "", "Turku", _PROJECT, "kehittävä", "2021-2023", ""),
    ("Sepittelän opisto", "", "Turku", _PROJECT, "kehittävä", "2021–2023", ""),
    ("Satumäki / Sepittelän opisto", "", "Turku", "", "", "", "sama?"),
    ("Kuvitteen yliopisto", _COLLEGE, "Jyväskylä", "avoimen yhteistyöryhmä", " verkosto", "", ""),
    ("Kuvitteen kaupunki", _TOWN, "Jyväskylä", "hanke Satujen maisema, TET", "kehittävä; arjen",
     "1.5.2017-31.5.2020", ""),
    ("Satulan kunta", "", "Laukaa", "TET, harjoittelut", "arjen", "kevät 2025", ""),
    ("Tarulan kunta", "", "Muurame", "harjoittelut", "arjen", "29.2.2023", "päivä väärin"),
    ("Sepittelän kaupunki", "", "Olematon", "harjoittelut", "arjen", "31.4.2024", ""),
    ("Väärä Tunnus Oy (testi)", WRONG_CHECK_DIGIT, "Jyväskylä", "koulutussopimus", "arjen",
     "1.9.2025", "y-tunnus tarkistettava"),
)  # fmt: skip

_NETWORKS = (
    ("Verkosto", "taso", "edustajamme", "huom"),
    ("Kuvitekartta-verkosto", "valtakunnallinen", "", ""),
    ("TARU-verkosto", "alueellinen", "", ""),
    ("Satukoulujen verkosto", "kv", "", ""),
    ("K-S:n kuviteltu yhteistyöryhmä", "alueellinen", "", ""),
    ("Satumaan palveluverkosto", "paikallinen", "", ""),
    ("Sepitettyjen ystävyyskoulujen rengas", "kansainvälinen", "", ""),
)

_PROJECTS = (
    ("Hanke", "aika", "rahoittaja", "koodi", "budjetti", "rooli", "kumppanit"),
    ("Kuvitteelliset polut", "16.12.2021–31.12.2023", "OKM", "", "", "kumppani",
     "Sepittelä (koord.); KKY; Satumaa"),
    ("Satujen maisema", "1.5.2017-31.5.2020", "ESR (TL4, 9.1)", "S00000", "2,7 M€ (ESR 75 %)",
     "osatoteuttaja", "Kuvitteen kaupunki (hallinnoija), Satumaa"),
)  # fmt: skip

_SCHOOLS = (
    ("Kuvitteen seudun koulutuskuntayhtymä", made_up_business_id(11), "Espoo", "01"),
    ("Kuvitteen aikuislukio, Satulaakson toimipiste", "", "Espoo", "03"),
    ("Kuvitteen ammattiopisto/sosiaali ja terveys", "", "Espoo", "03"),
    ("Kuvitteen ammattiopisto/ matkailu; ravitsemis ja talous", "", "Espoo", "03"),
    ("Satulan kaupunki", made_up_business_id(12), "Oulu", "01,07,09"),
    ("Satulan aikuislukio", "", "Oulu", "03"),
    ("Sagostads svenska gymnasium", "", "Helsinki", "02"),
    ("Sagostads svenska gymnasium", "", "Helsinki", "02"),
    ("Åsagans lågstadieskola", "", "Porvoo", "02"),
    ("Tarukylän peruskoulu – yläaste", "", "Tornio", "08"),
    ("Mielikuvan säätiö", made_up_business_id(13), "Ei tiedossa (kunta)", "01"),
    ("Sepittelän opisto", "", "Kuopio", "04"),
    ("Satujärven musiikkiopisto", "", "Jyväskylä", "05"),
    ("Väärän tunnuksen opisto", WRONG_CHECK_DIGIT, "Kuopio", "02"),
    ("Kuvitteelliset kielitutkinnot", "", "Ei tiedossa (kunta)", ""),
)


def make_miniature(path: Path) -> Path:
    """An XLSX of three sheets; real days are real days, everything else is as it was typed."""
    with xlsxwriter.Workbook(path, {"default_date_format": "d.m.yyyy"}) as book:
        _write_partners(book.add_worksheet("Kumppanit"))
        for name, rows in (("Hankkeet", _PROJECTS), ("Verkostot", _NETWORKS)):
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path


def make_miniature_csv(path: Path) -> Path:
    """A register of fifteen schools, cp1252 with `;` and Windows line ends."""
    lines = ["Organisaation nimi;Y-tunnus;Kotikunta;OID;Tyyppi"]
    for number, (name, business_id, municipality, kinds) in enumerate(_SCHOOLS, 1):
        written = f'"{name}"' if ";" in name else name
        kind = ",".join(f"organisaatiotyyppi_{kind}" for kind in kinds.split(",") if kind)
        oid = f"1.2.246.562.10.{number:011}"
        lines.append(f"{written};{business_id};{municipality};{oid};{kind or 'MUU_ORGANISAATIO'}")
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("cp1252"))
    return path


def _write_partners(page: Worksheet) -> None:
    page.write_string("A1", "KUMPPANILUETTELO, päivitetty eri vuosina")
    page.write_string("A2", "ÄLÄ MUUTA SARAKKEITA!!")
    page.write_row(HEADER_ROW - 1, 0, HEADERS)
    counter = 0
    for number, partner in enumerate(_PARTNERS, HEADER_ROW):
        if any(partner[1:]):
            counter += 1
            page.write_number(number, 0, counter)
        for column, value in enumerate(partner, 1):
            if value:
                page.write(number, column, value)
    page.write_string(SUM_ROW - 1, 1, "yhteensä")
    page.write_formula(SUM_ROW - 1, 2, "=COUNTA(B5:B28)", None, "")
    page.write_string(SUM_ROW, 1, "Huom! Vanhat kumppanit löytyvät arkistosta.")
