"""Workplace periods come from the student system; the ledger follows them."""

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
from veturi.surfaces.imports.tests.test_students import PERSONAL, concerns_of, outcomes, said
from veturi.surfaces.imports.tests.walking import address

pytestmark = pytest.mark.django_db

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


@pytest.fixture
def eetu(college, mika):
    return StudentFactory(
        provider=college, number="S1", given_name="Eetu", family_name="Aho", teacher=mika
    )


@pytest.fixture
def sheet(listed, eetu, workshop, otto):
    """Lines of what differs from the usual row; of the workshop by its own name."""

    def bring(*lines, header=HEADER):
        return listed(header, *(one if isinstance(one, str) else line(**one) for one in lines))

    def line(**given):
        row = {**BY_HEADER, "Työpaikka": workshop.name, "Työpaikkaohjaaja": str(otto)}
        names = {name.lower().replace(" ", "_").replace("-", "_"): name for name in BY_HEADER}
        return ";".join({**row, **{names[name]: text for name, text in given.items()}}.values())

    return bring


def fields_said(imported, number=2):
    return [field for field, _sentence in said(imported, number)]


def kinds():
    return sorted(Deed.objects.standing().values_list("kind", flat=True))


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
