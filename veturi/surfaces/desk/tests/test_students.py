"""The desk of a teacher counts the students at work; of who sees none it says nothing."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import localdate

from veturi.cooperation.placements.rules.groups import Group
from veturi.cooperation.placements.tests.factories import StudentFactory, ready
from veturi.surfaces.desk.reading import students_at_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(workshop, college, mika):
    today = localdate()
    return ready(
        workshop,
        student=StudentFactory(provider=college, teacher=mika),
        teacher=mika,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=60),
        agreed_on=today,
    )


def panel(page):
    return BeautifulSoup(page.get("/").content, "html.parser").select_one("#students")


def test_the_desk_counts_the_groups_of_my_students(browse, mika, at_work):
    assert students_at_work(mika, on=localdate()) == [(Group.RUNNING, 1)]
    assert panel(browse(mika)) is not None


def test_who_has_no_students_has_no_such_panel(browse, aino, rea, at_work):
    assert [students_at_work(one, on=localdate()) for one in (aino, rea)] == [[], []]
    assert [panel(browse(one)) for one in (aino, rea)] == [None, None]
