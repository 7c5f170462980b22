"""Sheets of workplace periods, and what came of them."""

from veturi.ledger.models import Deed
from veturi.surfaces.imports.tests.students.brought import said

BY_HEADER = {
    "Opiskelijanumero": "S1",
    "Työpaikka": "Konepaja",
    "Y-tunnus": "",
    "Toimipaikka": "",
    "Sopimustyyppi": "koulutussopimus",
    "Alkupäivä": "5.10.2026",
    "Loppupäivä": "18.12.2026",
    "Viikkotunnit": "35",
    "Osa-aikaisuus": "100",
    "Työpaikkaohjaaja": "Otto Ohjaaja",
    "Ohjaajan sähköposti": "",
    "Ohjaajan puhelin": "",
    "Opettaja": "",
    "Keskeiset työtehtävät": '"Sorvaus; Hitsaus"',
    "Tutkinnon osien koodit": "",
    "Yksilöivä tunniste": "T-1",
    "Sopimus allekirjoitettu": "1.10.2026",
    "Tila": "",
    "Keskeytys alkaa": "",
    "Keskeytys päättyy": "",
    "Keskeytyksen syy": "",
}


HEADER = ";".join(BY_HEADER)


def fields_said(imported, number=2):
    return [field for field, _sentence in said(imported, number)]


def kinds():
    return sorted(Deed.objects.standing().values_list("kind", flat=True))
