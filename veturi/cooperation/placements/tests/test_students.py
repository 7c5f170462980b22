"""Students: they come in, change, are put away; their support is nobody else's business."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from conftest import NOW, TODAY
from veturi.cooperation.placements.actions import students
from veturi.cooperation.placements.models import Student, Support
from veturi.cooperation.placements.reading.finding import find_students
from veturi.cooperation.placements.tests.factories import StudentFactory
from veturi.foundation.history.models import Change

pytestmark = pytest.mark.django_db
FIELDS = {"number": "K1", "given_name": "Äänis", "family_name": "Öhman"}


def test_a_student_comes_in_with_the_state_of_the_study_right(college, mika):
    new = students.NewStudent(
        {**FIELDS, "starts_on": date(2026, 8, 10)}, funding="14", support={"is_special": True}
    )

    student = students.add_student(new, provider=college, by=mika, at=NOW)

    assert (student.name_folded, str(student)) == ("aanis ohman", "Äänis Öhman")
    state = student.states.get()
    assert (state.since, state.state, state.funding) == (date(2026, 8, 10), "lasna", "14")
    assert student.support.is_special
    assert Change.objects.of(student.key).get().field == "made"


def test_without_a_first_day_the_state_is_from_today(college, mika):
    student = students.add_student(students.NewStudent(FIELDS), provider=college, by=mika, at=NOW)

    assert student.states.get().since == TODAY


def test_nobody_comes_in_when_there_is_nobody(college, mika):
    assert students.add_students([], provider=college, by=mika, at=NOW) == []


def test_an_impossible_student_is_refused(college, mika):
    new = students.NewStudent({**FIELDS, "email": "ei osoite"})
    with pytest.raises(ValidationError):
        students.add_student(new, provider=college, by=mika, at=NOW)
    assert not Student.objects.exists()


def test_a_new_name_is_found_and_told(eetu, mika):
    students.edit_student(eetu, by=mika, fields={"family_name": "Niemi"})

    assert list(find_students(mika, "niemi eet")) == [eetu]
    assert list(find_students(mika, eetu.number[:3])) == [eetu]
    change = Change.objects.of(eetu.key).get()
    assert (change.field, change.old, change.new) == ("family_name", "Aho", "Niemi")
    students.edit_student(eetu, by=mika, fields={"family_name": "Niemi"})
    assert Change.objects.of(eetu.key).count() == 1


def test_another_state_of_the_same_day_mends_the_first(eetu, mika):
    students.set_state(eetu, since=TODAY, state="loma", funding="1", by=mika)
    row = students.set_state(
        eetu, since=TODAY, state="valiaikaisestikeskeytynyt", funding="6", by=mika
    )

    assert eetu.states.count() == 1
    assert (row.state, row.funding) == ("valiaikaisestikeskeytynyt", "6")


def test_history_says_that_support_changed_but_not_what_it_says(eetu, antti):
    support = students.give_support(
        eetu, by=antti, fields={"is_special": True, "needs": "rauhallinen tila"}
    )

    told = Change.objects.of(f"placements.support:{support.pk}")
    assert {(row.old, row.new) for row in told} == {("…", "…")}


def test_demanding_support_is_special_too(eetu, antti):
    with pytest.raises(ValidationError):
        students.give_support(eetu, by=antti, fields={"is_demanding": True})
    assert not Support.objects.exists()


def test_who_is_put_away_is_out_of_the_lists_and_comes_back(eetu, mika):
    away = students.put_away(eetu, by=mika, on=TODAY)
    assert not Student.objects.standing().exists()

    students.take_again(away, by=mika)
    assert list(Student.objects.standing()) == [eetu]


@pytest.mark.parametrize(
    ("born", "day", "age", "minor"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17, True),
        (date(2008, 2, 29), date(2026, 3, 1), 18, False),
        (date(2010, 6, 1), date(2026, 6, 1), 16, True),
        (None, TODAY, None, False),
    ],
)
def test_age_is_counted_in_full_years(college, born, day, age, minor):
    student = StudentFactory(provider=college, born_on=born)

    assert (student.age_on(day), student.is_minor_on(day)) == (age, minor)
