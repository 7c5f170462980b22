"""Wrong rows are named and the rest goes on; no henkilötunnus comes in."""

import json
from datetime import date

import pytest

from conftest import NOW
from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.tests.factories import (
    QualificationFactory,
    StudentFactory,
)
from veturi.surfaces.imports.actions import bringing, mending
from veturi.surfaces.imports.actions.mending import Mended
from veturi.surfaces.imports.tests.students.brought import HEADER, PERSONAL, line, outcomes, said
from veturi.surfaces.imports.tests.walking import address, upload

pytestmark = pytest.mark.django_db


class TestAMessySheet:
    def test_a_wrong_row_is_named_and_the_rest_goes_on(self, sheet, run):
        imported = run(
            sheet(
                line(),
                line(number=""),
                line(number="S3", family_name=""),
                line(number="S4", starts_on="31.4.2026"),
                line(number="S5", ends_on="1.1.2020"),
                line(number="S6", teacher="Tuntematon Tiina"),
                line(number="S7", qualification="999999"),
                line(number="S8", email="eetu(at)opisto"),
                line(number="S9", state="kadonnut", funding="99"),
                line(number="S10", born_on="1.1.2030"),
                line(number="S11", language="arabia", guardian_name="Hilla Aho"),
            )
        )

        assert [outcome for outcome, _reason in outcomes(imported)] == [
            "created",
            *["refused"] * 9,
            "created",
        ]
        assert list(Student.objects.order_by("number").values_list("number", flat=True)) == [
            "S1",
            "S11",
        ]

    def test_each_sentence(self, sheet):
        imported = sheet(
            line(number="", family_name="", given_name="?!"),
            line(starts_on="10.8.2026", ends_on="10.8.2025", born_on="1.1.2027"),
            line(number="S2", group="R" * 41, phone="ei ole"),
            line(number="S3", born_on="1.1.1900"),
            line(number="S4", born_on="1.9.2010"),
            line(number="S5", starts_on="elokuu 2026"),
            line(number="S6", phone="0401234567, 0501234567"),
        )

        assert [field for field, _said in said(imported, 2)] == [
            "given_name",
            "number",
        ]
        assert [field for field, _said in said(imported, 3)] == ["born_on", "ends_on"]
        assert [field for field, _said in said(imported, 4)] == ["group", "phone"]
        assert said(imported, 5) == [("born_on", "Nobody who studies was born on this day.")]
        assert said(imported, 6) == [
            ("born_on", "The student is under 18 and no guardian is named.")
        ]
        assert [field for field, _said in said(imported, 7)] == ["starts_on"]
        assert said(imported, 8) == [("phone", "Of several the first is taken: +358 40 1234567.")]

    def test_a_teacher_who_is_not_ours_is_asked_with_the_nearest_name(self, sheet, run):
        imported = sheet(line(teacher="Mika Koivo"))
        row = imported.rows.get()
        finding = row.findings(imported, on=date(2026, 11, 2))[0]

        assert (finding.severity.word, finding.proposal) == ("question", "Mika Koivu")
        mending.mend(imported, {row.pk: Mended({"teacher": "Mika Koivu"})}, at=NOW)
        assert outcomes(run(imported)) == [("created", "")]

    def test_the_same_row_twice_is_left_out_and_a_contradiction_asked(self, sheet, run):
        imported = sheet(line(), line(), line(group="KOA99"))
        rows = list(imported.rows.order_by("number"))

        assert [row.decision for row in rows] == ["create", "skip", ""]
        mending.mend(imported, {rows[2].pk: Mended(choice="update")}, at=NOW)
        run(imported)
        assert [outcome for outcome, _reason in outcomes(imported)] == [
            "created",
            "skipped",
            "updated",
        ]
        assert Student.objects.get().group == "KOA99"

    def test_an_end_and_a_state_that_goes_on_are_asked(self, sheet):
        header = "Opiskelijanumero;Nimi;Opiskeluoikeus alkaa;Tila;Päättymispäivä"
        imported = sheet("S1;Aho, Eetu;10.8.2023;läsnä;30.5.2026", header=header)

        assert said(imported, 2) == [
            ("state", "The study right has ended, but its state says that it goes on.")
        ]

    def test_a_right_that_would_end_before_it_began_here(self, sheet, run, college):
        StudentFactory(provider=college, number="S1", starts_on=date(2026, 8, 10))
        header = "Opiskelijanumero;Sukunimi;Etunimi;Arvioitu päättyminen"
        imported = run(sheet("S1;Aho;Eetu;1.1.2020", header=header))

        assert outcomes(imported) == [("refused", "not_possible")]
        assert Student.objects.get().family_name != "Aho"

    @pytest.mark.parametrize(
        ("column", "text", "field"),
        [
            ("Nimi", "Aho", "whole_name"),
            ("Nimi", "Eetu Aho / Senja Ek", "whole_name"),
            ("Nimi", "040 1234567", "whole_name"),
            ("Oppijanumero", "1.2.246.562.24.1", "learner_oid"),
            ("Päättymispäivä", "1.1.2020", "ended_on"),
            ("Päättymispäivä", "31.4.2026", "ended_on"),
            ("Syntymäaika", "31.4.2005", "born_on"),
            ("Syntymäaika", "20.9.2026", "born_on"),
            ("Koulutusmuoto", "iltakoulu", "programme"),
            ("Kotikunta", "Atlantis", "municipality"),
        ],
    )
    def test_more_that_waits(self, sheet, run, column, text, field):
        header = f"Opiskelijanumero;{column};Opiskeluoikeus alkaa"
        names = "" if column == "Nimi" else ";Sukunimi;Etunimi"
        cells = "" if column == "Nimi" else ";Aho;Eetu"
        imported = run(sheet(f"S1;{text};10.9.2026{cells}", header=f"{header}{names}"))

        assert {one for one, _sentence in said(imported, 2)} == {field}
        assert outcomes(imported) == [("refused", "bad_cells")]

    def test_forms_of_education_and_a_whole_name_beside_its_parts(self, sheet, run):
        header = "Opiskelijanumero;Nimi;Sukunimi;Etunimi;Koulutusmuoto;Tutkinto"
        run(sheet("S1;Joku Muu;Aho;Eetu;TUVA;361902 Esimerkkialan perustutkinto", header=header))

        eetu = Student.objects.get()
        assert (str(eetu), eetu.programme, eetu.qualification.code) == (
            "Eetu Aho",
            "tuva",
            "361902",
        )

    def test_a_qualification_by_its_name_unless_several_bear_it(self, sheet, run):
        QualificationFactory(code="361903", name_fi="Toinen perustutkinto")
        QualificationFactory(code="361904", name_fi="Sama nimi")
        QualificationFactory(code="361905", name_fi="Sama nimi")
        imported = run(
            sheet(
                line(qualification="Toinen perustutkinto"),
                line(number="S2", qualification="Sama nimi"),
            )
        )

        assert Student.objects.get().qualification.code == "361903"
        assert said(imported, 3)[-1] == (
            "qualification",
            "Several qualifications are called “Sama nimi”. Write the code instead.",
        )

    def test_columns_must_be_there_and_each_field_once(self, sheet):
        imported = sheet(line())

        for mapping in ({3: "group"}, {0: "number", 1: "family_name", 2: "number"}):
            with pytest.raises(bringing.NotTaken):
                bringing.map_columns(imported, mapping=mapping)


