"""Qualifications are taken over from the tables of this version, again and again."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from veturi.cooperation.placements.actions.qualifications import take_over
from veturi.cooperation.placements.codes import local
from veturi.cooperation.placements.codes.known import Known, KnownPart, KnownUnit
from veturi.cooperation.placements.codes.requirements import written
from veturi.cooperation.placements.models import Part, Qualification, Unit

pytestmark = pytest.mark.django_db
NAMES = ("Koealan perustutkinto", "", "")


def test_the_command_takes_over_every_row_once(capsys):
    call_command("qualifications")
    call_command("qualifications")

    assert Qualification.objects.count() == len(list(local.qualifications()))
    assert Unit.objects.count() == len(list(local.units()))
    assert Part.objects.count() == len(list(local.parts()))
    assert "units in qualifications" in capsys.readouterr().out
    guidance = Qualification.objects.get(code="381241")
    assert (guidance.name_fi, guidance.kind) == (
        "Kasvatus- ja ohjausalan perustutkinto",
        "vocational",
    )


def test_a_changed_name_is_mended_and_what_left_the_register_stays():
    take_over(
        [Known("399999", "OPH-1-2026", "vocational", NAMES)],
        [KnownUnit("199999", 1, ("Kokeileminen", "Att pröva", ""))],
        [
            KnownPart("OPH-1-2026", "199999", Decimal(30), True),
            KnownPart("OPH-2-2026", "199999", None, False),
        ],
    )
    later = Known("399999", "OPH-1-2026", "further", ("Uusi nimi", "", ""), date(2026, 8, 1))

    take_over([later], [], [KnownPart("OPH-1-2026", "199999", Decimal(35), False)])

    row = Qualification.objects.get()
    assert (row.name, row.kind, row.valid_from) == ("Uusi nimi", "further", date(2026, 8, 1))
    assert (Part.objects.get().points, Part.objects.get().is_compulsory) == (35, False)
    assert not Qualification.objects.on(date(2026, 7, 31)).exists()
    assert Unit.objects.get().name == "Kokeileminen"


def test_what_is_required_is_said_in_words_and_the_unknown_by_itself():
    assert [str(one) for one in written("hygiene_pass,outo")] == ["hygieniapassi", "outo"]
    assert written("") == []
