"""Workplace periods come in from the student system, and known ones change."""

from datetime import date

import pytest

from conftest import NOW
from veturi.cooperation.placements.actions import periods
from veturi.cooperation.placements.models import Interruption, Period
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    StudentFactory,
    UnitFactory,
)
from veturi.directory.models import Person, Site
from veturi.directory.tests.factories import PartnershipFactory, PositionFactory
from veturi.surfaces.imports.actions import mending
from veturi.surfaces.imports.actions.mending import Mended
from veturi.surfaces.imports.tests.periods.brought import BY_HEADER, fields_said, kinds
from veturi.surfaces.imports.tests.students.brought import outcomes, said

pytestmark = pytest.mark.django_db


class TestNewPeriods:
    def test_come_in_agreed_and_begun(self, sheet, run, workshop, otto, eetu, mika):
        unit = UnitFactory(code="106945")
        imported = sheet({"tutkinnon_osien_koodit": "106945"})
        assert (imported.kind, len(imported.mapping)) == ("periods", len(BY_HEADER))
        run(imported)

        period = Period.objects.get()
        assert outcomes(imported) == [("created", "")]
        assert (period.student, period.partnership, period.instructor, period.teacher) == (
            eetu,
            workshop,
            otto,
            mika,
        )
        assert (period.form, period.unique_id, period.tasks) == (
            "training_agreement",
            "T-1",
            ["Sorvaus", "Hitsaus"],
        )
        assert (period.agreed_on, period.started_on) == (date(2026, 10, 1), date(2026, 10, 5))
        assert [row.unit for row in period.units.all()] == [unit]
        assert "placements.period_started" in kinds()

    def test_without_a_day_of_signing_they_are_proposals(self, sheet, run):
        imported = sheet({"sopimus_allekirjoitettu": "", "tila": "voimassa"})

        assert fields_said(imported) == ["state"]
        run(imported)
        assert Period.objects.get().agreed_on is None

    def test_an_instructor_who_is_not_known_comes_in_once(self, sheet, run, workshop, college):
        StudentFactory(provider=college, number="S2")
        new = {
            "työpaikkaohjaaja": "Uuno Uusi",
            "ohjaajan_sähköposti": "uuno@paja.invalid",
            "ohjaajan_puhelin": "040 123 4567",
        }
        imported = run(sheet(new, {**new, "opiskelijanumero": "S2", "yksilöivä_tunniste": "T-2"}))

        uuno = Person.objects.get(family_name="Uusi")
        assert outcomes(imported) == [("created", "")] * 2
        assert (uuno.email, uuno.positions.get().role) == ("uuno@paja.invalid", "instructor")
        assert set(Period.objects.values_list("instructor", flat=True)) == {uuno.pk}

    def test_an_instructor_is_found_by_the_e_mail(self, sheet, run, workshop, college):
        held = PositionFactory(provider=college, partnership=workshop, person__email="o@p.invalid")
        imported = sheet({"työpaikkaohjaaja": "Toinen Nimi", "ohjaajan_sähköposti": "O@P.invalid"})

        assert fields_said(imported) == ["instructor_email"]
        run(imported)
        assert Period.objects.get().instructor == held.person

    def test_a_teacher_of_ours(self, sheet, run, aino):
        run(sheet({"opettaja": str(aino)}))

        assert Period.objects.get().teacher == aino

    def test_an_interruption_comes_with_them(self, sheet, run):
        run(
            sheet(
                {
                    "keskeytys_alkaa": "12.10.2026",
                    "keskeytys_päättyy": "16.10.2026",
                    "keskeytyksen_syy": "syysloma",
                }
            )
        )

        row = Interruption.objects.get()
        assert (row.since, row.until, row.reason) == (
            date(2026, 10, 12),
            date(2026, 10, 16),
            "syysloma",
        )

    def test_a_site_of_the_workplace(self, sheet, run, workshop):
        site = Site.objects.create(
            provider=workshop.provider, partnership=workshop, name="Halli 2", name_folded="halli 2"
        )
        imported = sheet({"toimipaikka": "Halli 2"}, {"toimipaikka": "Halli 9",
                         "yksilöivä_tunniste": "T-2", "alkupäivä": "6.10.2026"})  # fmt: skip

        assert "site" in fields_said(imported, 3)
        run(imported)
        assert list(Period.objects.order_by("unique_id").values_list("site", flat=True)) == [
            site.pk,
            None,
        ]


