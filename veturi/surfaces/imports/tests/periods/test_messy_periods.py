"""Wrong rows are named; what came in is taken back; the pages."""

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
    UnitFactory,
)
from veturi.directory.models import Partnership, Person
from veturi.ledger.models import Promise
from veturi.surfaces.imports.tests.periods.brought import fields_said, kinds
from veturi.surfaces.imports.tests.students.brought import PERSONAL, concerns_of, outcomes
from veturi.surfaces.imports.tests.walking import address

pytestmark = pytest.mark.django_db


class TestAMessySheet:
    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"opiskelijanumero": "S99"}, "student"),
            ({"opiskelijanumero": ""}, "student"),
            ({"opiskelijanumero": PERSONAL}, "student"),
            ({"työpaikka": ""}, "workplace"),
            ({"y_tunnus": "1234567-8"}, "business_id"),
            ({"työpaikka": "", "y_tunnus": "1234567-8"}, "business_id"),
            ({"sopimustyyppi": "kesätyö"}, "form"),
            ({"alkupäivä": ""}, "starts_on"),
            ({"alkupäivä": "31.4.2026"}, "starts_on"),
            ({"loppupäivä": "1.10.2026"}, "ends_on"),
            ({"loppupäivä": ""}, "ends_on"),
            ({"viikkotunnit": "100"}, "weekly_hours"),
            ({"viikkotunnit": "paljon"}, "weekly_hours"),
            ({"osa_aikaisuus": "0"}, "part_time"),
            ({"osa_aikaisuus": "NaN"}, "part_time"),
            ({"työpaikkaohjaaja": "Otto Ohjaaja / Uuno Uusi"}, "instructor_name"),
            ({"työpaikkaohjaaja": "", "ohjaajan_sähköposti": "x@y.invalid"}, "instructor_email"),
            ({"työpaikkaohjaaja": "", "ohjaajan_puhelin": "0401234567"}, "instructor_phone"),
            ({"opettaja": "Kuka Lie"}, "teacher"),
            ({"tutkinnon_osien_koodit": "999"}, "units"),
            ({"yksilöivä_tunniste": "T" * 65}, "unique_id"),
            ({"sopimus_allekirjoitettu": "1.1.2027"}, "agreed_on"),
            ({"sopimus_allekirjoitettu": "31.4.2026"}, "agreed_on"),
            ({"keskeytys_alkaa": "31.4.2026"}, "interrupted_from"),
            ({"työpaikka": "Olematon", "toimipaikka": "Halli 2"}, "workplace"),
            ({"tila": "hukassa"}, "state"),
            ({"tila": "päättynyt"}, "state"),
            ({"keskeytys_päättyy": "16.10.2026"}, "interrupted_from"),
            ({"keskeytys_alkaa": "1.1.2027"}, "interrupted_from"),
            ({"keskeytys_alkaa": "1.9.2026"}, "interrupted_from"),
            (
                {"keskeytys_alkaa": "16.10.2026", "keskeytys_päättyy": "12.10.2026"},
                "interrupted_until",
            ),
        ],
    )
    def test_a_wrong_row_is_named_and_leaves_no_trace(self, sheet, run, given, field):
        imported = run(sheet(given, {"alkupäivä": "7.10.2026", "yksilöivä_tunniste": "T-9"}))

        assert field in fields_said(imported)
        assert outcomes(imported) == [("refused", "bad_cells"), ("created", "")]

    def test_what_is_told_hinders_nothing(self, sheet, run):
        imported = sheet(
            {"sopimustyyppi": "", "osa_aikaisuus": "0,8", "viikkotunnit": "37,25 h"},
            {"tila": "peruttu", "alkupäivä": "6.10.2026", "yksilöivä_tunniste": "T-2"},
        )

        assert fields_said(imported) == ["weekly_hours", "form"]
        assert fields_said(imported, 3) == ["agreed_on", "state"]
        run(imported)
        period = Period.objects.get()
        assert (period.form, period.part_time, str(period.weekly_hours)) == (
            "training_agreement",
            80,
            "37.2",
        )
        assert outcomes(imported) == [("created", ""), ("skipped", "chosen")]

    def test_units_by_code_and_by_name(self, sheet, run):
        UnitFactory(code="106945", name_fi="Ajoneuvon huoltotyöt")
        UnitFactory(code="106946", name_fi="Hitsaustyöt")
        run(
            sheet(
                {"tutkinnon_osien_koodit": "106945, 106946"},
                {
                    "tutkinnon_osien_koodit": "Hitsaustyöt",
                    "yksilöivä_tunniste": "T-2",
                    "alkupäivä": "6.10.2026",
                },
                {
                    "tutkinnon_osien_koodit": "106945 Ajoneuvon huoltotyöt",
                    "yksilöivä_tunniste": "T-3",
                    "alkupäivä": "7.10.2026",
                },
            )
        )

        taught = [
            sorted(row.unit.code for row in one.units.all())
            for one in Period.objects.order_by("unique_id")
        ]
        assert taught == [["106945", "106946"], ["106946"], ["106945"]]

    def test_a_student_by_the_study_right_alone(self, sheet, run, eetu):
        eetu.study_right_oid = "1.2.246.562.15.41024330544"
        eetu.save()
        header = "Opiskeluoikeuden OID;Työpaikka;Alkupäivä;Loppupäivä"
        name = Partnership.objects.get().name
        imported = run(
            sheet(f"1.2.246.562.15.41024330544;{name};5.10.2026;18.12.2026", header=header)
        )

        assert (imported.kind, outcomes(imported)) == ("periods", [("created", "")])


