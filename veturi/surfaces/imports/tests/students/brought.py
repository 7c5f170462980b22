"""Sheets of students, and what came of them."""

import json
from datetime import date
from io import StringIO
import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from conftest import NOW
from veturi.cooperation.placements.actions import students
from veturi.cooperation.placements.models import Student, Support
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    QualificationFactory,
    StudentFactory,
)
from veturi.directory.actions import people
from veturi.directory.models import Role
from veturi.foundation.history.models import Change
from veturi.foundation.jobs.actions import run_to_end
from veturi.surfaces.imports.actions import bringing, mending
from veturi.surfaces.imports.actions.mending import Mended
from veturi.surfaces.imports.models import Import, SavedMapping
from veturi.surfaces.imports.tests.walking import address, upload
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
