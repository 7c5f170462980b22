"""Students on their pages, by whoever opens them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from conftest import TODAY
from veturi.cooperation.placements.models import Student, Support
from veturi.cooperation.placements.tests.factories import (
    StudentFactory,
    SupportFactory,
)
from veturi.cooperation.placements.tests.reading_pages import LOOKS_PERSONAL, text, written
from veturi.directory.tests.factories import staff

pytestmark = pytest.mark.django_db


def test_a_student_is_added_and_found_in_the_list(browse, mika, college):
    page = browse(mika)
    fields = {
        "given_name": "Senja",
        "family_name": "Kivi",
        "number": "K77",
        "programme": "vocational",
        "language": "fi",
        "group": "KOA24",
    }

    answer = page.post(reverse("placements:student_new"), fields)

    student = Student.objects.get(provider=college)
    assert answer.url == student.get_absolute_url()
    assert "Senja Kivi" in text(page.get(reverse("placements:students"), {"q": "kivi"}))
    assert "Senja" not in text(page.get(reverse("placements:students"), {"q": "niemi"}))
    found = page.get(reverse("placements:student_suggestions"), {"q": "senj"})
    assert "K77" in text(found)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("number", LOOKS_PERSONAL),
        ("email", "ei osoite"),
        ("born_on", "joskus"),
        ("ends_on", "1.8.2020"),
        ("guardian_phone", "soita"),
    ],
)
def test_what_is_wrong_of_a_student_is_said_and_nothing_is_lost(browse, mika, eetu, field, wrong):
    fields = {
        "given_name": "Senja",
        "family_name": "Kivi",
        "number": "K77",
        "programme": "vocational",
        "language": "fi",
        "starts_on": "1.8.2026",
        field: wrong,
    }

    answer = browse(mika).post(reverse("placements:student_new"), fields)

    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one(f"#id_{field}")["value"] == wrong
    assert soup.select_one(f"#id_{field}_error")
    assert Student.objects.count() == 1


def test_a_number_stands_for_one_student(browse, mika, eetu):
    fields = {
        "given_name": "Senja",
        "family_name": "Kivi",
        "number": eetu.number,
        "programme": "vocational",
        "language": "fi",
    }

    answer = browse(mika).post(reverse("placements:student_new"), fields)

    assert answer.status_code == 422
    assert Student.objects.count() == 1


def test_lists_of_students_are_narrowed(browse, mika, eetu, college):
    StudentFactory(provider=college, family_name="Muu", group="LH25", programme="tuva")
    away = StudentFactory(provider=college, family_name="Poissa", archived_on=TODAY)
    page, address = browse(mika), reverse("placements:students")

    for query, there in (
        ({"whose": "mine"}, ["Aho"]),
        ({"group": "lh25"}, ["Muu"]),
        ({"programme": "tuva"}, ["Muu"]),
        ({"archived": "on", "q": away.number}, ["Poissa"]),
        ({"q": "Poissa"}, []),
    ):
        found = text(page.get(address, query))
        assert [name for name in ("Aho", "Muu", "Poissa") if f" {name}" in found] == there


def test_two_who_edit_a_student_overwrite_nothing_unseen(browse, mika, eetu):
    address = reverse("placements:student_edit", args=[eetu.pk])
    form = {
        "given_name": "Eetu",
        "family_name": "Ahola",
        "number": eetu.number,
        "programme": "vocational",
        "language": "fi",
        "qualification": eetu.qualification_id,
        "teacher": mika.pk,
        "group": "KOA24",
        "born_on": written(eetu.born_on),
        "starts_on": written(eetu.starts_on),
        "ends_on": written(eetu.ends_on),
    }

    assert browse(mika).save(address, form).status_code == 302
    assert Student.objects.get().family_name == "Ahola"


def test_a_study_right_is_given_another_state(browse, mika, eetu):
    page, address = browse(mika), reverse("placements:student_state", args=[eetu.pk])

    assert page.post(address, {"since": "milloin?"}).status_code == 422
    page.post(address, {"since": "1.11.2026", "state": "loma", "funding": "1"})

    assert eetu.states.get().state == "loma"
    assert "1.11.2026" in text(page.get(eetu.get_absolute_url()))


def test_what_support_is_needed_is_seen_by_student_support_alone(browse, eetu, college, aino):
    SupportFactory(student=eetu, needs="rauhallinen tila", is_demanding=True)
    sanna = staff(college, "Sanna", "Tuki", "support")
    address = reverse("placements:student_support", args=[eetu.pk])

    assert "rauhallinen tila" in text(browse(sanna).get(eetu.get_absolute_url()))
    for role in ("administrator", "coordinator", "teacher", "management"):
        page = browse(staff(college, role.title(), "Joku", role))
        assert "rauhallinen" not in text(page.get(eetu.get_absolute_url()))
        assert page.get(address).status_code == 403


def test_support_is_written_and_refused_in_a_sentence(browse, eetu, college):
    page = browse(staff(college, "Sanna", "Tuki", "support"))
    address = reverse("placements:student_support", args=[eetu.pk])

    assert page.post(address, {"is_demanding": "on"}).status_code == 422
    page.post(address, {"is_special": "on", "needs": "selkokieli"})

    assert Support.objects.get().needs == "selkokieli"


def test_a_student_is_put_away_and_comes_back(browse, mika, eetu):
    page, address = browse(mika), reverse("placements:student_putting_away", args=[eetu.pk])

    page.post(address)
    assert Student.objects.get().archived_on is not None
    page.post(address)
    assert Student.objects.get().archived_on is None