class TestPersonalIds:
    def test_a_column_of_them_is_left_out(self, sheet, run):
        imported = run(sheet(f"{line()};{PERSONAL}", header=f"{HEADER};Henkilötunnus"))

        assert outcomes(imported) == [("created", "")]
        assert PERSONAL not in json.dumps(list(imported.rows.values_list("cells", flat=True)))

    def test_one_instead_of_the_number_is_refused(self, sheet, run):
        imported = run(sheet(line(number=PERSONAL), line(number="S2"), line(number="S3")))

        assert outcomes(imported)[0] == ("refused", "bad_cells")
        assert said(imported, 2)[0] == (
            "number",
            "This looks like a henkilötunnus: it is not kept.",
        )
        assert PERSONAL not in json.dumps(list(imported.rows.values_list("cells", flat=True)))

    def test_one_in_another_cell_goes_and_the_row_stays(self, sheet, run):
        imported = run(
            sheet(line(group=PERSONAL), line(number="S2"), line(number="S3", group="KOA24"))
        )

        assert outcomes(imported) == [("created", "")] * 3
        assert Student.objects.get(number="S1").group == ""

    def test_the_file_goes_when_its_rows_have_come_in(self, sheet, run):
        imported = run(sheet(line()))

        assert not imported.file

    def test_the_page_refuses_such_a_column(self, page, mika, qualification):
        upload(page, f"{HEADER};Henkilötunnus\n{line()};{PERSONAL}\n")
        page.post(address("sheet"), {"sheet": "luettelo"})
        shown = page.get(address("mapping")).content.decode()
        answer = page.post(
            address("mapping"),
            {"column-0": "number", "column-1": "family_name", "column-16": "group"},
        )

        assert PERSONAL not in shown
        assert "what looks like one is not kept: Henkilötunnus." in shown
        assert answer.status_code == 422
        assert "choose “not brought in”" in answer.content.decode()
