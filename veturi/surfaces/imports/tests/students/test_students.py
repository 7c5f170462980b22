"""Students come in from the student system, and known ones change."""

from datetime import date

import pytest

from veturi.cooperation.placements.actions import students
from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.tests.factories import (
    QualificationFactory,
    StudentFactory,
)
from veturi.foundation.history.models import Change
from veturi.surfaces.imports.models import SavedMapping
from veturi.surfaces.imports.tests.students.brought import BY_FIELD, RIGHT, line, outcomes, said

pytestmark = pytest.mark.django_db


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

    def test_a_home_municipality_comes_in_by_its_name(self, sheet, run):
        header = "Opiskelijanumero;Sukunimi;Etunimi;Kotikunta"
        run(sheet("S1;Aho;Eetu;Laukaa", header=header))

        assert Student.objects.get().municipality == "410"

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
