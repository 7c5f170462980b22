"""Students and periods among the answers: who finds them, how, and what may be done with them."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import students
from veturi.cooperation.placements.actions.removing import remove_students
from veturi.cooperation.placements.models import Student
from veturi.cooperation.placements.tests.factories import (
    AgreementFactory,
    PeriodFactory,
    VersionFactory,
)
from veturi.directory.actions import partners
from veturi.directory.models import Partnership
from veturi.foundation.search.models import Entry, Shelf
from veturi.surfaces.find.answers import answers

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def enrol(college, *names, **fields):
    many = [
        students.NewStudent(
            {"number": f"26-{place:05}", "given_name": given, "family_name": family, **fields}
        )
        for place, (given, family) in enumerate(names, start=12300 + Student.objects.count())
    ]
    return students.add_students(many, provider=college, by=None, at=NOW)


@pytest.fixture
def senja(college):
    """A student whom nobody in particular teaches."""
    return enrol(college, ("Senja", "Kuusela"), group="LÄH24A")[0]


@pytest.fixture
def running(senja, workshop):
    return PeriodFactory(
        student=senja,
        partnership=workshop,
        agreed_on=TODAY - WEEK,
        started_on=TODAY - WEEK,
        starts_on=TODAY - WEEK,
        ends_on=TODAY + 4 * WEEK,
    )


def titles(question, person):
    return [one.title for one in answers(question, person=person, on=TODAY)]


def palette(page, question):
    answer = page.get(reverse("find:suggestions"), {"q": question})
    options = BeautifulSoup(answer.content, "html.parser").select("[role=option]")
    return [(one.b.text if one.b else "", one["data-go"]) for one in options]


@pytest.mark.parametrize(
    "question", ["senja", "kuusela senja", "kuusel", "26-12300", "läh24a", "senjja kuusela"]
)
def test_a_student_is_found_by_name_number_and_group(senja, aino, question):
    assert titles(question, aino) == ["Senja Kuusela"]


def test_an_answer_tells_group_number_and_workplace(running, senja, workshop, aino):
    note = answers("senja", person=aino, on=TODAY)[0].note

    assert note == f"opiskelija · LÄH24A · 26-12300 · {workshop.name}"


def test_ones_own_student_stands_first(college, mika, aino):
    ours, theirs = enrol(college, ("Senja", "Kuusela"), ("Senja", "Kuu"))
    students.edit_student(ours, by=aino, fields={"teacher": mika})

    assert titles("senja", mika) == [str(ours), str(theirs)]
    assert titles("senja", aino) == [str(theirs), str(ours)]


def test_a_period_is_found_by_student_and_workplace(running, senja, workshop, aino):
    found = answers("senja kattilakosken", person=aino, on=TODAY)

    assert [(one.kind, one.title) for one in found] == [
        ("period", f"Senja Kuusela · {workshop.name}")
    ]
    assert found[0].url == running.get_absolute_url()
    assert found[0].note.endswith("käynnissä")


def test_a_period_follows_names_that_change(running, senja, workshop, aino):
    partners.edit_partner(workshop, by=aino, fields={"name": "Uusi Verstas"})
    students.edit_student(senja, by=aino, fields={"given_name": "Saga"})

    assert titles("saga verstas", aino) == ["Saga Kuusela · Uusi Verstas"]
    assert titles("senja", aino) == []


def test_a_period_of_a_partner_that_was_absorbed_is_found_by_both_names(
    running, workshop, college, aino
):
    other = partners.add_partner(
        partners.NewPartner(name="Rautahalli Oy", kind="company"),
        provider=college,
        by=aino,
        on=TODAY,
    )
    Partnership.objects.filter(pk=workshop.pk).update(absorbed_into=other)

    assert titles("senja rautahalli", aino) == ["Senja Kuusela · Rautahalli Oy"]
    assert titles("kattilakosken senja", aino) == ["Senja Kuusela · Rautahalli Oy"]


def test_a_period_that_was_called_off_is_not_found(running, aino):
    type(running).objects.filter(pk=running.pk).update(
        called_off_on=TODAY, called_off_by="school", agreed_on=None
    )

    assert titles("senja kattilakosken", aino) == []


@pytest.mark.parametrize("question", ["senja", "senja kattilakosken", "26-12300", "käynti senja"])
def test_who_does_not_see_students_finds_none(running, rea, sten, browse, question):
    for person in (rea, sten):
        assert all("Senja" not in title for title, _url in palette(browse(person), question))


def test_the_page_has_a_kind_of_its_own_for_who_sees_students(running, rea, aino, browse):
    def kinds(person):
        page = browse(person).get(reverse("find:page"), {"q": "senja", "kind": "students"})
        parsed = BeautifulSoup(page.content, "html.parser")
        found = [link["href"] for link in parsed.select(".found a")]
        return [chip.text for chip in parsed.select(".chip")][5:], found

    assert kinds(aino) == (["Opiskelijat"], [running.student.get_absolute_url()])
    assert kinds(rea) == ([], [])


def test_what_support_is_needed_stands_in_no_index(senja, aino):
    students.give_support(
        senja, by=aino, fields={"is_special": True, "needs": "Tulkki", "told_to_workplace": "Rauha"}
    )

    assert titles("tulkki", aino) == []
    assert Entry.objects.get(shelf=Shelf.STUDENT).text == (
        " senja kuusela  kuusela senja  lah24a  26 12300"
    )


def test_put_away_says_so_and_erased_is_gone(senja, aino):
    students.put_away(senja, by=aino, on=TODAY)
    assert "arkistoitu" in answers("senja", person=aino, on=TODAY)[0].note

    Student.objects.filter(pk=senja.pk).update(erased_on=TODAY)
    assert titles("senja", aino) == []


def test_the_index_stays_in_step_with_students(college, senja, running, aino, capsys):
    gone, _stays = enrol(college, ("Väinö", "Lehto"), ("Iida", "Aho"), group="X")
    students.edit_student(senja, by=aino, fields={"group": "LÄH24B"})
    remove_students(college, [gone.pk, senja.pk], by=aino, on=TODAY, batch="b")

    call_command("search", "check")
    assert "0 differences" in capsys.readouterr().out

    Student.objects.filter(pk=senja.pk).update(erased_on=TODAY)
    call_command("search", "rebuild")
    assert list(Entry.objects.filter(shelf=Shelf.STUDENT).values_list("first", flat=True)) == [
        "iida aho"
    ]


def test_acts_are_offered_with_the_period_that_is_meant(running, senja, workshop, aino, browse):
    page, whose = browse(aino), f"Senja Kuusela · {workshop.name}"
    of = f"?of=period-{running.pk}"

    assert palette(page, "käynti senja")[0] == (
        f"Kirjaa työpaikkakäynti: {whose}",
        reverse("placements:visit_new") + of,
    )
    assert palette(page, "suunnittele senja kattilakosken")[0] == (
        f"Suunnittele käynti: {whose}",
        reverse("placements:visit_plan_new") + of,
    )
    assert palette(page, "uusi sopimus senja")[0] == (
        f"Laadi sopimus: {whose}",
        reverse("placements:agreement_new", args=[running.pk, "training"]),
    )
    assert palette(page, "jakso senja")[0] == (
        "Uusi työpaikkajakso: Senja Kuusela",
        reverse("placements:period_new", query={"student": senja.pk}),
    )


def test_a_student_comes_before_partners_that_only_hold_the_letters(
    running, workshop, college, aino, browse
):
    for name in ("Asenjan Koti Oy", "Senjan Sorvi Oy"):
        new = partners.NewPartner(name=name, kind="company")
        partners.add_partner(new, provider=college, by=aino, on=TODAY)

    assert [title for title, _url in palette(browse(aino), "käynti senja")][:-1] == [
        f"Kirjaa työpaikkakäynti: Senja Kuusela · {workshop.name}",
        "Kirjaa käynti: Senjan Sorvi Oy",
    ]


def test_whoever_only_signs_is_offered_no_new_period(running, rauha, browse):
    assert all("new" not in url for _title, url in palette(browse(rauha), "jakso senja"))


def test_an_act_finds_no_period_that_is_over(running, aino, browse):
    type(running).objects.filter(pk=running.pk).update(
        starts_on=date(2026, 1, 7), ends_on=date(2026, 2, 7), ended_on=date(2026, 2, 7)
    )

    assert all(
        "Kirjaa työpaikka" not in title for title, _url in palette(browse(aino), "käynti senja")
    )


def test_an_agreement_is_opened_by_its_number(running, aino, sten, browse):
    version = VersionFactory(agreement=AgreementFactory(period=running))

    title, url = palette(browse(aino), f"sopimus {version.pk}")[0]

    assert (title.partition(":")[0], url) == (
        f"Avaa sopimus {version.pk}",
        version.get_absolute_url(),
    )
    assert all("Avaa" not in one for one, _url in palette(browse(sten), f"sopimus {version.pk}"))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("vahti", "placements:guard"),
        ("omat opisk", "placements:my_students"),
        ("minun opiskelijat", "placements:my_students"),
        ("suunnittele käynnit", "placements:visits"),
        ("uusi jakso", "placements:period_new"),
        ("uusi sopimus", "placements:rounds"),
        ("tuo opiskelijat", "imports:new"),
        ("plan visits", "placements:visits"),
    ],
)
def test_pages_of_learning_are_found_by_other_words_too(aino, browse, question, name):
    urls = [url for _title, url in palette(browse(aino), question)]

    assert urls.count(reverse(name)) == 1


def test_a_reader_is_offered_no_page_of_learning(rea, browse):
    for question in ("vahti", "uusi jakso", "tuo opiskelijat", "uu"):
        assert [url for _title, url in palette(browse(rea), question)] == [
            reverse("find:page", query={"q": question})
        ]


def test_the_palette_asks_the_same_however_many_students_fit(college, workshop, aino, browse):
    def cost():
        page = browse(aino)
        page.get("/")
        with CaptureQueriesContext(connection) as queries:
            page.get(reverse("find:suggestions"), {"q": "senja kattilakosken"})
        return len(queries)

    def add(first, last):
        many = [
            students.NewStudent(
                {"number": f"S{n}", "given_name": "Senja", "family_name": f"Kuusela {n}"}
            )
            for n in range(first, last)
        ]
        rows = students.add_students(many, provider=college, by=None, at=NOW)
        for row in rows:
            PeriodFactory(student=row, partnership=workshop)

    add(0, 20)
    few = cost()
    add(20, 60)

    assert cost() == few