class TestTakingBack:
    def test_new_ones_go_with_what_the_ledger_holds(self, sheet, run, revert):
        imported = run(sheet({"työpaikkaohjaaja": "Uuno Uusi"}))
        assert Promise.objects.filter(withdrawn_on=None).exists()
        revert(imported)

        assert not Period.objects.exists()
        assert kinds() == []
        assert not Promise.objects.filter(withdrawn_on=None).exists()
        assert not Person.objects.filter(family_name="Uusi").exists()

    def test_changed_ones_are_as_before(self, sheet, run, revert, workshop, eetu):
        old, new = UnitFactory(code="106945"), UnitFactory(code="106946")
        there = periods.propose(
            periods.NewPeriod(
                {
                    "student": eetu,
                    "partnership": workshop,
                    "form": "training_agreement",
                    "starts_on": date(2026, 10, 5),
                    "ends_on": date(2026, 12, 1),
                },
                [old],
            ),
            provider=workshop.provider,
            by=None,
            at=NOW,
        )
        before = Period.objects.filter(pk=there.pk).values().get()
        imported = run(
            sheet(
                {
                    "tutkinnon_osien_koodit": new.code,
                    "keskeytys_alkaa": "12.10.2026",
                    "keskeytys_päättyy": "16.10.2026",
                }
            )  # fmt: skip
        )
        assert Period.objects.get().agreed_on == date(2026, 10, 1)
        revert(imported)

        after = Period.objects.filter(pk=there.pk).values().get()
        assert after | {"settled_on": None} == before | {"settled_on": None}
        assert [row.unit for row in there.units.all()] == [old]
        assert not Interruption.objects.exists()

    def test_what_was_put_in_writing_stays(self, sheet, run, revert):
        imported = run(sheet({}))
        AgreementFactory(period=Period.objects.get())

        assert [sentences for _name, sentences in concerns_of(imported)] == [
            ["It has been put in writing: it stays all the same."]
        ]
        revert(imported)
        assert Period.objects.count() == 1
        assert "placements.period_started" in kinds()

    def test_what_was_called_off_since_stays_so(self, sheet, run, revert, workshop, eetu, aino):
        there = PeriodFactory(
            partnership=workshop, student=eetu, starts_on=date(2026, 12, 1), unique_id="T-1"
        )
        imported = run(
            sheet({"alkupäivä": "1.12.2026", "sopimus_allekirjoitettu": "", "viikkotunnit": "20"})
        )
        periods.call_off(there, side="student", why="muutto", by=aino, at=NOW)
        revert(imported)

        assert Period.objects.get().weekly_hours == 20

    def test_what_the_list_called_off_is_there_again(self, sheet, run, revert):
        days = {"alkupäivä": "1.12.2026"}
        run(sheet(days))
        there = Period.objects.values("agreed_on", "called_off_on", "called_off_by").get()
        imported = run(sheet({**days, "tila": "peruttu", "viikkotunnit": "20"}))
        assert Period.objects.get().called_off_on is not None

        revert(imported)

        assert Period.objects.values("agreed_on", "called_off_on", "called_off_by").get() == there
        assert Period.objects.get().weekly_hours == 35

    def test_what_another_table_holds_stays(self, sheet, run, revert, monkeypatch):
        """Such as a visit: it refers to the period, which then stays with its deeds."""
        imported = run(sheet({}))
        monkeypatch.setattr(removing, "_is_deleted", lambda _row: False)
        revert(imported)

        assert Period.objects.count() == 1
        assert "placements.period_started" in kinds()

    def test_what_is_to_stay_stays(self, sheet, run, revert):
        imported = run(sheet({}))
        revert(imported, kept=[Period.objects.get().pk])

        assert Period.objects.count() == 1


class TestPagesAndTheCommand:
    def test_the_pages_speak_of_periods(self, sheet, run, page):
        imported = sheet({})
        assert "New periods" in page.get(address("rows", imported)).content.decode()
        assert "workplace periods" in page.get(address("mapping", imported)).content.decode()
        run(imported)
        report = page.get(address("report", imported)).content.decode()
        assert Period.objects.get().get_absolute_url() in report
        reversal = page.get(address("reversal", imported)).content.decode()
        assert "new periods go with what the ledger holds" in reversal

    def test_it_prints_what_came_of_it(self, sheet, eetu, workshop, tmp_path):
        path = tmp_path / "jaksot.csv"
        path.write_text(
            f"Opiskelijanumero;Työpaikka;Alkupäivä;Loppupäivä\n"
            f"S1;{workshop.name};5.10.2026;18.12.2026\nS9;{workshop.name};5.10.2026;18.12.2026\n",
            encoding="utf-8",
        )
        out = StringIO()
        call_command("import", "periods", str(path), "--provider", "opisto", "--json", stdout=out)
        told = json.loads(out.getvalue())

        assert (told["counts"]["created"], told["counts"]["refused"]) == (1, 1)

    def test_columns_that_are_lacking_are_named(self, sheet, page, eetu):
        with override("en"):
            imported = sheet({})
        answer = page.post(address("mapping", imported), {"column-0": "student"})

        assert answer.status_code == 422
        assert "the workplace and the first day" in answer.content.decode()
