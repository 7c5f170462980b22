"""What somebody may do: each act, allowed or not, by which role and how long."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from veturi.directory.access import ALLOWED, Act, may, permissions
from veturi.directory.models import Role
from veturi.directory.tests.factories import GrantFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)


@pytest.mark.parametrize("role", list(Role))
def test_they_say_what_may_says(role, mika):
    mika.grants.update(role=role)

    found = {one.act for one in permissions(mika, on=TODAY) if one.by}

    assert found == ALLOWED[role] == {act for act in Act if may(mika, act, on=TODAY)}


def test_each_role_that_allows_is_named(mika):
    teacher = mika.grants.get()
    leader = GrantFactory(person=mika, role="management", since=TODAY, until=TODAY + 9 * DAY)

    found = {one.act: one.by for one in permissions(mika, on=TODAY)}

    assert found[Act.LOG] == [teacher, leader]
    assert found[Act.EXPORT] == [leader]
    assert found[Act.KEEP_STAFF] == []


def test_what_is_over_is_left_out_and_what_is_to_come_is_told(mika):
    GrantFactory(person=mika, role="administrator", until=TODAY - DAY)
    later = GrantFactory(person=mika, role="coordinator", since=TODAY + DAY)

    found = {one.act: one for one in permissions(mika, on=TODAY)}

    assert (found[Act.IMPORT].by, found[Act.IMPORT].coming) == ([], [later])
    assert (found[Act.KEEP_STAFF].by, found[Act.KEEP_STAFF].coming) == ([], [])


def test_the_administrator_looks_at_ours(mika, antti, browse):
    GrantFactory(
        person=mika, role="coordinator", since=timezone.localdate() + DAY, until=date(2099, 1, 31)
    )

    page = browse(antti).get(reverse("directory:permissions", args=[mika.pk])).content.decode()

    assert page.count("<tr>") == 1 + len(Act)
    assert "1.1.2020–" in page and "31.1.2099" in page


def test_everybody_looks_at_ones_own(rea, browse):
    assert browse(rea).get(reverse("directory:my_permissions")).status_code == 200


def test_who_may_not_and_a_stranger(mika, aino, sten, otto, antti, browse):
    address = reverse("directory:permissions", args=[mika.pk])

    assert browse(aino).get(address).status_code == 403
    assert browse(sten).get(address).status_code == 404
    assert browse(antti).get(reverse("directory:permissions", args=[otto.pk])).status_code == 404
