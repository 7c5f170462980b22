"""Students come from the student system: a messy sheet of fictional persons, by any hand."""

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

pytestmark = pytest.mark.django_db

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


@pytest.fixture
def qualification(db):
    return QualificationFactory(
        code="361902", record_number="OPH-1-2025", name_fi="Esimerkkialan perustutkinto"
    )


@pytest.fixture
def sheet(listed, mika, qualification):
    def bring(*lines, header=HEADER):
        return listed(header, *lines)

    return bring


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


class TestWhatIsRecognised:
    def test_headings_of_the_student_system(self, sheet):
        imported = sheet(line())

        assert imported.kind == "students"
        assert list(imported.mapping.values()) == list(BY_FIELD)

    @pytest.mark.parametrize(
        "header",
        [
            "Studerandenummer;Efternamn;Tilltalsnamn;Grupp;Ansvarig lärare;Examen",
            "Student number;Last name;First name;Group;Tutor;Qualification code",
        ],
    )
    def test_headings_in_other_languages(self, sheet, header):
        imported = sheet("S1;Aho;Eetu;KOA24;;361902", header=header)

        assert list(imported.mapping.values()) == list(BY_FIELD)[:6]

    def test_the_mapping_is_remembered(self, sheet):
        sheet(line())

        assert SavedMapping.objects.get().kind == "students"


class TestNewStudents:
    def test_come_in_with_all_that_the_sheet_says(self, sheet, run, qualification, mika):
        imported = run(sheet(line(), line(number="S2", given_name="Senja", state="loma")))

        eetu, senja = Student.objects.order_by("number")
        assert outcomes(imported) == [("created", ""), ("created", "")]
        assert (str(eetu), eetu.group, eetu.teacher, eetu.qualification) == (
            "Eetu Aho",
            "KOA24",
            mika,
            qualification,
        )
        assert (eetu.starts_on, eetu.ends_on) == (date(2026, 8, 10), date(2029, 6, 2))
        assert (eetu.born_on, eetu.phone) == (date(2005, 3, 14), "+358 40 1234567")
        assert [row.state for row in senja.states.all()] == ["loma"]
        assert eetu.batch == imported.batch
        assert Change.objects.filter(subject=f"placements.student:{eetu.pk}").count() == 1

    def test_who_has_graduated_was_present_before(self, sheet, run):
        header = "Opiskelijanumero;Nimi;Opiskeluoikeus alkaa;Tila;Päättymispäivä"
        run(sheet("S1;Aho, Eetu;10.8.2023;valmistunut;30.5.2026", header=header))

        states = Student.objects.get().states.values_list("since", "state")
        assert list(states) == [
            (date(2023, 8, 10), "lasna"),
            (date(2026, 5, 30), "valmistunut"),
        ]

    def test_a_day_of_ending_is_enough_to_have_ended(self, sheet, run):
        header = "Opiskelijanumero;Nimi;Opiskeluoikeus alkaa;Päättymispäivä"
        run(sheet("S1;Eetu Aho;10.8.2023;30.5.2026", header=header))

        assert Student.objects.get().states.last().state == "paattynyt"


class TestKnownStudents:
    def test_are_found_by_number_and_changed_field_by_field(self, sheet, run, college):
        there = StudentFactory(provider=college, number="S1", group="KOA23", email="eetu@x.invalid")
        students.set_state(there, since=date(2026, 8, 10), state="lasna", funding="1", by=None)
        imported = sheet(line(email="", state="loma"))

        assert ("group", "Changes; here it is now: KOA23.") in said(imported, 2)
        run(imported)
        there.refresh_from_db()
        assert outcomes(imported) == [("updated", "")]
        assert (there.group, there.email) == ("KOA24", "eetu@x.invalid")
        assert there.states.last().state == "loma"

    def test_are_found_by_their_study_right(self, sheet, run, college):
        StudentFactory(provider=college, number="V1", study_right_oid=RIGHT)
        header = "Opiskelijanumero;Opiskeluoikeuden OID;Sukunimi;Etunimi"
        imported = run(sheet(f"S1;{RIGHT};Aho;Eetu", header=header))

        there = Student.objects.get()
        assert (there.number, there.family_name) == ("V1", "Aho")
        assert outcomes(imported) == [("updated", "")]

    def test_are_skipped_when_nothing_differs(self, sheet, run):
        run(sheet(line()))
        imported = run(sheet(line()))

        assert outcomes(imported) == [("skipped", "nothing_differs")]

    def test_number_and_study_right_may_not_be_of_two(self, sheet, run, college):
        StudentFactory(provider=college, number="S1", given_name="Eetu", family_name="Aho")
        StudentFactory(
            provider=college, given_name="Senja", family_name="Ek", study_right_oid=RIGHT
        )
        header = "Opiskelijanumero;Opiskeluoikeuden OID;Sukunimi;Etunimi"
        imported = sheet(f"S1;{RIGHT};Aho;Eetu", header=header)

        assert said(imported, 2)[0] == (
            "number",
            "The number is that of Eetu Aho, but the study right is that of Senja Ek.",
        )
        assert outcomes(run(imported)) == [("refused", "bad_cells")]

    def test_who_was_erased_does_not_come_back(self, sheet, run, college):
        StudentFactory(provider=college, number="S1", erased_on=date(2026, 1, 1))

        assert outcomes(run(sheet(line()))) == [("refused", "bad_cells")]

    def test_who_was_put_away_stays_so(self, sheet, run, college):
        StudentFactory(provider=college, number="S1", archived_on=date(2026, 1, 1))
        imported = run(sheet(line()))

        assert Student.objects.get().archived_on == date(2026, 1, 1)
        assert outcomes(imported) == [("updated", "")]

    def test_the_version_of_a_qualification_stays(self, sheet, run, college, qualification):
        older = QualificationFactory(code="361902", record_number="OPH-0-2020")
        StudentFactory(provider=college, number="S1", qualification=older)
        run(sheet(line()))

        assert Student.objects.get().qualification == older


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


