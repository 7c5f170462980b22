"""Sheets of workplace periods, and what came of them."""

import json
from datetime import date
from io import StringIO
import pytest
from django.core.management import call_command
from django.utils.translation import override
from conftest import NOW
from veturi.cooperation.placements.actions import periods, removing
from veturi.cooperation.placements.models import Interruption, Period
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    PeriodFactory,
    StudentFactory,
    UnitFactory,
)
from veturi.directory.models import Partnership, Person, Site
from veturi.directory.tests.factories import PartnershipFactory, PositionFactory
from veturi.ledger.models import Deed, Promise
from veturi.surfaces.imports.actions import mending
from veturi.surfaces.imports.actions.mending import Mended
from veturi.surfaces.imports.tests.students.brought import PERSONAL, concerns_of, outcomes, said
from veturi.surfaces.imports.tests.walking import address


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
