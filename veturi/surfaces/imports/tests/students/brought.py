"""Sheets of students, and what came of them."""

from datetime import date

from django.utils.translation import override

from veturi.surfaces.imports.touched import changed_since

HEADER = (
    "Opiskelijanumero;Sukunimi;Kutsumanimi;Ryhmätunnus;Ryhmänohjaaja;Tutkintokoodi;"
    "Opiskeluoikeus alkaa;Arvioitu päättymispäivä;Rahoitusmuoto;Tila;Syntymäaika;Sähköposti;"
    "Puhelin;Huoltajan nimi;Huoltajan sähköposti;Äidinkieli"
)


RIGHT = "1.2.246.562.15.41024330544"


BY_FIELD = {
    "number": "S1",
    "family_name": "Aho",
    "given_name": "Eetu",
    "group": "KOA24",
    "teacher": "Mika Koivu",
    "qualification": "361902",
    "starts_on": "10.8.2026",
    "ends_on": "2.6.2029",
    "funding": "1",
    "state": "läsnä",
    "born_on": "14.3.2005",
    "email": "eetu@opisto.invalid",
    "phone": "040 123 4567",
    "guardian_name": "",
    "guardian_email": "",
    "language": "suomi",
}


def line(**given):
    return ";".join({**BY_FIELD, **given}.values())


def outcomes(imported):
    return list(imported.rows.order_by("number").values_list("outcome", "reason"))


def said(imported, number):
    row = imported.rows.get(number=number)
    with override("en"):
        findings = row.findings(imported, on=date(2026, 11, 2))
        return [(one.field, str(one.sentence)) for one in findings]


def concerns_of(imported):
    with override("en"):
        return [
            (str(one.partner), [str(sentence) for sentence in one.sentences])
            for one in changed_since(imported)
        ]


PERSONAL = "0103" + "05A" + "123X"