PERSONAL = "0103" + "05A" + "123X"


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


class TestSupport:
    HEADER = "Opiskelijanumero;Sukunimi;Etunimi;Erityinen tuki"

    @pytest.fixture
    def supporting(self, aino):
        people.grant(aino, role=Role.SUPPORT, by=None, since=date(2026, 1, 1))
        return aino

    def test_comes_in_by_who_may_see_it(self, sheet, run, supporting):
        imported = run(
            sheet("S1;Aho;Eetu;kyllä", "S2;Ek;Senja;ei", "S3;Oja;Onni;vaativa", header=self.HEADER)
        )

        rows = Support.objects.order_by("student__number")
        assert outcomes(imported) == [("created", "")] * 3
        assert list(rows.values_list("student__number", "is_special", "is_demanding")) == [
            ("S1", True, False),
            ("S3", True, True),
        ]

    def test_words_that_say_neither_are_not_repeated(self, sheet, supporting):
        imported = sheet("S1;Aho;Eetu;harkinnassa", header=self.HEADER)

        assert said(imported, 2) == [
            ("support", "Write yes or no, or that the support is demanding.")
        ]

    def test_is_left_out_by_anybody_else(self, sheet, run):
        run(sheet("S1;Aho;Eetu;kyllä", header=self.HEADER))

        assert not Support.objects.exists()

    @pytest.mark.parametrize("times", [1, 2])
    def test_the_page_says_so_each_time(self, page, mika, times):
        for _time in range(times):
            upload(page, f"{self.HEADER}\nS1;Aho;Eetu;kyllä\n")
            preview = page.get(address("sheet")).content.decode()
            page.post(address("sheet"), {"sheet": "luettelo"})
            shown = page.get(address("mapping")).content.decode()
            chosen = {"column-0": "number", "column-1": "family_name", "column-2": "given_name"}
            page.post(address("mapping"), chosen)

        assert "what support students need brings it in: Erityinen tuki." in shown
        assert "kyllä" not in BeautifulSoup(shown, "html.parser").table.text
        assert "kyllä" not in BeautifulSoup(preview, "html.parser").table.text

    def test_is_not_shown_in_the_grid_to_others(self, sheet, browse, rauha, antti, supporting):
        imported = sheet("S1;Aho;Eetu;kyllä", header=self.HEADER)

        own, other = (
            browse(person, "en").get(address("rows", imported)).content.decode()
            for person in (supporting, antti)
        )
        assert "kyllä" in own
        assert "kyllä" not in other


