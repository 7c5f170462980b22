"""The school whose forms are tried, and whoever sends them."""

import pytest
from django.contrib.auth.hashers import make_password  # noqa: F401

from tests.bad_input.school import door_of, furnished
from veturi.cooperation.placements.tests.behind.doorway import come_in, link_to
from veturi.directory.tests.factories import GrantFactory


@pytest.fixture
def school(things, aino, otto, sten):
    from veturi.directory.models import Person

    mika = Person.objects.get(given_name="Mika")
    return furnished(things, aino=aino, mika=mika, otto=otto, sten=sten)


@pytest.fixture
def sender(browse, school, aino):
    """Whoever may do all: a coordinator who sees support too; or one behind a door."""
    GrantFactory(person=aino, role="support")

    def open_for(behind=""):
        if not behind:
            return browse(aino)
        row = door_of("instructor" if behind == "door" else behind, school, by=aino)
        if behind == "door":
            browser = browse()
            browser.post(link_to(row))
            return browser
        return come_in(row)

    return open_for
