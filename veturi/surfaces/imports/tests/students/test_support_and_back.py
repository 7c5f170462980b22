"""Support, taking back, the pages and the command."""

import json
from datetime import date
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from veturi.cooperation.placements.actions import students
from veturi.cooperation.placements.models import Student, Support
from veturi.cooperation.placements.tests.factories import (
    PeriodFactory,
    StudentFactory,
)
from veturi.directory.actions import people
from veturi.directory.models import Role
from veturi.foundation.jobs.actions import run_to_end
from veturi.surfaces.imports.models import Import
from veturi.surfaces.imports.tests.students.brought import HEADER, concerns_of, line, outcomes, said
from veturi.surfaces.imports.tests.walking import address, upload

pytestmark = pytest.mark.django_db


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