class TestTakingBack:
    def test_new_ones_go_and_changed_ones_are_as_before(self, sheet, run, revert, college, mika):
        there = StudentFactory(
            provider=college, number="S1", given_name="Eetu", family_name="Ahola", group="KOA23"
        )
        students.set_state(there, since=date(2026, 8, 10), state="lasna", funding="1", by=None)
        before = Student.objects.filter(pk=there.pk).values().get()
        imported = run(sheet(line(state="loma"), line(number="S2")))
        revert(imported)

        assert Student.objects.filter(pk=there.pk).values().get() == before
        assert list(there.states.values_list("state", flat=True)) == ["lasna"]
        assert list(Student.objects.values_list("number", flat=True)) == ["S1"]

    def test_who_has_got_a_period_is_put_away(self, sheet, run, revert, workshop):
        imported = run(sheet(line()))
        PeriodFactory(partnership=workshop, student=Student.objects.get())

        assert concerns_of(imported) == [
            ("Eetu Aho", ["It has workplace periods: it is put away instead."])
        ]
        revert(imported)
        assert Student.objects.get().archived_on is not None

    def test_what_was_changed_since_is_asked(self, sheet, run, revert, college, aino):
        StudentFactory(provider=college, number="S1", group="KOA23")
        imported = run(sheet(line(), line(number="S2")))
        one, two = Student.objects.order_by("number")
        for row in (one, two):
            students.edit_student(row, by=aino, fields={"group": "KOA30"})

        assert [sentences for _name, sentences in concerns_of(imported)] == [
            ["Student group has been changed since."],
            ["Its data has been changed."],
        ]
        revert(imported, kept=[one.pk, two.pk])
        assert list(Student.objects.values_list("group", flat=True)) == ["KOA30"] * 2

    def test_a_state_of_the_same_day_is_as_before(self, sheet, run, revert, college):
        there = StudentFactory(provider=college, number="S1")
        students.set_state(there, since=date(2026, 8, 10), state="lasna", funding="1", by=None)
        header = "Opiskelijanumero;Sukunimi;Etunimi;Tila;Tilan alkupäivä"
        imported = run(sheet("S1;Aho;Eetu;loma;10.8.2026", header=header))
        assert there.states.get().state == "loma"
        revert(imported)

        assert there.states.get().state == "lasna"

    def test_who_was_erased_since_is_left(self, sheet, run, revert, college):
        there = StudentFactory(provider=college, number="S1", group="KOA23")
        imported = run(sheet(line()))
        Student.objects.filter(pk=there.pk).update(erased_on=date(2026, 11, 1))
        revert(imported)

        assert Student.objects.get().group == "KOA24"

    def test_support_is_as_before(self, sheet, run, revert, college, aino):
        people.grant(aino, role=Role.SUPPORT, by=None, since=date(2026, 1, 1))
        StudentFactory(provider=college, number="S1")
        imported = run(sheet("S1;Aho;Eetu;vaativa", header=TestSupport.HEADER))
        assert Support.objects.get().is_demanding
        revert(imported)

        row = Support.objects.get()
        assert (row.is_special, row.is_demanding) == (False, False)


class TestPages:
    def test_the_whole_walk(self, page, mika, qualification, college):
        gone = StudentFactory(provider=college, number="V9", family_name="Poissa")
        StudentFactory(provider=college, number="S2", group="VANHA")
        upload(page, f"{HEADER}\n{line()}\n{line(number='S2')}\n")
        page.post(address("sheet"), {"sheet": "luettelo", "kind": "students"})
        form = BeautifulSoup(page.get(address("mapping")).content, "html.parser")
        chosen = {
            select["name"]: option["value"]
            for select in form.select("select")
            if (option := select.select_one("option[selected]"))
        }
        page.post(address("mapping"), chosen)
        grid = page.get(address("rows")).content.decode()
        assert "New students" in grid
        assert "here it is now: VANHA" in grid
        imported = Import.objects.get()
        page.post(address("run"))
        imported.refresh_from_db()
        run_to_end(imported.job)
        report = page.get(address("report")).content.decode()
        assert reverse("placements:student", args=[gone.pk]) in report
        assert reverse("placements:student", args=[Student.objects.get(number="S1").pk]) in report
        assert "Student" in page.get(address("reversal")).content.decode()

    def test_columns_that_are_lacking_are_named(self, page):
        upload(page, f"{HEADER}\n{line()}\n")
        page.post(address("sheet"), {"sheet": "luettelo"})
        answer = page.post(address("mapping"), {"column-3": "group"})

        assert answer.status_code == 422
        assert "student number, or the OID" in answer.content.decode()

    def test_as_many_queries_for_forty_rows_as_for_one(self, sheet, page):
        counts = []
        for many in (1, 1, 40):
            imported = sheet(*(line(number=f"S{many}-{n}") for n in range(many)))
            with CaptureQueriesContext(connection) as asked:
                page.get(address("rows", imported))
            counts.append(len(asked))

        assert counts[1] == counts[2]


class TestTheCommand:
    def test_prints_what_came_of_it(self, college, mika, qualification, tmp_path):
        StudentFactory(provider=college, number="V9")
        path = tmp_path / "opiskelijat.csv"
        header, row = f"{HEADER};Erityinen tuki", f"{line()};kyllä"
        path.write_text("\n".join([header, row, f"{line(number='')};ei"]), encoding="utf-8")
        out = StringIO()
        call_command("import", "students", str(path), "--provider", "opisto", "--json", stdout=out)
        told = json.loads(out.getvalue())

        assert (told["counts"]["created"], told["counts"]["refused"]) == (1, 1)
        assert told["not_listed"] == ["V9"]
        assert told["left_out"] == [{"column": "Q", "name": "Erityinen tuki"}]
        assert [(p["row"], p["column"], p["field"]) for p in told["problems"]] == [
            (3, "A", "number")
        ]