class TestWorkplaces:
    def test_are_found_by_their_business_id(self, sheet, run, college):
        other = PartnershipFactory(
            provider=college, organisation__business_id="1234567-1", name="Virtasen Paja"
        )
        imported = sheet(
            {"y_tunnus": "1234567-1", "työpaikka": "Virtasen paja oy", "työpaikkaohjaaja": ""}
        )

        assert said(imported, 2) == [("workplace", "Here it is called Virtasen Paja.")]
        run(imported)
        assert Period.objects.get().partnership == other

    def test_that_are_not_here_are_refused(self, sheet, run):
        imported = run(sheet({"työpaikka": "Olematon Oy"}))

        assert fields_said(imported) == ["workplace"]
        assert outcomes(imported) == [("refused", "bad_cells")]

    def test_of_nearly_the_name_are_asked(self, sheet, run, college):
        PartnershipFactory(provider=college, name="Virtasen Konepaja")
        imported = sheet({"työpaikka": "Virtasen Konepja", "työpaikkaohjaaja": ""})
        row = imported.rows.get()
        finding = row.findings(imported, on=date(2026, 11, 2))[0]

        assert (finding.field, finding.proposal) == ("workplace", "Virtasen Konepaja")
        mending.mend(imported, {row.pk: Mended({"workplace": "Virtasen Konepaja"})}, at=NOW)
        assert outcomes(run(imported)) == [("created", "")]

    def test_of_another_business_id_are_not_taken_for_one(self, sheet, college):
        PartnershipFactory(
            provider=college, organisation__business_id="1234567-1", name="Virtasen Paja"
        )
        imported = sheet({"y_tunnus": "0737546-2", "työpaikka": "Virtasen Paja"})

        assert fields_said(imported) == ["business_id"]

    def test_of_one_name_in_two_towns_need_the_business_id(self, sheet, college):
        for town in ("179", "049"):
            PartnershipFactory(
                provider=college, name="Virtasen Paja", organisation__municipality=town
            )
        imported = sheet({"työpaikka": "Virtasen Paja"})

        assert said(imported, 2) == [
            ("workplace", "Several partners are called “Virtasen Paja”: give the Y-tunnus.")
        ]


class TestKnownPeriods:
    def test_are_found_by_their_identifier_and_changed(self, sheet, run):
        run(sheet({}))
        imported = sheet({"loppupäivä": "11.12.2026", "viikkotunnit": "30"})

        assert ("ends_on", "Changes; here it is now: 18.12.2026.") in said(imported, 2)
        run(imported)
        period = Period.objects.get()
        assert outcomes(imported) == [("updated", "")]
        assert (period.ends_on, period.weekly_hours) == (date(2026, 12, 11), 30)

    def test_are_found_by_student_workplace_and_first_day(self, sheet, run, workshop, eetu):
        there = PeriodFactory(
            partnership=workshop, student=eetu, starts_on=date(2026, 10, 5), unique_id="V-1"
        )
        imported = sheet({})
        assert "unique_id" in fields_said(imported)
        run(imported)

        there.refresh_from_db()
        assert (there.unique_id, there.agreed_on) == ("V-1", date(2026, 10, 1))

    def test_nothing_differs_the_second_time(self, sheet, run):
        run(sheet({}))

        assert outcomes(run(sheet({}))) == [("skipped", "nothing_differs")]

    def test_what_was_called_off_is_not_changed(self, sheet, run, workshop, eetu, aino):
        run(sheet({"sopimus_allekirjoitettu": "", "alkupäivä": "1.12.2026"}))
        periods.call_off(Period.objects.get(), side="student", why="muutto", by=aino, at=NOW)
        imported = sheet({"alkupäivä": "1.12.2026"})

        assert outcomes(run(imported)) == [("refused", "bad_cells")]

    def test_what_the_list_calls_off_is_called_off_here(self, sheet, run):
        run(sheet({"alkupäivä": "1.12.2026"}))
        imported = sheet({"alkupäivä": "1.12.2026", "tila": "peruttu"})
        assert "state" in fields_said(imported)

        assert outcomes(run(imported)) == [("updated", "")]

        period = Period.objects.get()
        assert period.called_off_on is not None
        assert (period.called_off_by, period.agreed_on) == ("school", None)

    def test_what_has_begun_is_not_called_off_by_a_list(self, sheet, run):
        run(sheet({}))
        imported = run(sheet({"tila": "peruttu", "viikkotunnit": "20"}))

        period = Period.objects.get()
        assert (period.called_off_on, period.weekly_hours) == (None, 20)
        assert [name for name, *_said in imported.rows.get().told] == ["state"]

    def test_an_identifier_of_another_is_refused(self, sheet, college, workshop, eetu):
        PeriodFactory(
            partnership=workshop, student=StudentFactory(provider=college), unique_id="T-1"
        )
        other = PartnershipFactory(provider=college)
        PeriodFactory(partnership=other, student=eetu, unique_id="T-2")
        imported = sheet({}, {"yksilöivä_tunniste": "T-2"})

        assert [fields_said(imported, number) for number in (2, 3)] == [["unique_id"]] * 2

    def test_a_row_twice_and_one_that_contradicts(self, sheet, run):
        imported = sheet({}, {}, {"viikkotunnit": "20"})

        assert [row.decision for row in imported.rows.order_by("number")] == ["create", "skip", ""]
        last = imported.rows.get(number=4)
        mending.mend(imported, {last.pk: Mended(choice="update")}, at=NOW)
        run(imported)
        assert Period.objects.get().weekly_hours == 20

    def test_an_interruption_that_lies_on_another_is_told(self, sheet, run, aino):
        run(sheet({}))
        period = Period.objects.get()
        stop = {"since": date(2026, 10, 12), "until": date(2026, 10, 16), "reason": ""}
        periods.interrupt(period, **stop, by=aino, at=NOW)
        imported = run(sheet({"keskeytys_alkaa": "13.10.2026", "viikkotunnit": "20"}))

        assert outcomes(imported) == [("updated", "")]
        assert imported.rows.get().told[0][0] == "interrupted_from"
